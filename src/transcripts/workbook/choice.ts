/** Which sheet is read: the one the user names, else the first that can be seen and has the columns. */
import type { KesuError } from '../../errors.js';
import { columnsOf, planRows, HEAD_ROWS, type TablePlan } from '../header.js';
import { noColumnsIn, shownColumns } from '../no-columns.js';
import { Reader } from '../reader.js';
import type { TableRow } from '../records.js';
import { normaliseName } from '../columns.js';
import type { SheetInfo } from './book.js';
import { tableRow } from './rows.js';

/** Sheets whose columns are told. */
const SHEETS_SHOWN = 10;

export interface Chosen {
  readonly sheet: SheetInfo;
  readonly plan: TablePlan;
  /** Others that could be read. */
  readonly more: readonly SheetInfo[];
}

/** @throws KesuError where the named sheet is not there or no sheet has the columns */
export function choose(sheets: readonly SheetInfo[], reader: Reader): Chosen {
  const { sheet: asked } = reader.options;
  const looked = asked === undefined ? sheets.filter((sheet) => !sheet.hidden) : [named(sheets, asked, reader)];
  const filled = looked.flatMap((sheet) => {
    const rows = sheet.head.filter((row) => row.cells.some((cell) => cell.trim() !== '')).slice(0, HEAD_ROWS).map(tableRow);
    return rows.length > 0 ? [{ sheet, rows }] : [];
  });
  const found = filled.flatMap(({ sheet, rows }) => {
    const plan = planRows(rows, reader);
    return plan ? [{ sheet, plan }] : [];
  });
  const [first, ...rest] = found;
  if (first) return { ...first, more: rest.map(({ sheet }) => sheet) };
  throw withoutColumns(sheets, filled, reader);
}

/** Columns are told for each sheet that holds something, the first in full. */
function withoutColumns(sheets: readonly SheetInfo[], filled: readonly { sheet: SheetInfo; rows: TableRow[] }[], reader: Reader): KesuError {
  const [first, ...rest] = filled;
  if (!first) return reader.remarks.error('workbook-empty', { sheets: listed(sheets) });
  const problem = noColumnsIn(first.rows, reader);
  if (rest.length === 0) return problem;
  const columns = rest.slice(0, SHEETS_SHOWN).map(({ sheet: { number, name }, rows }) => `${number} “${name}”: ${shownColumns(columnsOf(rows).names)}`).join('; ');
  const { file } = reader;
  return reader.remarks.error('sheets-without-columns', { first: listed([first.sheet]), problem: problem.in(reader.options.lang).replace(`${file}: `, ''), columns: columns + (rest.length > SHEETS_SHOWN ? ` … (${rest.length})` : '') });
}

/** The sheet of a name, else of a number as they stand in a row in Excel. */
function named(sheets: readonly SheetInfo[], asked: string, reader: Reader): SheetInfo {
  const found = sheets.find(({ name }) => name.trim() === asked.trim())
    ?? sheets.find(({ name }) => normaliseName(name) === normaliseName(asked))
    ?? sheets.find(({ number }) => String(number) === asked.trim());
  if (found) return found;
  throw reader.remarks.error('sheet-absent', { sheet: asked, sheets: listed(sheets) });
}

export const listed = (sheets: readonly SheetInfo[]): string => sheets.slice(0, 20).map(({ name, number }) => `${number} “${name}”`).join(', ') + (sheets.length > 20 ? ` … (${sheets.length})` : '');
