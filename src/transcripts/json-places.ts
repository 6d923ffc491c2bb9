import { TokenParserError, TokenType } from '@streamparser/json';
import { countBreaks } from './damage.js';

/** Text kept before a problem, to be shown. */
const TAIL = 2_000;

interface Open {
  readonly list: boolean;
  /** Field or position of the element that is being read. */
  step: string | number;
  /** The next string is a field's name. */
  named: boolean;
}

/** Follows the tokens of a JSON text to tell on which line values begin, and where the text breaks. */
export class JsonPlaces {
  private text = '';
  private base = 0;
  private size = 0;
  /** Line and column at the beginning of the current chunk. */
  private line = 1;
  private column = 1;
  /** Bytes and line breaks counted in the current chunk so far. */
  private counted = 0;
  private breaks = 0;
  private before = '';
  /** Byte on which the latest token begins. */
  private last = 0;
  private bytes: Buffer = Buffer.alloc(0);
  private readonly open: Open[] = [];
  private readonly begins: number[] = [];
  private readonly lines = new WeakMap<object, number>();

  /** The chunk whose tokens come next. */
  chunk(text: string): void {
    this.line += countBreaks(this.text);
    this.column = columnAfter(this.column, this.text);
    this.before = (this.before + this.text).slice(-TAIL);
    this.base += this.size;
    this.text = text;
    this.bytes = Buffer.from(text);
    this.size = this.bytes.length;
    this.counted = 0;
    this.breaks = 0;
  }

  token({ token, value, offset }: { token: TokenType; value: unknown; offset: number }): void {
    this.last = offset;
    const inside = this.open.at(-1);
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) {
      this.begins[this.open.length] = this.lineAt(offset);
      this.open.push({ list: token === TokenType.LEFT_BRACKET, step: 0, named: token === TokenType.LEFT_BRACE });
    } else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) {
      this.open.pop();
    } else if (!inside) {
      return;
    } else if (token === TokenType.COMMA) {
      if (inside.list) inside.step = Number(inside.step) + 1;
      else inside.named = true;
    } else if (token === TokenType.STRING && inside.named) {
      inside.step = String(value);
      inside.named = false;
    }
  }

  /** Remembers where a finished value began. */
  value(value: unknown, depth: number): void {
    const line = this.begins[depth];
    if (typeof value === 'object' && value !== null && line !== undefined) this.lines.set(value, line);
  }

  lineOf(value: unknown): number | undefined {
    return typeof value === 'object' && value !== null ? this.lines.get(value) : undefined;
  }

  /** Fields and positions from the root to the element that was being read. */
  openPath(): (string | number)[] {
    return this.open.map(({ step }) => step);
  }

  /** Line, column and text of a problem: at a wrong character, at a wrong token, or at the end of the text. */
  problem(error: unknown): { line: number; column: number; raw: string } {
    const position = /chunk position "?(\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    const end = position !== undefined ? Number(position) : error instanceof TokenParserError ? this.last - this.base : this.size;
    const read = this.bytes.subarray(0, Math.max(0, end)).toString();
    return {
      line: this.line + countBreaks(read),
      column: columnAfter(this.column, read),
      raw: (this.before + read).slice(-TAIL),
    };
  }

  private lineAt(offset: number): number {
    const to = Math.max(0, offset - this.base);
    for (let at = this.bytes.indexOf(10, this.counted); at >= 0 && at < to; at = this.bytes.indexOf(10, at + 1)) this.breaks++;
    this.counted = Math.max(this.counted, to);
    return this.line + this.breaks;
  }
}

function columnAfter(column: number, text: string): number {
  const last = text.lastIndexOf('\n');
  return last < 0 ? column + text.length : text.length - last;
}
