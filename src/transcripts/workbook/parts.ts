/**
 * The parts of a workbook that is a ZIP container, for SheetJS, which would unpack all of them whatever their size. Each
 * is unpacked when it is asked for, to no more than the limit and no more than it says, and compared with its checksum.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { fromBufferPromise, openPromise, type Entry } from 'yauzl';
import { HELD, refuseAbove } from './limits.js';
import { SheetXml } from './sheet-xml.js';

/** A part, as SheetJS takes it: bytes in the binary format, else the UTF-8 of a text as `latin1`. */
interface Part {
  readonly name: string;
  asNodeBuffer?(): Buffer;
  asBinary?(): string;
}

/** What tells a workbook, and other ZIP containers that are handed in for one. */
const KINDS = [['word/document.xml', 'docx'], ['ppt/presentation.xml', 'pptx'], ['META-INF/manifest.xml', 'ods/odt'], ['[Content_Types].xml', 'xlsx']] as const;
/** How often the limit of a part all parts may have together, in all that is read of them: each sheet is looked at. */
const SHEETS = 8;
/** Parts that hold no cells: pictures, macros, settings of printers. */
const NO_CELLS = /\.(?!xml$|rels$|bin$)[^./]*$|vbaProject|printerSettings/i;

export class Parts {
  readonly files: Record<string, Part> = Object.create(null) as Record<string, Part>;
  /** The library reads on as if a part that fails were not there. */
  private failure: unknown;
  readonly xml = new SheetXml();
  private unpacked = 0;

  private constructor(private readonly limit: number) {}

  /** @param limit bytes that one part may have when unpacked */
  static async open(input: string | Uint8Array, limit: number): Promise<Parts> {
    const zip = await (typeof input === 'string' ? openPromise(input, { autoClose: false }) : fromBufferPromise(Buffer.from(input)));
    const parts = new Parts(limit);
    let size = 0;
    try {
      for await (const entry of zip.eachEntry()) {
        if (NO_CELLS.test(entry.fileName)) continue;
        // Entries may share their bytes.
        refuseAbove(HELD, (size += entry.compressedSize));
        const packed: Buffer[] = [];
        for await (const chunk of await zip.openReadStreamPromise(entry, { decodeFileData: false })) packed.push(chunk as Buffer);
        parts.add(entry, Buffer.concat(packed));
      }
    } finally {
      zip.close();
    }
    return parts;
  }

  get kind(): (typeof KINDS)[number][1] | 'zip' {
    return KINDS.find(([name]) => this.files[name])?.[1] ?? 'zip';
  }

  /** @throws what the library passed over */
  check(): void {
    if (this.failure !== undefined) throw this.failure;
  }

  private add(entry: Entry, packed: Buffer): void {
    const { fileName: name } = entry;
    const unpack = (): Buffer => this.watched(() => {
      refuseAbove(this.limit, entry.uncompressedSize);
      refuseAbove(this.limit * SHEETS, (this.unpacked += entry.uncompressedSize));
      return unpacked(entry, packed);
    });
    this.files[name] = name.endsWith('.bin') ? { name, asNodeBuffer: unpack } : { name, asBinary: () => this.xml.adjusted(unpack().toString('latin1')) };
  }

  private watched<T>(run: () => T): T {
    try {
      return run();
    } catch (error) {
      this.failure ??= error;
      throw error;
    }
  }
}

function unpacked(entry: Entry, packed: Buffer): Buffer {
  const { compressionMethod: method, uncompressedSize: size, fileName } = entry;
  if (entry.isEncrypted() || (method !== 0 && method !== 8)) throw new Error(`${fileName} is packed by method ${method}`);
  // A part may say that it is small: what comes out is held against that while it comes out.
  const bytes = method === 0 ? packed : size === 0 ? Buffer.alloc(0) : inflateRawSync(packed, { maxOutputLength: size });
  if (bytes.length !== size || crc32(bytes) !== entry.crc32) throw new Error(`${fileName} does not have its checksum`);
  return bytes;
}
