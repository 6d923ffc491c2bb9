/** Cells merged downwards: a workbook holds their value in the topmost cell alone. */
import type { Merge } from './sheet.js';

export class Merges {
  private readonly byRow = new Map<number, Merge[]>();
  private readonly carried = new Map<number, { to: number; value: string }>();

  constructor(merges: readonly Merge[]) {
    for (const merge of merges) this.byRow.set(merge[0], [...(this.byRow.get(merge[0]) ?? []), merge]);
  }

  /**
   * Fills what is blank because it is merged with a cell above, but for columns of words, which are said once. Rows come in order.
   * @returns whether such words reach into the row
   */
  fill(row: number, cells: string[], isSaid: (column: number) => boolean): boolean {
    let said = false;
    for (const [column, { to, value }] of this.carried) {
      if (row > to) this.carried.delete(column);
      else if (isSaid(column)) said = true;
      else if ((cells[column] ?? '') === '') {
        while (cells.length < column) cells.push('');
        cells[column] = value;
      }
    }
    for (const [, column, to] of this.byRow.get(row) ?? []) this.carried.set(column, { to, value: cells[column] ?? '' });
    return said;
  }
}
