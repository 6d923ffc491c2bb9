/** CSV and TSV. */
import { CsvError, parse } from 'csv-parse/sync';
import { aligned, doubled } from '../align.js';
import type { Unread } from '../document.js';
import { within, verbatim, type PlacedText } from '../placed-text.js';
import type { Script } from '../script.js';
import { readTable as readRows } from './columns.js';

const DELIMITERS = [',', '\t', ';'];

export function readTable(script: Script): Unread[] {
  const { raw } = script;
  const delimiter = delimiterOf(raw);
  try {
    const records = parse(raw, { delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true }) as string[][];
    readRows(script, placed(records, raw, delimiter));
    return [];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return [{ id: 'lint-csv', problem: error.message, ...(typeof error['lines'] === 'number' && { line: error['lines'] }) }];
  }
}

/** The one that the first line has most of. */
function delimiterOf(raw: string): string {
  const line = /^.*$/m.exec(raw)?.[0] ?? '';
  return DELIMITERS.reduce((best, next) => (line.split(next).length > line.split(best).length ? next : best));
}

/** Finds each cell in the file: records and cells come in its order. */
function placed(records: readonly (readonly string[])[], raw: string, delimiter: string): PlacedText[][] {
  let at = 0;
  return records.map((cells) => {
    while (/[\r\n]/.test(raw[at] ?? '')) at += 1;
    return cells.map((cell, column) => {
      if (column > 0 && raw.startsWith(delimiter, at)) at += delimiter.length;
      const quoted = raw[at] === '"' && !raw.startsWith(cell, at);
      const from = quoted ? at + 1 : at;
      const text = quoted ? aligned(cell, raw, [from, raw.length], doubled('"')) : raw.startsWith(cell, at) ? verbatim(raw, at, at + cell.length) : within(cell, at, at + cell.length);
      at = cell === '' ? from : text.ends.at(-1) as number;
      if (quoted) at += 1;
      return text;
    });
  });
}
