/**
 * Folding: the text as it is matched, with offsets back to the text as it was written.
 *
 * Characters are folded by table (`fold-table.ts`). Noise is taken out: zero-width characters,
 * blanks and symbols set inside words (投 诉, 媒-体), pinyin that broken web exports put behind
 * characters (時(shí)間), HTML entities. A blank between two words of normal length separates
 * clauses in chats and call transcripts; it goes too, but its place is kept as a soft break.
 */

export interface FoldedText {
  readonly text: string;
  /** Start in the original of each folded unit; absent when nothing moved. */
  readonly starts?: Int32Array;
  /** End (exclusive) in the original of each folded unit. */
  readonly ends?: Int32Array;
  /** Folded positions before which a clause ends although no character says so. */
  readonly softBreaks: readonly number[];
}

/** Original offsets of the folded range `[start, end)`, which must not be empty. */
export function originalRange(folded: FoldedText, start: number, end: number): [number, number] {
  return folded.starts && folded.ends
    ? [folded.starts[start] ?? start, folded.ends[end - 1] ?? end]
    : [start, end];
}

const ZERO_WIDTH = /[\u00ad\u0300-\u036f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/;
const INNER_SYMBOL = /[-*_·|+^#=•‧・﹡﹣☆★☻♥♡⭐✨❌⭕●◆■▲]/;
/** Digits or letters set apart one by one: 1-2-3-1-5, 1 2 3 1 5, n.m.s.l. */
const SPACED = /(?<![a-z])[a-z](?:[-. *_][a-z])+(?![a-z])|(?<![\d.])[\d０-９](?:[-–. \u3000·*][\d０-９]){3,}(?![\d.])/gi;
const CJK = /[\u3007\u3400-\u9fff]/;
const BLANK = /[ \t\u00a0\u2000-\u200a\u3000]/;
const ENTITY = /^&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp|hellip|ldquo|rdquo|middot));/i;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', hellip: '…', ldquo: '“', rdquo: '”', middot: '·',
};
const TAG = /^<\/?(?:br|p|div|span|b|font|img)\b[^<>]{0,200}>/i;
const RUBY = /^[(（][a-zà-ɏ]{1,7}[)）]/i;
const TONED_RUBY = /[(（][a-z]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,3}[)）]/i;
const SUSPECT = new RegExp(`${ZERO_WIDTH.source}|[&<]|${CJK.source}(?:${BLANK.source}|${INNER_SYMBOL.source})+${CJK.source}|${TONED_RUBY.source}|${SPACED.source}|[\\d０-９][ \\u3000]+${CJK.source}`, 'i');

export class Folder {
  constructor(private readonly table: Uint16Array) {}

  fold(original: string): FoldedText {
    return SUSPECT.test(original) ? this.foldNoisy(original) : { text: this.foldUnits(original), softBreaks: [] };
  }

  /** Folds characters only; for lexicon terms, which hold no noise. */
  foldUnits(text: string): string {
    const { table } = this;
    let changed = false;
    const units = new Uint16Array(text.length);
    for (let i = 0; i < text.length; i += 1) {
      const code = text.charCodeAt(i);
      const folded = table[code] ?? code;
      if (folded !== code) changed = true;
      units[i] = folded;
    }
    return changed ? fromUnits(units, units.length) : text;
  }

  private foldNoisy(original: string): FoldedText {
    const length = original.length;
    const units = new Uint16Array(length);
    const starts = new Int32Array(length);
    const ends = new Int32Array(length);
    const softBreaks: number[] = [];
    const ruby = TONED_RUBY.test(original);
    const joinAll = isTokenised(original);
    const spaced = [...original.matchAll(SPACED)].map((m) => [m.index, m.index + m[0].length] as const);
    /** The first run of characters set apart that does not end before here. */
    let apart = 0;
    let n = 0;
    const put = (code: number, start: number, end: number): void => {
      units[n] = this.table[code] ?? code;
      starts[n] = start;
      ends[n] = end;
      n += 1;
    };
    for (let i = 0; i < length; ) {
      const char = original[i] as string;
      if (ZERO_WIDTH.test(char)) {
        i += 1;
        continue;
      }
      if (char === '&' || char === '<') {
        const found = decode(original, i);
        if (found) {
          put(found.char.charCodeAt(0), i, i + found.length);
          i += found.length;
          continue;
        }
      }
      if (ruby && (char === '(' || char === '（') && n > 0) {
        const found = RUBY.exec(original.slice(i, i + 10));
        if (found) {
          i += found[0].length;
          continue;
        }
      }
      while (apart < spaced.length && i >= (spaced[apart] as readonly [number, number])[1]) apart += 1;
      const setApart = apart < spaced.length && i > (spaced[apart] as readonly [number, number])[0] && !/[\d０-９a-z]/i.test(char);
      if (setApart || (joinAll && BLANK.test(char) && (CJK.test(original[i - 1] ?? '') || CJK.test(original[i + 1] ?? '')))) {
        i += 1;
        continue;
      }
      if (BLANK.test(char) || INNER_SYMBOL.test(char)) {
        const to = endOfFiller(original, i);
        if (to > i && n > 0 && CJK.test(original[i - 1] ?? '') && CJK.test(original[to] ?? '')) {
          const blank = BLANK.test(char);
          if (blank && !joinAll && runBefore(original, i) > 1 && runAfter(original, to) > 1) softBreaks.push(n);
          i = to;
          continue;
        }
      }
      put(original.charCodeAt(i), i, i + 1);
      i += 1;
    }
    return { text: fromUnits(units, n), starts: starts.subarray(0, n), ends: ends.subarray(0, n), softBreaks };
  }
}

function fromUnits(units: Uint16Array, length: number): string {
  let text = '';
  for (let i = 0; i < length; i += 8192) text += String.fromCharCode(...units.subarray(i, Math.min(length, i + 8192)));
  return text;
}

/** One entity or line-breaking tag at `i`; a decoded character outside the BMP is left alone. */
function decode(text: string, i: number): { char: string; length: number } | undefined {
  const rest = text.slice(i, i + 210);
  const entity = ENTITY.exec(rest);
  if (entity) {
    const code = entity[1] ? Number(entity[1]) : entity[2] ? Number.parseInt(entity[2], 16) : undefined;
    const char = code === undefined ? NAMED[(entity[3] as string).toLowerCase()] : code <= 0xffff ? String.fromCharCode(code) : undefined;
    return char ? { char, length: entity[0].length } : undefined;
  }
  const tag = TAG.exec(rest);
  return tag ? { char: '\n', length: tag[0].length } : undefined;
}

/** End of one blank run or a single symbol; three blanks or two symbols in a row are layout, not noise. */
function endOfFiller(text: string, i: number): number {
  if (!BLANK.test(text[i] as string)) return i + 1;
  let to = i;
  while (to - i <= 2 && to < text.length && BLANK.test(text[to] as string)) to += 1;
  return to - i <= 2 ? to : i;
}

function runBefore(text: string, i: number): number {
  let n = 0;
  while (n < 2 && CJK.test(text[i - 1 - n] ?? '')) n += 1;
  return n;
}

function runAfter(text: string, i: number): number {
  let n = 0;
  while (n < 2 && CJK.test(text[i + n] ?? '')) n += 1;
  return n;
}

/** Public corpora put a blank between all words: then a blank says nothing about clauses. */
function isTokenised(text: string): boolean {
  const runs = text.split(/[ \t\u3000]+/).filter((run) => CJK.test(run));
  return runs.length >= 6 && runs.reduce((sum, run) => sum + run.length, 0) / runs.length < 2.6;
}
