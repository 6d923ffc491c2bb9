/** Finds where each unit of a value stands in the source it was read from, whatever escapes and line folding lie between. */
import { within, type PlacedText, type Range } from './placed-text.js';

/** What an escape at an offset of the source stands for, and how long it is; undefined where there is none. */
export type Escapes = (raw: string, at: number) => { readonly text: string; readonly length: number } | undefined;

/**
 * Walks value and source side by side. What the parser took out of the source is blanks (indentation, folded line
 * breaks) or, by `skip`, the marks of a quotation at the beginning of a line. Where they cannot be brought together
 * every unit has the place of the whole value: never a wrong one.
 */
export function aligned(value: string, raw: string, [from, to]: Range, escapes: Escapes = () => undefined, skip: RegExp = /\s/): PlacedText {
  const starts: number[] = [];
  const ends: number[] = [];
  let at = from;
  let unit = 0;
  const put = (units: number, length: number): void => {
    for (let i = 0; i < units; i += 1) {
      starts.push(at);
      ends.push(at + length);
    }
    unit += units;
    at += length;
  };
  while (unit < value.length) {
    if (at >= to) return within(value, from, to);
    const escape = escapes(raw, at);
    const char = value[unit] as string;
    if (escape && value.startsWith(escape.text, unit)) put(escape.text.length, escape.length);
    else if (raw[at] === char) put(1, 1);
    else if (/[ \n]/.test(char) && /\s/.test(raw[at] as string)) put(1, raw.startsWith('\r\n', at) ? 2 : 1);
    else if (skip.test(raw[at] as string)) at += 1;
    else return within(value, from, to);
  }
  return { text: value, starts, ends };
}

const SHORT: Readonly<Record<string, string>> = {
  '0': '\0', a: '\x07', b: '\b', t: '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', ' ': ' ', '"': '"', '/': '/', '\\': '\\', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029',
};

/** Of strings in double quotes, in YAML and so in JSON. A backslash before a line break joins the lines. */
export const doubleQuoted: Escapes = (raw, at) => {
  if (raw[at] !== '\\') return undefined;
  const [, hex] = /^\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8}))/i.exec(raw.slice(at, at + 10))?.filter((part) => part !== undefined) ?? [];
  if (hex !== undefined) {
    const code = Number.parseInt(hex, 16);
    return code > 0x10ffff ? undefined : { text: String.fromCodePoint(code), length: hex.length + 2 };
  }
  const joins = /^\\\r?\n[ \t]*/.exec(raw.slice(at, at + 400));
  if (joins) return { text: '', length: joins[0].length };
  const short = SHORT[raw[at + 1] ?? ''];
  return short === undefined ? undefined : { text: short, length: 2 };
};

/** A quotation mark written twice. */
export const doubled = (quote: string): Escapes => (raw, at) => (raw.startsWith(quote + quote, at) ? { text: quote, length: 2 } : undefined);
