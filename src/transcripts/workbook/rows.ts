/** The rows of a sheet as those of a table: as wide as its header, merged cells filled, what cannot be read told. */
import type { TablePlan } from '../header.js';
import type { Role } from '../options.js';
import type { Reader } from '../reader.js';
import type { TableRow } from '../records.js';
import type { Merges } from './merges.js';
import type { SheetRow } from './sheet.js';

/** Roles whose cells hold words: those of a merged cell are said once, not on every row. */
const SAID: readonly Role[] = ['text', 'dialogue', 'customerText', 'agentText'];
/** Roles without which a row has no place or no sense. */
const NEEDED: readonly Role[] = ['conversation', 'speaker', 'agentFlag', 'text', 'dialogue'];

export const tableRow = ({ number, cells }: SheetRow): TableRow => ({ line: number, cells, raw: () => cells.join('\t') });

export async function* tableRows(rows: AsyncIterable<readonly SheetRow[]>, plan: TablePlan, merges: Merges, reader: Reader): AsyncGenerator<TableRow[]> {
  const { roles, names } = plan.layout;
  const said = new Set(SAID.flatMap((role) => roles.get(role) ?? []));
  const needed = new Set(NEEDED.flatMap((role) => roles.get(role)?.[0] ?? []));
  const beyond = { count: 0, row: 0 };
  for await (const batch of rows) {
    yield batch.flatMap((row): TableRow[] => {
      if (row.number <= plan.headerLine) return [tableRow(row)];
      const saidAbove = merges.fill(row.number, row.cells, (column) => said.has(column));
      if (saidAbove && [...said].every((column) => (row.cells[column] ?? '').trim() === '')) return [];
      const failed = [...row.errors].find(([column]) => needed.has(column));
      if (failed) {
        const [column, code] = failed;
        reader.remarks.reject('cell-error', { code, column: names[column] ?? '' }, { line: row.number, field: names[column] ?? '', raw: row.cells.join('\t') });
        return [];
      }
      if (row.cells.slice(names.length).some((cell) => cell.trim() !== '') && beyond.count++ === 0) beyond.row = row.number;
      return [tableRow({ ...row, cells: fitted(row.cells, names.length) })];
    });
  }
  if (beyond.count > 0) reader.remarks.notice('cells-beyond', { count: beyond.count, columns: names.length }, beyond.row);
}

/** Spreadsheets end a row with its last cell that holds something; notes may stand beside a table. */
function fitted(cells: readonly string[], width: number): string[] {
  return [...cells.slice(0, width), ...Array<string>(Math.max(0, width - cells.length)).fill('')];
}
