/**
 * All occurrences of all terms in one pass (semantics: *all, overlapping*; the naive matcher in the
 * tests is the oracle). A filter over the first two units rejects most positions; a trie in an
 * open-addressing hash table decides the rest. Measured faster than any package (perf-notes §4).
 */

const EMPTY = -1;
const BIGRAM_BITS = 18;

export class TermMatcher {
  private readonly filter = new Uint8Array(1 << (BIGRAM_BITS - 3));
  private readonly single = new Uint8Array(0x10000);
  private parents: Int32Array;
  private units: Uint16Array;
  private children: Int32Array;
  private mask: number;
  /** Term that ends at a node, or EMPTY. */
  private readonly terminal: number[] = [EMPTY];

  /** `terms` are folded, distinct and not empty; their indexes are what `scan` reports. */
  constructor(terms: readonly string[]) {
    let size = 1024;
    const total = terms.reduce((sum, term) => sum + term.length, 0);
    while (size < total * 2) size *= 2;
    this.mask = size - 1;
    this.parents = new Int32Array(size).fill(EMPTY);
    this.units = new Uint16Array(size);
    this.children = new Int32Array(size);
    terms.forEach((term, index) => this.add(term, index));
  }

  private add(term: string, index: number): void {
    let node = 0;
    for (let i = 0; i < term.length; i += 1) {
      const unit = term.charCodeAt(i);
      const slot = this.slot(node, unit);
      if (this.parents[slot] === EMPTY) {
        this.parents[slot] = node;
        this.units[slot] = unit;
        this.children[slot] = this.terminal.length;
        this.terminal.push(EMPTY);
      }
      node = this.children[slot] as number;
    }
    this.terminal[node] = index;
    if (term.length === 1) this.single[term.charCodeAt(0)] = 1;
    else {
      const bit = bigram(term.charCodeAt(0), term.charCodeAt(1));
      this.filter[bit >> 3] = (this.filter[bit >> 3] as number) | (1 << (bit & 7));
    }
  }

  /** The slot that holds the edge `(node, unit)`, or the free one where it would go. */
  private slot(node: number, unit: number): number {
    let slot = (Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.mask;
    while (this.parents[slot] !== EMPTY && (this.parents[slot] !== node || this.units[slot] !== unit)) slot = (slot + 1) & this.mask;
    return slot;
  }

  /** Reports every occurrence, by start and then by length. */
  scan(text: string, found: (term: number, start: number, end: number) => void): void {
    const length = text.length;
    for (let start = 0; start < length; start += 1) {
      const first = text.charCodeAt(start);
      const bit = bigram(first, start + 1 < length ? text.charCodeAt(start + 1) : 0);
      const pair = (this.filter[bit >> 3] as number) & (1 << (bit & 7));
      if (!pair && !this.single[first]) continue;
      let node = 0;
      for (let i = start; i < length; i += 1) {
        const slot = this.slot(node, text.charCodeAt(i));
        if (this.parents[slot] === EMPTY) break;
        node = this.children[slot] as number;
        const term = this.terminal[node] as number;
        if (term !== EMPTY && standsAlone(text, start, i + 1)) found(term, start, i + 1);
      }
    }
  }
}

function bigram(first: number, second: number): number {
  return (Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)) >>> (32 - BIGRAM_BITS);
}

const HYPHEN = 0x2d;
const POINT = 0x2e;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isLetter = (code: number): boolean => code >= 0x61 && code <= 0x7a;

/** One to three digits from `i` on: 12315.5 is a number, 12315.12345 two hotlines. */
function isFraction(text: string, i: number, step: 1 | -1): boolean {
  let digits = 0;
  while (isDigit(text.charCodeAt(i + digits * step))) digits += 1;
  return digits > 0 && digits < 4;
}

/** Digits match only with no digit beside them, letters with no letter: 12315 is not in 6212315, sb not in usb. */
export function standsAlone(text: string, start: number, end: number): boolean {
  const first = text.charCodeAt(start);
  const last = text.charCodeAt(end - 1);
  const before = text.charCodeAt(start - 1);
  const after = text.charCodeAt(end);
  if (isDigit(first) && (isDigit(before) || (before === POINT && isFraction(text, start - 2, -1)))) return false;
  if (isDigit(last) && (isDigit(after) || (after === POINT && isFraction(text, end + 1, 1)))) return false;
  if (isLetter(first) && isLetter(before)) return false;
  // SB-3150 and TMD2025 are names of things
  return !(isLetter(last) && (isLetter(after) || isDigit(after) || (after === HYPHEN && isDigit(text.charCodeAt(end + 1)))));
}
