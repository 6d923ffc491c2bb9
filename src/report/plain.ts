/** Text for files that other programs read: no control characters, and nothing that is no character at all. */
import { withoutControls } from './control.js';

/** Not allowed in XML 1.0 (§2.2), and wrong in any UTF-8: lone surrogates, U+FFFE, U+FFFF. */
const NO_CHARACTER = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

export const plain = (text: string): string => withoutControls(text.replace(/\r\n?/g, '\n').replace(NO_CHARACTER, ''), ' ', true);

/** The same on one line. */
export const plainLine = (text: string): string => plain(text).replace(/\s*\n\s*/g, ' ').trim();

/** At most `most` UTF-16 units, never half a character. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/u, '')}…`;
}
