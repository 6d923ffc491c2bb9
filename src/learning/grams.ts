/**
 * The features of a text: its distinct character n-grams of length 1–3, and a few counts of its surface.
 * Before they are cut the text is levelled: a run of digits is one `0` (what matters is that a number
 * stands there; rules know the hotlines), a character said more than twice is said twice (啊啊啊啊), and marks
 * but `!` and `?` are blanks, as are @names: how people set stops tells registers apart, not what they mean.
 */

export const LONGEST = 3;
/** How the ends of a text are written in an n-gram; in the text itself they are blanks. */
const OPEN = 0x5e; // ^
const CLOSE = 0x24; // $

export interface Levelled {
  /** UTF-16 units, the ends included. */
  readonly units: Uint16Array;
  /** Where in the text each unit stands; an end stands beside it. */
  readonly at: Int32Array;
  /** Where the character ends that each unit stands for: a whole run, for digits. */
  readonly to: Int32Array;
}

export function level(text: string): Levelled {
  const units = new Uint16Array(text.length + 2);
  const at = new Int32Array(text.length + 2);
  const to = new Int32Array(text.length + 2);
  units[0] = OPEN;
  let n = 1;
  for (let i = 0; i < text.length; i += 1) {
    const named = mentionAt(text, i);
    const code = named > 0 ? BLANK : levelUnit(text.charCodeAt(i));
    const once = code === ZERO || code === BLANK;
    const repeated = (code === units[n - 1] && (once || code === units[n - 2]) && n > 1) || (code === BLANK && n === 1);
    i += Math.max(0, named - 1);
    if (repeated) {
      to[n - 1] = i + 1;
      continue;
    }
    units[n] = code;
    at[n] = i + 1 - Math.max(1, named);
    to[n] = i + 1;
    n += 1;
  }
  // what stands at an end as a blank would hide the end
  if (n > 1 && units[n - 1] === BLANK) n -= 1;
  units[n] = CLOSE;
  at[n] = text.length;
  to[n] = text.length;
  return { units: units.subarray(0, n + 1), at: at.subarray(0, n + 1), to: to.subarray(0, n + 1) };
}

const ZERO = 0x30;
const BLANK = 0x20;
const CALL = 0x21;
const QUESTION = 0x3f;
const AT = 0x40;
/** Neither letter nor digit nor half of an emoji. */
const MARK = /[\p{P}\p{Z}\p{C}]/u;
const LOW = Uint8Array.from({ length: 0x10000 }, (_, code) => Number(code !== CALL && code !== QUESTION && !(code >= 0xd800 && code <= 0xdfff) && (code === OPEN || code === CLOSE || MARK.test(String.fromCharCode(code)))));

function levelUnit(code: number): number {
  if (code >= ZERO && code <= 0x39) return ZERO;
  return LOW[code] ? BLANK : code;
}

/** Length of `@name` from here on; a name ends at a blank or a mark. Who is addressed says nothing of how. */
function mentionAt(text: string, from: number): number {
  if (text.charCodeAt(from) !== AT) return 0;
  let end = from + 1;
  while (end < text.length && end - from <= LONGEST_NAME && !LOW[text.charCodeAt(end)] && text.charCodeAt(end) !== CALL && text.charCodeAt(end) !== QUESTION) end += 1;
  return end - from;
}
const LONGEST_NAME = 20;

/** An n-gram as a number: 16 bits a unit, exact in a double. */
export function keyOf(units: ArrayLike<number>, from: number, length: number): number {
  let key = 0;
  for (let i = 0; i < length; i += 1) key = key * 0x10000 + (units[from + i] as number);
  return key;
}

export function keyOfGram(gram: string): number {
  return keyOf(Array.from({ length: gram.length }, (_, i) => gram.charCodeAt(i)), 0, gram.length);
}

export const gramOf = (key: number): string => {
  const units: number[] = [];
  for (let rest = key; rest > 0; rest = Math.floor(rest / 0x10000)) units.unshift(rest % 0x10000);
  return String.fromCharCode(...units);
};

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** Calls back for every n-gram, repeated ones included; half an emoji is none. */
export function eachGram({ units }: Levelled, found: (key: number, from: number, length: number) => void): void {
  for (let i = 0; i < units.length; i += 1) {
    if (isLow(units[i] as number)) continue;
    let key = 0;
    for (let n = 1; n <= LONGEST && i + n <= units.length; n += 1) {
      const unit = units[i + n - 1] as number;
      key = key * 0x10000 + unit;
      if (!isHigh(unit)) found(key, i, n);
    }
  }
}

/**
 * The value of each feature of a text: binary, and less in a long text, so that a letter does not outweigh
 * a chat message. The factor keeps values near 1 at the usual 30 characters.
 */
export const valueOf = ({ units }: Levelled): number => 10 / Math.sqrt(LONGEST * units.length);

/** What the surface shows, as named features. */
export function surfaceOf({ units }: Levelled): string[] {
  const features = [`length-${Math.min(6, Math.floor(Math.log2(units.length - 1)))}`];
  const marks = (code: number): number => units.reduce((n, unit) => n + Number(unit === code), 0);
  const [calls, questions] = [marks(0x21), marks(0x3f)];
  if (calls > 0) features.push(`calls-${Math.min(3, calls)}`);
  if (questions > 0) features.push(`questions-${Math.min(3, questions)}`);
  return features;
}
