/** The cells of a sheet, as SheetJS gives them, as rows of text. */
import { utils, type CellObject, type DenseWorkSheet, type Range } from '@e965/xlsx';
import { KesuError } from '../../errors.js';
import { cellText } from './cell.js';
import { refuseAbove } from './limits.js';

/** Rows and columns that a sheet can have. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** Rows handed over at once. */
const BATCH = 1_000;
/** Merged ranges that are heeded; more of them are no table. */
const MOST_MERGES = 200_000;
/** From here on a number has more digits than Excel keeps. */
const LONG = 1e15;

export interface SheetRow {
  /** 1-based, as Excel counts. */
  readonly number: number;
  readonly cells: string[];
  /** Columns whose formula ended in an error, with its name (`#N/A`); their cells are blank. */
  readonly errors: ReadonlyMap<number, string>;
}

/** A range merged downwards: its first row, its first column (from 0) and its last row. */
export type Merge = readonly [row: number, column: number, to: number];

/** How many cells of a sheet have something in common, and the row of the first. */
export interface Count {
  count: number;
  row: number;
}

type Row = readonly (CellObject | undefined)[];

/** The first rows that hold something. */
export function headOf(sheet: DenseWorkSheet, most: number): SheetRow[] {
  const rows: SheetRow[] = [];
  for (const [at, row] of sheet['!data'].slice(0, MOST_ROWS).entries()) {
    if (row) rows.push(rowOf(at, row));
    if (rows.length === most) break;
  }
  return rows;
}

/**
 * The rows from top to bottom, each of which is let go.
 * @param limit characters that all cells may show together: one long string may be shown by a million cells
 * @throws KesuError beyond the limit and for more rows and columns than a sheet can have
 */
export function* rowsOf(sheet: DenseWorkSheet, limit: number, longNumbers: Count): Generator<SheetRow[]> {
  const data: (Row | undefined)[] = sheet['!data'];
  if (data.length > MOST_ROWS) throw new KesuError('workbook-damaged', { cause: `row ${data.length}` });
  let size = 0;
  let batch: SheetRow[] = [];
  for (let at = 0; at < data.length; at++) {
    const row = data[at];
    if (!row) continue;
    data[at] = undefined;
    const shown = rowOf(at, row, longNumbers);
    for (const cell of shown.cells) size += cell.length + 1;
    refuseAbove(limit, size);
    if (batch.push(shown) < BATCH) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

export function mergesOf(sheet: DenseWorkSheet): Merge[] {
  const merges: readonly Range[] = sheet['!merges'] ?? [];
  const down = merges.filter(({ s, e }) => e.r > s.r);
  return down.slice(0, MOST_MERGES).map(({ s, e }) => [s.r + 1, s.c, e.r + 1]);
}

function rowOf(at: number, row: Row, longNumbers?: Count): SheetRow {
  if (row.length > MOST_COLUMNS) throw new KesuError('workbook-damaged', { cause: `column ${row.length}` });
  const cells: string[] = [];
  const errors = new Map<number, string>();
  for (let column = 0; column < row.length; column++) {
    const cell = row[column];
    cells.push(cell ? cellText(cell) : '');
    if (cell?.t === 'e') errors.set(column, utils.format_cell(cell));
    if (longNumbers && cell?.t === 'n' && Math.abs(Number(cell.v)) >= LONG && longNumbers.count++ === 0) longNumbers.row = at + 1;
  }
  return { number: at + 1, cells, errors };
}
