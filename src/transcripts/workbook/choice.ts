/** Which sheet is read: the one the user names, else the first that can be seen and has the columns. */
import { planRows, HEAD_ROWS, type TablePlan } from '../header.js';
import { noColumnsIn } from '../no-columns.js';
import { Reader } from '../reader.js';
import type { TableRow } from '../records.js';
import { normaliseName } from '../columns.js';
import type { SheetInfo } from './book.js';
import { tableRow } from './rows.js';
import type { SheetRow } from './sheet.js';

export interface Chosen {
  readonly sheet: SheetInfo;
  readonly plan: TablePlan;
  /** Others that could be read. */
  readonly more: readonly SheetInfo[];
}

/** Sheets looked at. */
const MOST = 500;

/**
 * @param rowsOf the rows of a sheet
 * @throws KesuError where the named sheet is not there or no sheet has the columns
 */
export async function choose(sheets: readonly SheetInfo[], rowsOf: (sheet: SheetInfo) => AsyncIterable<readonly SheetRow[]>, reader: Reader): Promise<Chosen> {
  const { sheet: asked } = reader.options;
  const seen = sheets.filter((sheet) => !sheet.hidden);
  const looked = asked === undefined ? seen.slice(0, MOST) : [named(sheets, asked, reader)];
  const found: { sheet: SheetInfo; plan: TablePlan }[] = [];
  let filled: TableRow[] | undefined;
  for (const sheet of looked) {
    const rows = await headRows(rowsOf(sheet));
    const plan = planRows(rows, reader);
    if (plan) found.push({ sheet, plan });
    if (rows.length > 0) filled ??= rows;
  }
  const [first, ...rest] = found;
  if (first) return { ...first, more: rest.map(({ sheet }) => sheet) };
  if (!filled) throw reader.remarks.error('workbook-empty', { sheets: listed(sheets) });
  const columns = noColumnsIn(filled, reader);
  throw looked.length > 1 ? reader.remarks.error('sheets-without-columns', { sheets: listed(looked), problem: columns.in(reader.options.lang).replace(`${reader.file}: `, '') }) : columns;
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

async function headRows(rows: AsyncIterable<readonly SheetRow[]>): Promise<TableRow[]> {
  const found: TableRow[] = [];
  for await (const batch of rows) {
    for (const row of batch) {
      if (row.cells.some((cell) => cell.trim() !== '')) found.push(tableRow(row));
      if (found.length === HEAD_ROWS) return found;
    }
  }
  return found;
}
