/**
 * The parts of an `.xlsx` file: a ZIP container of XML (ECMA-376 part 2). A few kilobytes may claim to be terabytes, so
 * that every part is unpacked as a stream and none that is larger than the limit is begun; yauzl ends the stream of a
 * part that turns out larger than it says it is.
 */
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl';
import { KesuError } from '../../errors.js';

export class Container {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly limit: number,
  ) {}

  /** @param limit bytes that one part may have when unpacked */
  static async open(input: string | Buffer, limit: number): Promise<Container> {
    // The sizes that parts claim are compared with what comes out (`validateEntrySizes`, the default).
    const zip = await (typeof input === 'string' ? openPromise(input, { autoClose: false }) : fromBufferPromise(input));
    const entries = new Map<string, Entry>();
    try {
      for await (const entry of zip.eachEntry()) entries.set(keyOf(entry.fileName), entry);
    } catch (error) {
      zip.close();
      throw error;
    }
    return new Container(zip, entries, limit);
  }

  has(part: string): boolean {
    return this.entries.has(keyOf(part));
  }

  /** The bytes of a part as they are unpacked; nothing where it is not there. */
  async *bytes(part: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(keyOf(part));
    if (!entry) return;
    if (entry.uncompressedSize > this.limit) throw new KesuError('workbook-too-large', { size: mebibytes(entry.uncompressedSize), limit: mebibytes(this.limit) });
    const stream = await this.zip.openReadStreamPromise(entry);
    for await (const chunk of stream) yield chunk as Buffer;
  }

  async *text(part: string): AsyncGenerator<string> {
    const decoder = new TextDecoder();
    for await (const chunk of this.bytes(part)) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  }

  close(): void {
    this.zip.close();
  }
}

export const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`;

/** Names of parts are compared without regard to case, and a leading slash is the root (ECMA-376 part 2). */
const keyOf = (name: string): string => name.replace(/^\/+/, '').toLowerCase();
