import type { LineBatch } from './lines.js';
import type { TableInput } from './table.js';

/** Lines and characters looked at to find delimiter and header. */
const LINES = 200;
const CHARACTERS = 256 * 1024;

/** The first lines of a table, and the batches after them. */
export async function tableHead(batches: AsyncIterable<LineBatch>): Promise<TableInput> {
  const source = batches[Symbol.asyncIterator]();
  const lines: string[] = [];
  let size = 0;
  while (lines.length < LINES && size < CHARACTERS) {
    const next = await source.next();
    if (next.done) return { head: { first: 1, lines }, rest: none(), ended: true };
    lines.push(...next.value.lines);
    for (const line of next.value.lines) size += line.length;
  }
  return { head: { first: 1, lines }, rest: { [Symbol.asyncIterator]: () => source }, ended: false };
}

async function* none(): AsyncGenerator<LineBatch> {}
