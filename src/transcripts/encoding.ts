import { isUtf8 } from 'node:buffer';
import { KesuError } from '../errors.js';
import { binaryKind } from './binary.js';

/** Bytes looked at before an encoding is settled; counted from the first byte that is not ASCII. */
const SAMPLE = 64 * 1024;

export interface Decoded {
  /** The encoding in use; plain ASCII is called utf-8. */
  readonly encoding: () => string;
  /** The first bytes, as they stand. */
  readonly sample: () => Uint8Array;
  readonly text: AsyncIterable<string>;
}

/** For an input that is not decoded from bytes: a workbook, or one that could not be opened. */
export const UNDECODED: Decoded = { encoding: () => 'utf-8', sample: () => new Uint8Array(), text: (async function* () {})() };

/**
 * Decodes a byte stream as it comes. Until the first byte outside ASCII every candidate encoding reads
 * the same, so that nothing has to be decided, however late it comes; from there a sample is collected.
 * @throws KesuError (while iterating) for an empty or binary input.
 */
export function decode(bytes: AsyncIterable<Uint8Array>, label: string | undefined, file: string): Decoded {
  let encoding = label === undefined ? 'utf-8' : decoderFor(label).encoding;
  let start: Uint8Array = new Uint8Array();
  async function* text(): AsyncGenerator<string> {
    const chunks = bytes[Symbol.asyncIterator]();
    try {
      yield* decoded(chunks);
    } finally {
      // A reader that stops early must not leave the file open.
      await chunks.return?.();
    }
  }
  async function* decoded(chunks: AsyncIterator<Uint8Array>): AsyncGenerator<string> {
    const head = await gather(chunks, [], SAMPLE);
    if (head.bytes.length === 0) throw new KesuError('file-empty', {}, { file });
    start = head.bytes.subarray(0, SAMPLE);
    const marked = byteOrderMark(head.bytes);
    if (label === undefined && marked === undefined) refuseBinary(head.bytes, file);
    let decoder = label === undefined ? undefined : decoderFor(label);
    if (!decoder && marked) {
      encoding = marked;
      decoder = decoderFor(marked);
    }
    let next: Uint8Array | undefined = head.bytes;
    while (next) {
      if (!decoder) {
        const late = firstNonAscii(next);
        if (late >= 0) {
          if (late > 0) yield ascii(next.subarray(0, late));
          const sample = await gather(chunks, [next.subarray(late)], SAMPLE);
          encoding = detect(sample.bytes, sample.ended);
          decoder = decoderFor(encoding);
          next = sample.bytes;
        }
      }
      const piece = decoder ? decoder.decode(next, { stream: true }) : ascii(next);
      if (piece) yield piece;
      const read: IteratorResult<Uint8Array> = await chunks.next();
      next = read.done ? undefined : read.value;
    }
    const rest = decoder?.decode();
    if (rest) yield rest;
  }
  return { encoding: () => encoding, sample: () => start, text: text() };
}

/** @throws KesuError for a label that names no encoding. */
export function decoderFor(label: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(label);
  } catch (cause) {
    throw new KesuError('encoding-unknown', { label }, {}, { cause });
  }
}

async function gather(
  chunks: AsyncIterator<Uint8Array>,
  had: Uint8Array[],
  atLeast: number,
): Promise<{ bytes: Uint8Array; ended: boolean }> {
  let size = had.reduce((sum, chunk) => sum + chunk.length, 0);
  while (size < atLeast) {
    const { done, value } = await chunks.next();
    if (done) return { bytes: Buffer.concat(had), ended: true };
    had.push(value);
    size += value.length;
  }
  return { bytes: had.length === 1 && had[0] ? had[0] : Buffer.concat(had), ended: false };
}

function refuseBinary(head: Uint8Array, file: string): void {
  const kind = binaryKind(head.subarray(0, SAMPLE));
  if (kind === undefined) return;
  if (kind === 'utf-16') throw new KesuError('file-utf16', {}, { file });
  throw new KesuError('file-binary', { kind }, { file });
}

function byteOrderMark(head: Uint8Array): string | undefined {
  const [a, b, c] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return undefined;
}

function firstNonAscii(bytes: Uint8Array): number {
  return bytes.findIndex((byte) => byte > 0x7f);
}

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/**
 * UTF-8 or GB18030. Valid UTF-8 is UTF-8. Otherwise the broken bytes are weighed: GBK text read as UTF-8 is
 * broken at nearly every character, a damaged UTF-8 file at few of them.
 */
function detect(sample: Uint8Array, ended: boolean): string {
  const whole = ended ? sample : sample.subarray(0, sample.length - unfinished(sample));
  if (isUtf8(whole)) return 'utf-8';
  return brokenShare(whole) < 0.3 ? 'utf-8' : 'gb18030';
}

/** Bytes of a UTF-8 character that the end of the sample cuts. */
function unfinished(sample: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, sample.length); back++) {
    const byte = sample[sample.length - back] ?? 0;
    if (byte >= 0xc0) return back;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/** Share of unreadable characters among those outside ASCII, read as UTF-8. */
function brokenShare(bytes: Uint8Array): number {
  let broken = 0;
  let foreign = 0;
  for (const character of new TextDecoder().decode(bytes)) {
    if (character > '\x7f') foreign++;
    if (character === '\ufffd') broken++;
  }
  return foreign === 0 ? 0 : broken / foreign;
}
