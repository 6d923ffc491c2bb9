/** A table that is no transcript, such as a list of terms: its rows, whatever its encoding and delimiter. */
import { watchDamage } from './damage.js';
import { decode, decoderFor } from './encoding.js';
import { DELIMITERS } from './header.js';
import { openInput } from './inputs.js';
import { splitLines } from './lines.js';
import type { ReadOptions } from './options.js';
import { Records, type TableRow } from './records.js';
import { Remarks } from './remarks.js';

/** Rows among which the header is looked for: lists may have a title above it. */
const HEADER_WITHIN = 10;

export interface PlainTable {
  /** The header's cells; absent where no row is one. */
  readonly header?: readonly string[];
  /** The rows below the header that are not blank, or all of them. */
  readonly rows: readonly TableRow[];
  readonly encoding: string;
}

/**
 * Reads a small table as a whole.
 * @param isHeader whether a row names the columns
 * @throws KesuError for an empty or binary file and for one that cannot be opened
 */
export async function readPlainTable(file: string, options: ReadOptions, isHeader: (cells: readonly string[], index: number) => boolean): Promise<PlainTable> {
  if (options.encoding !== undefined) decoderFor(options.encoding);
  const input = decode(openInput(file, options.stdin), options.encoding, file);
  const remarks = new Remarks(file, options);
  const lines: string[] = [];
  for await (const batch of splitLines(watchDamage(input.text, input.encoding, remarks), remarks)) lines.push(...batch.lines);

  const tables = DELIMITERS.map((delimiter) => rowsOf(lines, delimiter));
  for (const rows of tables) {
    const at = rows.slice(0, HEADER_WITHIN).findIndex((row, index) => row.cells && isHeader(row.cells, index));
    const header = rows[at]?.cells;
    if (header) return { header, rows: rows.slice(at + 1), encoding: input.encoding() };
  }
  const widest = tables.reduce((best, rows) => (width(rows) > width(best) ? rows : best));
  return { rows: widest, encoding: input.encoding() };
}

function rowsOf(lines: readonly string[], delimiter: string): TableRow[] {
  const records = new Records(delimiter);
  return [...records.push(1, lines), ...records.end()].filter((row) => !row.cells || row.cells.some((cell) => cell.trim() !== ''));
}

const width = (rows: readonly TableRow[]): number => Math.max(0, ...rows.slice(0, HEADER_WITHIN).map((row) => row.cells?.length ?? 0));
