/**
 * Weights by n-gram, for scoring: one probe of an open hash for each n-gram of the message, then the few
 * weights behind it. Keys are numbers, so that no string is cut.
 */
import { eachGram, type Levelled } from './grams.js';

export class GramTable {
  private readonly keys: Float64Array;
  /** Index of an n-gram's weights, where its slot is taken. */
  private readonly entries: Int32Array;
  private readonly mask: number;
  /** The message an entry was last met in, so that it counts once. */
  private readonly met: Int32Array;
  private message = 0;
  /** For entry e: columns and weights at `from[e]` to `from[e + 1]`. */
  private readonly from: Int32Array;
  private readonly columns: Uint8Array;
  private readonly weights: Float64Array;

  /** @param grams n-grams' keys with pairs of column and weight */
  constructor(grams: ReadonlyMap<number, readonly (readonly [number, number])[]>, readonly width: number) {
    let size = 1024;
    while (size < grams.size * 2) size *= 2;
    this.mask = size - 1;
    this.keys = new Float64Array(size);
    this.entries = new Int32Array(size);
    this.met = new Int32Array(grams.size);
    this.from = new Int32Array(grams.size + 1);
    const columns: number[] = [];
    const weights: number[] = [];
    let entry = 0;
    for (const [key, row] of grams) {
      let slot = hash(key) & this.mask;
      while (this.keys[slot] !== 0) slot = (slot + 1) & this.mask;
      this.keys[slot] = key;
      this.entries[slot] = entry;
      for (const [column, weight] of row) {
        columns.push(column);
        weights.push(weight);
      }
      entry += 1;
      this.from[entry] = columns.length;
    }
    this.columns = Uint8Array.from(columns);
    this.weights = Float64Array.from(weights);
  }

  /** Adds up the weights of the distinct n-grams of a text, a column each. */
  sum(levelled: Levelled): Float64Array {
    const sums = new Float64Array(this.width);
    this.message += 1;
    eachGram(levelled, (key) => {
      const entry = this.find(key);
      if (entry < 0 || this.met[entry] === this.message) return;
      this.met[entry] = this.message;
      for (let i = this.from[entry] as number; i < (this.from[entry + 1] as number); i += 1) {
        const column = this.columns[i] as number;
        sums[column] = (sums[column] as number) + (this.weights[i] as number);
      }
    });
    return sums;
  }

  /** Weight of an n-gram in a column. */
  weight(key: number, column: number): number {
    const entry = this.find(key);
    if (entry < 0) return 0;
    for (let i = this.from[entry] as number; i < (this.from[entry + 1] as number); i += 1) if (this.columns[i] === column) return this.weights[i] as number;
    return 0;
  }

  private find(key: number): number {
    for (let slot = hash(key) & this.mask; this.keys[slot] !== 0; slot = (slot + 1) & this.mask) {
      if (this.keys[slot] === key) return this.entries[slot] as number;
    }
    return -1;
  }
}

function hash(key: number): number {
  const low = key >>> 0;
  const high = Math.floor(key / 0x100000000);
  const mixed = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
