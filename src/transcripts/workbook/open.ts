/** Tells workbooks from text by their first bytes, whatever the file is called, and opens them. */
import { createReadStream, statSync } from 'node:fs';
import { KesuError } from '../../errors.js';
import { mebibytes } from './container.js';
import { compoundKind, isCompound, isZip } from './kind.js';

/** Bytes of a workbook that comes through a pipe: it has to be held, because its table of contents stands at its end. */
const PIPED = 256 * 2 ** 20;

export type Opened =
  | { readonly kind: 'stream'; readonly bytes: AsyncIterable<Uint8Array> }
  /** A path, or the whole of it. */
  | { readonly kind: 'zip'; readonly input: string | Buffer };

/**
 * @throws KesuError for an old or password-protected workbook, with what to do about it
 */
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
  const head = Buffer.concat(first);
  const regular = file !== '-' && statSync(file).isFile();
  if (!isZip(head) && !isCompound(head)) return { kind: 'stream', bytes: resumed(first, source) };
  const whole = regular ? undefined : await gathered(resumed(first, source), file);
  if (regular) await source.return?.();
  if (isZip(head)) return { kind: 'zip', input: whole ?? file };
  const kind = await compoundKind(async (from, length) => whole?.subarray(from, from + length) ?? read(file, from, length));
  if (kind === 'other') throw new KesuError('file-binary', { kind: 'doc/ppt' }, { file });
  throw new KesuError(kind === 'encrypted' ? 'workbook-encrypted' : 'workbook-old', {}, { file });
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

async function gathered(bytes: AsyncIterable<Uint8Array>, file: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > PIPED) throw new KesuError('workbook-too-large', { size: mebibytes(size), limit: mebibytes(PIPED) }, { file });
  }
  return Buffer.concat(chunks);
}

async function read(file: string, from: number, length: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file, { start: from, end: from + length - 1 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
