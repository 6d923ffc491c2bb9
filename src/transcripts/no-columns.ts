import type { KesuError } from '../errors.js';
import { apparentColumns, columnAt, columnsOf, planTable, type Columns } from './header.js';
import type { Role } from './options.js';
import type { Reader } from './reader.js';
import type { TableRow } from './records.js';

/** Columns listed in a message, and characters of each. */
const SHOWN = 30;
const SHOWN_LENGTH = 30;

/** The error for a table whose columns were not recognised: what was found, and a `--map` that is ready to use. */
export function noColumns(lines: readonly string[], ended: boolean, reader: Reader): KesuError {
  return problemOf(apparentColumns(lines, ended), reader);
}

/** The same for rows that come in cells. */
export function noColumnsIn(rows: readonly TableRow[], reader: Reader): KesuError {
  return problemOf(columnsOf(rows), reader);
}

export const shownColumns = (names: readonly string[]): string => names.slice(0, SHOWN).map((name) => `“${name.slice(0, SHOWN_LENGTH)}”`).join(', ');

function problemOf({ names, sample }: Columns, reader: Reader): KesuError {
  const { map, header } = reader.options;
  const columns = shownColumns(names);
  for (const [role, column] of Object.entries(map ?? {})) {
    if (columnAt(names, column) >= 0) continue;
    if (typeof column === 'number') return reader.remarks.error('map-number', { role, column, count: names.length });
    return reader.remarks.error('map-absent', { role, column, columns });
  }
  const big5 = reader.asBig5();
  const traditional = big5 === undefined ? undefined : planTable(big5.split(/(?<=\n)/), reader, false);
  if (traditional) return reader.remarks.error('columns-big5', { columns: traditional.layout.names.join(', ') });
  if (header === false) return reader.remarks.error('map-needs-numbers', {});
  const headless = names.some((name) => name.length > SHOWN_LENGTH || /^\d[\d:./ -]*$/.test(name));
  const known = reader.columns.layout(names).roles;
  return headless
    ? reader.remarks.error('columns-headless', { columns, example: example([names, ...sample], names, known, true) })
    : reader.remarks.error('columns-missing', { columns, example: example(sample, names, known, false) });
}

/** The cells with most letters are likely to be the text, the column with few values the speaker, the first the conversation. */
function example(
  rows: readonly (readonly string[])[],
  names: readonly string[],
  known: ReadonlyMap<Role, readonly number[]>,
  byNumber: boolean,
): string {
  const letters = (column: number): number => rows.reduce((sum, row) => sum + (row[column]?.match(/\p{L}/gu)?.length ?? 0), 0);
  const kinds = (column: number): number => new Set(rows.map((row) => row[column])).size;
  const columns = names.map((_, column) => column);
  const text = columns.reduce((best, column) => (letters(column) > letters(best) ? column : best), 0);
  const rest = columns.filter((column) => column !== text);
  const speaker = known.get('speaker')?.[0] ?? rest.filter((column) => kinds(column) > 1).sort((a, b) => kinds(a) - kinds(b))[0];
  const conversation = known.get('conversation')?.[0] ?? rest.find((column) => column !== speaker);
  const named = (column: number): string => (byNumber ? String(column + 1) : (names[column] ?? ''));
  const parts = [
    ...(conversation === undefined ? [] : [`conversation=${named(conversation)}`]),
    ...(speaker === undefined || speaker === conversation ? [] : [`speaker=${named(speaker)}`]),
    `text=${named(text)}`,
  ];
  const line = parts.join(',');
  return /[\s"']/.test(line) ? `'${line.replaceAll("'", '')}'` : line;
}
