/** Tells workbooks from text by their first bytes, whatever the file is called. */
import { statSync } from 'node:fs';
import type { Source } from './book.js';
import { HELD, refuseAbove } from './limits.js';

/** The compound files of old (MS-CFB) hold workbooks of Excel 97–2003, of WPS, and those with a password. */
const COMPOUND = 'd0cf11e0a1b11ae1';

export type Opened =
  | { readonly kind: 'stream'; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly kind: 'workbook'; readonly source: Source };

/** @throws KesuError for a workbook that is too large to be held */
export async function openedAs(file: string, bytes: AsyncIterable<Uint8Array>): Promise<Opened> {
  const source = bytes[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  while (size < 8) {
    const next = await source.next();
    if (next.done) break;
    first.push(next.value);
    size += next.value.length;
  }
  const kind = kindOf(Buffer.concat(first));
  if (!kind) return { kind: 'stream', bytes: resumed(first, source) };
  const regular = file !== '-' && statSync(file).isFile();
  if (!regular) return { kind: 'workbook', source: { kind, input: await gathered(resumed(first, source)) } };
  await source.return?.();
  if (kind === 'old') refuseAbove(HELD, statSync(file).size);
  return { kind: 'workbook', source: { kind, input: file } };
}

/** An HTML table or XML of Excel 2003 is what many systems call an Excel file. */
export const isMarkup = (head: string): boolean => /^\s*<[!?a-z]/i.test(head) && /<table\b|urn:schemas-microsoft-com:office:spreadsheet/i.test(head);

/** @throws KesuError for a text too large to be held */
export async function markup(text: AsyncIterable<string>): Promise<Source> {
  const pieces: string[] = [];
  let size = 0;
  for await (const piece of text) {
    pieces.push(piece);
    refuseAbove(HELD, (size += piece.length));
  }
  return { kind: 'markup', input: pieces.join('') };
}

function kindOf(head: Buffer): Exclude<Source['kind'], 'markup'> | undefined {
  if (head.toString('latin1', 0, 4) === 'PK\x03\x04') return 'zip';
  // Before Excel 5 a workbook began with the record of its version.
  const bare = head[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(head[1] ?? -1);
  return bare || head.toString('hex', 0, 8) === COMPOUND ? 'old' : undefined;
}

async function* resumed(first: readonly Uint8Array[], source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* first;
    for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
  } finally {
    // A reader that stops early must not leave the file open.
    await source.return?.();
  }
}

async function gathered(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    refuseAbove(HELD, (size += chunk.length));
  }
  return Buffer.concat(chunks);
}
