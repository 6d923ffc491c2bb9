/** The rows of a sheet as they are unpacked, every cell as the text it shows (ECMA-376 part 1, §18.3.1). */
import { KesuError } from '../../errors.js';
import { numberText } from './cell-text.js';
import { mebibytes } from './container.js';
import type { CellFormat } from './formats.js';
import { columnOf } from './reference.js';
import { unescaped, Words } from './strings.js';
import { parseXml, type Attributes, type ElementHandler } from './xml.js';

/** Columns a sheet can have. */
const MOST_COLUMNS = 16_384;
/** Digits of a number that Excel keeps. */
const KEPT = 1e15;

export interface SheetRow {
  /** 1-based, as Excel counts. */
  readonly number: number;
  readonly cells: string[];
  /** Columns whose formula ended in an error, with its name (`#N/A`); their cells are blank. */
  readonly errors: ReadonlyMap<number, string>;
}

/** What many cells of a sheet have in common: how many, and the row of the first. */
export interface Told {
  readonly longNumbers: { count: number; row: number };
  readonly uncalculated: { count: number; row: number };
}

export const nothingTold = (): Told => ({ longNumbers: { count: 0, row: 0 }, uncalculated: { count: 0, row: 0 } });

/** What all sheets of a book share. */
export interface Shared {
  readonly strings: readonly string[];
  readonly formats: readonly CellFormat[];
  readonly from1904: boolean;
  /** Characters that all cells of a sheet may show together: one long string may be shown by a million cells. */
  readonly limit: number;
}

export async function* readSheet(text: AsyncIterable<string>, shared: Shared, told: Told): AsyncGenerator<SheetRow[]> {
  const sheet = new Sheet(shared, told);
  for await (const _ of parseXml(text, sheet)) {
    const rows = sheet.take();
    if (rows.length > 0) yield rows;
  }
  const rows = sheet.take();
  if (rows.length > 0) yield rows;
}

class Sheet implements ElementHandler {
  private rows: SheetRow[] = [];
  private number = 0;
  private cells: string[] = [];
  private errors = new Map<number, string>();
  private column = -1;
  private cell: Attributes = {};
  private value: string | undefined;
  private formula = false;
  private inValue = false;
  private inline = false;
  private readonly words = new Words();
  private size = 0;

  constructor(
    private readonly shared: Shared,
    private readonly told: Told,
  ) {}

  take(): SheetRow[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'row') {
      const given = Number(attributes['r']);
      this.number = given > this.number ? given : this.number + 1;
      this.cells = [];
      this.errors = new Map();
      this.column = -1;
    } else if (name === 'c') {
      const given = columnOf(attributes['r'] ?? '');
      this.column = given >= 0 ? given : this.column + 1;
      this.cell = attributes;
      this.value = undefined;
      this.formula = false;
    } else if (name === 'v') {
      this.inValue = true;
      this.value = '';
    } else if (name === 'f') this.formula = true;
    else if (name === 'is') this.inline = true;
    else if (this.inline) this.words.open(name);
  }

  text(said: string): void {
    if (this.inValue) this.value += said;
    else if (this.inline) this.words.add(said);
  }

  close(name: string): void {
    if (name === 'v') this.inValue = false;
    else if (name === 'is') this.inline = false;
    else if (name === 'c') this.put(this.shown());
    else if (name === 'row') this.rows.push({ number: this.number, cells: this.cells, errors: this.errors });
    else if (this.inline) this.words.close(name);
  }

  private put(text: string): void {
    if (text === '') return;
    if (this.column >= MOST_COLUMNS) throw new KesuError('workbook-broken', { cause: `column ${this.column + 1}` });
    this.size += text.length + Math.max(0, this.column - this.cells.length);
    if (this.size > this.shared.limit) throw new KesuError('workbook-too-large', { size: mebibytes(this.size), limit: mebibytes(this.shared.limit) });
    while (this.cells.length < this.column) this.cells.push('');
    this.cells[this.column] = text;
  }

  private shown(): string {
    const { t: type, s: style } = this.cell;
    if (type === 'inlineStr') return this.words.take();
    const { value } = this;
    if (value === undefined) {
      if (this.formula) this.count('uncalculated');
      return '';
    }
    switch (type) {
      case 's': return this.shared.strings[Number(value)] ?? '';
      case 'str': return unescaped(value);
      case 'b': return value === '1' ? 'TRUE' : 'FALSE';
      case 'e': return this.failed(value);
      case 'd': return value;
      default: return this.numeric(value, Number(style ?? 0));
    }
  }

  private numeric(value: string, style: number): string {
    if (Math.abs(Number(value)) >= KEPT) this.count('longNumbers');
    return numberText(value.trim(), this.shared.formats[style], this.shared.from1904);
  }

  private failed(code: string): string {
    this.errors.set(this.column, code);
    return '';
  }

  private count(what: keyof Told): void {
    if (this.told[what].count++ === 0) this.told[what].row = this.number;
  }
}
