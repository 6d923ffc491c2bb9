import { CsvError, parse, type InfoRecord } from 'csv-parse/sync';

/** Longest record, in characters, that an open quotation mark may make before it counts as never closed. */
const RECORD_LIMIT = 4_000_000;
/** Most lines handed to csv-parse at once. */
const MOST_LINES = 1_024;

export interface TableRow {
  /** 1-based physical line on which the row begins. */
  readonly line: number;
  /** The cells, or `undefined` where a quotation mark is never closed. */
  readonly cells: readonly string[] | undefined;
  /** The line as it stands, for rows that are rejected. */
  readonly raw: () => string;
}

/**
 * Makes rows of physical lines. A line without a quotation mark, outside of quotes, is a plain split; from the
 * first quotation mark on csv-parse reads. Working by lines gives true line numbers and lets the
 * reading go on after a line with an open quotation mark, at a cost bounded by the length of a record.
 */
export class Records {
  private lines: string[] = [];
  private first = 1;
  private window = 1;
  /** Lines at the beginning that are known to end inside an open quotation mark. */
  private open = 0;
  /** Most records stood on a line each lately. */
  private lineEach = true;

  constructor(private readonly delimiter: string) {}

  /** The rows that are complete with these further lines. */
  *push(first: number, lines: readonly string[]): Generator<TableRow> {
    if (this.lines.length === 0) this.first = first;
    this.lines = this.lines.length === 0 ? [...lines] : [...this.lines, ...lines];
    yield* this.take(false);
  }

  /** The rows that are left when the input has ended. */
  *end(): Generator<TableRow> {
    yield* this.take(true);
  }

  private *take(ended: boolean): Generator<TableRow> {
    let at = 0;
    while (at < this.lines.length) {
      const line = this.lines[at] ?? '';
      if (!line.includes('"')) {
        yield this.row(at, withoutEnd(line).split(this.delimiter), at + 1);
        at++;
        this.window = Math.max(1, this.window >> 1);
        continue;
      }
      const closing = this.open > 0 ? this.nextQuote(at + this.open) : at;
      const tooLong = this.open > 0 && this.size(at, closing ?? this.lines.length) > RECORD_LIMIT;
      if (closing === undefined && !ended && !tooLong) break;
      if (closing === undefined || tooLong) {
        yield this.alone(at++);
        this.open = 0;
        continue;
      }
      const last = Math.min(Math.max(at + this.window, closing + 1), this.lines.length);
      const { records, problem } = this.quoted(at, last);
      for (const { cells, end } of records) {
        yield this.row(at, cells, end);
        at = end;
      }
      this.open = problem === 'open' ? last - at : 0;
      if (!problem) this.window = Math.min(this.window * 2, MOST_LINES);
      if (problem === 'odd') {
        yield this.alone(at++);
        this.window = 1;
      }
    }
    this.lines = this.lines.slice(at);
    this.first += at;
  }

  /** Reads the lines `from` to `to`; records up to the first problem, each with the line after it. */
  private quoted(from: number, to: number): Quoted {
    const window = this.lines.slice(from, to);
    const text = window.join('');
    const quick = this.lineEach ? this.oneLineEach(text, window) : undefined;
    if (quick) return { records: quick.map((cells, i) => ({ cells, end: from + i + 1 })) };
    const records: { cells: string[]; end: number }[] = [];
    let line = from;
    let bytes = 0;
    // `info.lines` counts a CRLF inside quotes twice; bytes are exact and lead back to the physical line.
    const onRecord = (cells: string[], info: InfoRecord): null => {
      while (bytes < info.bytes && line < to) bytes += Buffer.byteLength(this.lines[line++] ?? '');
      records.push({ cells, end: line });
      return null;
    };
    let problem: Quoted['problem'];
    try {
      parse(text, { ...this.settings(window), on_record: onRecord });
    } catch (error) {
      problem = problemOf(error);
    }
    this.lineEach = records.length * 2 > line - from;
    return { records, problem };
  }

  /** The usual case, twice as fast: as many records as lines, so that nothing has to be measured. */
  private oneLineEach(text: string, window: readonly string[]): string[][] | undefined {
    try {
      const rows = parse(text, this.settings(window));
      return rows.length === window.length ? rows : undefined;
    } catch (error) {
      problemOf(error);
      return undefined;
    }
  }

  /**
   * One line that does not fit with those after it: quotation marks inside a cell are taken as they stand, or are
   * marked by a backslash, as some databases write them.
   */
  private alone(at: number): TableRow {
    const line = this.lines[at] ?? '';
    try {
      const escape = line.includes('\\"') ? '\\' : '"';
      const rows = parse(line, { ...this.settings([line]), relax_quotes: true, escape });
      return this.row(at, rows[0] ?? [], at + 1);
    } catch (error) {
      problemOf(error);
      return this.row(at, undefined, at + 1);
    }
  }

  private settings(window: readonly string[]) {
    const macintosh = window[0]?.endsWith('\r') === true;
    return { delimiter: this.delimiter, record_delimiter: macintosh ? ['\r'] : ['\r\n', '\n'], relax_column_count: true };
  }

  /** The next line with a quotation mark: only that can close an open one. */
  private nextQuote(from: number): number | undefined {
    const found = this.lines.findIndex((line, at) => at >= from && line.includes('"'));
    return found < 0 ? undefined : found;
  }

  private size(from: number, to: number): number {
    let size = 0;
    for (let line = from; line < to; line++) size += this.lines[line]?.length ?? 0;
    return size;
  }

  private row(at: number, cells: readonly string[] | undefined, end: number): TableRow {
    const lines = this.lines;
    return { line: this.first + at, cells, raw: () => withoutEnd(lines.slice(at, end).join('')) };
  }
}

interface Quoted {
  readonly records: readonly { readonly cells: string[]; readonly end: number }[];
  readonly problem?: 'open' | 'odd' | undefined;
}

/** What is wrong with the quotation marks; other errors are not for the reader to judge. */
function problemOf(error: unknown): 'open' | 'odd' {
  if (!(error instanceof CsvError)) throw error;
  return error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'open' : 'odd';
}

function withoutEnd(line: string): string {
  return line.replace(/\r?\n$|\r$/, '');
}
