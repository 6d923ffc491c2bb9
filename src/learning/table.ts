/**
 * Weights by n-gram, for scoring: one probe of an open hash for each n-gram of the message, then the few
 * weights behind it. Keys are numbers, so that no string is cut.
 */
import { eachGram, partsOf, type Levelled } from './grams.js';
import { STEP } from './weights.js';

/** A table as plain data, as it is kept. */
export interface TableData {
  /** How many columns a text has. */
  readonly width: number;
  /** The two parts of the key in each slot, as in {@link eachGram}; `low` is 0 where there is none. */
  readonly high: Uint16Array;
  readonly low: Int32Array;
  /** Index of an n-gram's weights, where its slot is taken. */
  readonly entries: Int32Array;
  /** For entry e: columns and weights, in steps, at `from[e]` to `from[e + 1]`. */
  readonly from: Int32Array;
  readonly columns: Uint8Array;
  readonly weights: Int32Array;
}

/** @param grams n-grams' keys with columns and weights, one after the other */
export function tableOf(grams: ReadonlyMap<number, readonly number[]>, width: number): TableData {
  let size = 1024;
  while (size < grams.size * 2) size *= 2;
  const pairs = [...grams.values()].reduce((n, row) => n + row.length / 2, 0);
  const [high, low, entries] = [new Uint16Array(size), new Int32Array(size), new Int32Array(size)];
  const [from, columns, weights] = [new Int32Array(grams.size + 1), new Uint8Array(pairs), new Int32Array(pairs)];
  let entry = 0;
  let at = 0;
  for (const [key, row] of grams) {
    const [first, last] = partsOf(key);
    let slot = hash(first, last) & (size - 1);
    while (low[slot] !== 0) slot = (slot + 1) & (size - 1);
    high[slot] = first;
    low[slot] = last;
    entries[slot] = entry;
    for (let i = 0; i < row.length; i += 2, at += 1) {
      columns[at] = row[i] as number;
      weights[at] = row[i + 1] as number;
    }
    entry += 1;
    from[entry] = at;
  }
  return { width, high, low, entries, from, columns, weights };
}

export class GramTable {
  /** The message an entry was last met in, so that it counts once. */
  private readonly met: Int32Array;
  private message = 0;
  /** In log-odds. A message of 20 characters adds up some 300: they are not multiplied each time. */
  private readonly weights: Float64Array;

  constructor(private readonly data: TableData) {
    this.met = new Int32Array(data.from.length - 1);
    this.weights = Float64Array.from(data.weights);
    for (let i = 0; i < this.weights.length; i += 1) this.weights[i] = (this.weights[i] as number) * STEP;
  }

  /** Adds up the weights of the distinct n-grams of a text, a column each. */
  sum(levelled: Levelled): Float64Array {
    const { width, from, columns } = this.data;
    const { met, weights } = this;
    const sums = new Float64Array(width);
    this.message += 1;
    eachGram(levelled, (high, low) => {
      const entry = this.find(high, low);
      if (entry < 0 || met[entry] === this.message) return;
      met[entry] = this.message;
      const end = from[entry + 1] as number;
      for (let i = from[entry] as number; i < end; i += 1) {
        const column = columns[i] as number;
        sums[column] = (sums[column] as number) + (weights[i] as number);
      }
    });
    return sums;
  }

  /** Weight of an n-gram in a column. */
  weight(key: number, column: number): number {
    const { from, columns } = this.data;
    const entry = this.find(...partsOf(key));
    if (entry < 0) return 0;
    for (let i = from[entry] as number; i < (from[entry + 1] as number); i += 1) if (columns[i] === column) return this.weights[i] as number;
    return 0;
  }

  private find(first: number, last: number): number {
    const { high, low, entries } = this.data;
    const mask = low.length - 1;
    for (let slot = hash(first, last) & mask; low[slot] !== 0; slot = (slot + 1) & mask) {
      if (low[slot] === last && high[slot] === first) return entries[slot] as number;
    }
    return -1;
  }
}

function hash(high: number, low: number): number {
  const mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
