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
  readonly units: readonly number[];
  /** Where in the text each unit stands; an end stands beside it. */
  readonly at: readonly number[];
  /** Where the character ends that each unit stands for: a whole run, for digits. */
  readonly to: readonly number[];
}

/** Plain arrays: for the few characters of a message they are made faster than typed ones. */
export function level(text: string): Levelled {
  const units = [OPEN];
  const at = [0];
  const to = [0];
  for (let i = 0; i < text.length; i += 1) {
    const named = mentionAt(text, i);
    const code = named > 0 ? BLANK : levelUnit(text.charCodeAt(i));
    const n = units.length;
    const once = code === ZERO || code === BLANK;
    const repeated = n === 1 ? code === BLANK : code === units[n - 1] && (once || code === units[n - 2]);
    const from = i;
    i += Math.max(0, named - 1);
    if (repeated) {
      to[n - 1] = i + 1;
      continue;
    }
    units.push(code);
    at.push(from);
    to.push(i + 1);
  }
  // a blank before the end would hide the end
  if (units.length > 1 && units.at(-1) === BLANK) [units, at, to].forEach((list) => list.pop());
  units.push(CLOSE);
  at.push(text.length);
  to.push(text.length);
  return { units, at, to };
}

const ZERO = 0x30;
const BLANK = 0x20;
const CALL = 0x21;
const QUESTION = 0x3f;
const AT = 0x40;
/** Neither letter nor digit nor half of an emoji. */
const MARK = /[\p{P}\p{Z}\p{C}]/u;
/** 0 not looked up yet, 1 a mark that is read as a blank, 2 another unit. */
const KINDS = new Uint8Array(0x10000);

function isMark(code: number): boolean {
  if (KINDS[code] === 0) KINDS[code] = code !== CALL && code !== QUESTION && (code < 0xd800 || code > 0xdfff) && (code === OPEN || code === CLOSE || MARK.test(String.fromCharCode(code))) ? 1 : 2;
  return KINDS[code] === 1;
}

function levelUnit(code: number): number {
  if (code >= ZERO && code <= 0x39) return ZERO;
  return isMark(code) ? BLANK : code;
}

/** Length of `@name` from here on; a name ends at a blank or a mark. Who is addressed says nothing of how. */
function mentionAt(text: string, from: number): number {
  if (text.charCodeAt(from) !== AT) return 0;
  let end = from + 1;
  while (end < text.length && end - from <= LONGEST_NAME && isNamed(text.charCodeAt(end))) end += 1;
  return end - from;
}
const LONGEST_NAME = 20;
const isNamed = (code: number): boolean => !isMark(code) && code !== CALL && code !== QUESTION;

/** An n-gram as a number: 16 bits a unit, exact in a double. */
export const keyOf = (high: number, low: number): number => high * 0x1_0000_0000 + (low >>> 0);

export function keyOfGram(gram: string): number {
  let key = 0;
  for (let i = 0; i < gram.length; i += 1) key = key * 0x10000 + gram.charCodeAt(i);
  return key;
}

/** The two parts of an n-gram's key: its third last unit, and the last two as a signed number of 32 bits. */
export const partsOf = (key: number): [high: number, low: number] => [Math.floor(key / 0x1_0000_0000), key | 0];

export const gramOf = (key: number): string => {
  const units: number[] = [];
  for (let rest = key; rest > 0; rest = Math.floor(rest / 0x10000)) units.unshift(rest % 0x10000);
  return String.fromCharCode(...units);
};

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;
const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/**
 * Calls back for every n-gram, repeated ones included; half an emoji is none. It is told in the two parts of
 * its key, which are small integers to the engine: a key as one number would be put on the heap for each.
 */
export function eachGram({ units }: Levelled, found: (high: number, low: number, from: number, length: number) => void): void {
  for (let i = 0; i < units.length; i += 1) {
    if (isLow(units[i] as number)) continue;
    let high = 0;
    let low = 0;
    for (let n = 1; n <= LONGEST && i + n <= units.length; n += 1) {
      const unit = units[i + n - 1] as number;
      high = low >>> 16;
      low = (low << 16) | unit;
      if (!isHigh(unit)) found(high, low, i, n);
    }
  }
}

/**
 * The value of each feature of a text: binary, and less in a long text, so that a letter does not outweigh
 * a chat message. The factor keeps values near 1 at the usual 30 characters.
 */
export const valueOf = ({ units }: Levelled): number => 10 / Math.sqrt(LONGEST * units.length);

const LENGTHS = named('length', 6);
const CALLS = named('calls', 3);
const QUESTIONS = named('questions', 3);
function named(what: string, most: number): readonly string[] {
  return Array.from({ length: most + 1 }, (_, n) => `${what}-${n}`);
}

/** What the surface shows, as named features. */
export function surfaceOf({ units }: Levelled): string[] {
  let calls = 0;
  let questions = 0;
  for (const unit of units) {
    if (unit === 0x21) calls += 1;
    else if (unit === 0x3f) questions += 1;
  }
  const features = [LENGTHS[Math.min(6, Math.floor(Math.log2(units.length - 1)))] as string];
  if (calls > 0) features.push(CALLS[Math.min(3, calls)] as string);
  if (questions > 0) features.push(QUESTIONS[Math.min(3, questions)] as string);
  return features;
}
