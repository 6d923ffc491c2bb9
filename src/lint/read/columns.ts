/** Tables, of CSV and of Markdown: which column holds what agents say. */
import { body, plain } from '../directives.js';
import { rangeOf, type PlacedText, type Range } from '../placed-text.js';
import type { Script } from '../script.js';
import type { Role } from '../words.js';

/** Rows among which the names of the columns are looked for: exports may have a title above them. */
const HEADER_WITHIN = 5;

/** @param headed the first row is the header, whatever stands in it */
export function readTable(script: Script, rows: readonly (readonly PlacedText[])[], headed = false): void {
  const { words } = script;
  const known = (cell: PlacedText): boolean => words.column(cell.text) !== undefined || words.isIgnore(cell.text);
  const found = rows.slice(0, HEADER_WITHIN).findIndex((row) => row.some(known));
  const head = found >= 0 ? found : headed ? 0 : -1;
  const roles = (rows[head] ?? []).map((cell) => (words.isIgnore(cell.text) ? 'ignore' as const : words.column(cell.text)));
  const sure = roles.includes('agent');
  for (const row of rows.slice(head + 1)) {
    const at = roles.indexOf('who');
    const speaker = at < 0 ? undefined : words.who(row[at]?.text ?? '');
    row.forEach((cell, column) => {
      const role = roles[column];
      if (cell.text === '' || role === 'who') return;
      if (role === 'ignore') suppressRow(script, row, cell);
      else script.add(cell, role ?? unnamed(sure, speaker));
    });
    if (at < 0) script.separate();
  }
}

/** Beside a column that is named as the agent's no other is; else the row's speaker says what stands in it. */
const unnamed = (sure: boolean, speaker: Role | undefined): Role | undefined => (sure ? 'other' : speaker);

function suppressRow(script: Script, row: readonly PlacedText[], cell: PlacedText): void {
  if (cell.text.trim() === '') return;
  const found = body(cell.text, rangeOf(cell, 0, cell.text.length));
  const covers = row.filter((c) => c !== cell && c.text !== '').map((c): Range => rangeOf(c, 0, c.text.length));
  if (found) script.suppress({ ...plain(found), covers });
}
