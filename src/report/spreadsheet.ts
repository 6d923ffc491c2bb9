/**
 * Cells that a spreadsheet must neither run nor rewrite: formulas, and what it would take for a number or a date
 * (an order number of 18 digits comes back as 2.02401E+17). An apostrophe before them keeps them as they are, and
 * is taken off again when the table is read back.
 */

/** ASCII and full-width signs that begin a formula (CWE-1236). */
const FORMULA = /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u;
const NUMBER = /^[\d(.$\u00a5\uffe5]/u;
/** Besides its digits and separators a date or an amount has a few letters at most. */
const LETTERS_OF_A_DATE = 4;

export const guarded = (text: string): string => (risky(text) ? `'${text}` : text);
export const unguarded = (cell: string): string => (cell.startsWith("'") && risky(cell) ? cell.slice(1) : cell);

/** Apostrophes aside, so that `unguarded(guarded(text))` is `text` whatever it begins with. */
function risky(text: string): boolean {
  const bare = text.replace(/^'+/, '');
  return FORMULA.test(bare) || (NUMBER.test(bare) && [...bare.replace(/[\d\s.,:/%\-]/gu, '')].length <= LETTERS_OF_A_DATE);
}
