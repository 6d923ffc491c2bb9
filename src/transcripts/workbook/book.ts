/** A workbook as tables of text, whatever its format. It runs in a thread of its own (`thread.ts`). */
import { readFileSync } from 'node:fs';
import type { DenseWorkSheet, ParsingOptions, WorkBook, WorkSheet } from '@e965/xlsx';
import { KesuError } from '../../errors.js';
import { causeOf, UNPACKED } from './limits.js';
import { readMarkup, readOld, readParts } from './library.js';
import { Parts } from './parts.js';
import { headOf, mergesOf, rowsOf, type Count, type Merge, type SheetRow } from './sheet.js';

/** Rows read to see what a sheet holds. */
const LOOKED_AT = 200;

export type Source =
  /** A path, or the whole of it. */
  | { readonly kind: 'zip' | 'old'; readonly input: string | Uint8Array }
  /** An HTML table or XML of Excel 2003, decoded. */
  | { readonly kind: 'markup'; readonly input: string };

export interface SheetInfo {
  readonly name: string;
  /** Position among all sheets, from 1. */
  readonly number: number;
  readonly hidden: boolean;
  /** The first rows that hold something. */
  readonly head: readonly SheetRow[];
}

/** What many cells of a sheet have in common. */
export interface Told {
  readonly longNumbers: Count;
  readonly uncalculated: Count;
  /** The sheet breaks off below its last row. */
  readonly cut: boolean;
}

export class Book {
  private rows: Iterator<SheetRow[]> | undefined;
  private readonly longNumbers: Count = { count: 0, row: 0 };

  private constructor(
    private book: WorkBook,
    private readonly limit: number,
    private readonly parts?: Parts,
    /** Only the heads of sheets were read. */
    private readonly heads = false,
  ) {}

  /**
   * @param limit bytes that a part may have when unpacked, and characters that all cells of a sheet may show together
   * @throws KesuError for what is no workbook, is too large or has a password
   */
  static async open({ kind, input }: Source, limit = UNPACKED): Promise<Book> {
    try {
      if (kind === 'markup') return new Book(readMarkup(input), limit);
      if (kind === 'old') return new Book(await readOld(typeof input === 'string' ? readFileSync(input) : Buffer.from(input)), limit);
      const parts = await Parts.open(input, limit);
      if (parts.kind !== 'xlsx' && parts.kind !== 'ods/odt') throw new KesuError('file-binary', { kind: parts.kind });
      // The heads of many sheets first, so that none but the chosen one is held as a whole; with one sheet there is no choice.
      const heads = parts.kind === 'xlsx' && read(parts, { bookSheets: true }).SheetNames.length !== 1;
      const book = new Book(read(parts, heads ? { sheetRows: LOOKED_AT } : {}), limit, parts, heads);
      if (book.sheets().length === 0) throw new KesuError('file-binary', { kind: parts.kind });
      return book;
    } catch (error) {
      throw error instanceof KesuError ? error : new KesuError('workbook-damaged', { cause: causeOf(error) });
    }
  }

  sheets(): SheetInfo[] {
    const { SheetNames, Sheets, Workbook } = this.book;
    return SheetNames.flatMap((name, at) => {
      const sheet = Sheets[name];
      // A chart has a sheet of its own, without cells.
      return isTable(sheet) ? [{ name, number: at + 1, hidden: Boolean(Workbook?.Sheets?.[at]?.Hidden), head: headOf(sheet, LOOKED_AT) }] : [];
    });
  }

  /** Begins with the rows of a sheet. */
  select({ name, number }: SheetInfo): Merge[] {
    if (this.heads && this.parts) this.book = read(this.parts, { sheets: number - 1 });
    const sheet = this.book.Sheets[name];
    if (!isTable(sheet)) throw new KesuError('workbook-damaged', { cause: name });
    this.rows = rowsOf(sheet, this.limit, this.longNumbers);
    return mergesOf(sheet);
  }

  /** The next rows of the selected sheet; `undefined` at its end. */
  next(): SheetRow[] | undefined {
    const next = this.rows?.next();
    return next?.done === false ? next.value : undefined;
  }

  told(): Told {
    const { uncalculated, cut } = this.parts?.xml ?? { uncalculated: { count: 0, row: 0 }, cut: false };
    return { longNumbers: this.longNumbers, uncalculated, cut };
  }
}

const isTable = (sheet: WorkSheet | undefined): sheet is DenseWorkSheet => sheet?.['!data'] !== undefined && sheet['!type'] !== 'chart';

/** The library passes over what it cannot read in silence; none of that may be lost. */
function read(parts: Parts, options: ParsingOptions): WorkBook {
  const book = readParts(parts, options);
  parts.check();
  const { sheets } = options;
  const lost = options.bookSheets ? undefined : book.SheetNames.find((name, at) => (sheets === undefined || sheets === at) && book.Sheets[name] === undefined);
  // What it passed over it throws when told so, but then it takes offence at what is harmless too.
  if (lost === undefined) return book;
  readParts(parts, { ...options, sheets: lost, WTF: true });
  throw new Error(`sheet ${lost}`);
}
