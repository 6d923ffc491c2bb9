/** Cells merged downwards: the file holds their value in the topmost cell alone, and tells of them only after the rows. */
import type { Container } from './container.js';
import { columnOf } from './reference.js';

/** Merged ranges that are heeded; more of them are no table. */
const MOST = 200_000;

export class Merges {
  private readonly byRow = new Map<number, { column: number; to: number }[]>();
  private readonly carried = new Map<number, { to: number; value: string }>();

  add(row: number, column: number, to: number): void {
    const begun = this.byRow.get(row) ?? [];
    begun.push({ column, to });
    this.byRow.set(row, begun);
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
    for (const { column, to } of this.byRow.get(row) ?? []) this.carried.set(column, { to, value: cells[column] ?? '' });
    return said;
  }
}

/** Looks for the merged ranges of a sheet behind its rows, without parsing these. */
export async function readMerges(container: Container, part: string): Promise<Merges> {
  const merges = new Merges();
  let found = 0;
  let text = '';
  for await (const chunk of container.bytes(part)) {
    text += chunk.toString('latin1');
    let end = 0;
    for (const match of text.matchAll(/<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"[^>]*>/g)) {
      end = match.index + match[0].length;
      const [, from = '', top = '', , bottom = ''] = match;
      if (top !== bottom && ++found <= MOST) merges.add(Number(top), columnOf(from), Number(bottom));
    }
    // An element that is cut by the end of the chunk is looked at again with the next one.
    text = text.slice(Math.max(end, text.length - 200));
  }
  return merges;
}
