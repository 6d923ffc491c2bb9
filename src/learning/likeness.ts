/** How alike texts are: the cosine of their distinct n-grams, and for each text the greatest to any that was taken. */
import { featureOf } from './features.js';

/** Counts of the surface are shared by strangers. */
const isGram = (feature: string): boolean => featureOf(feature).kind === 'grams';

export class Likeness {
  private readonly rows: readonly Int32Array[];
  private readonly marked: Uint8Array;
  /** For each text the greatest cosine to one taken; 0 where none was. */
  readonly nearest: Float64Array;

  constructor(texts: readonly (readonly string[])[]) {
    const index = new Map<string, number>();
    this.rows = texts.map((features) => Int32Array.from(features.filter(isGram), (feature) => {
      const known = index.get(feature) ?? index.size;
      index.set(feature, known);
      return known;
    }));
    this.marked = new Uint8Array(index.size);
    this.nearest = new Float64Array(texts.length);
  }

  /** Takes one text: from now on the others are compared with it too. */
  take(at: number): void {
    const taken = this.rows[at] as Int32Array;
    for (const f of taken) this.marked[f] = 1;
    this.rows.forEach((row, i) => {
      let common = 0;
      for (const f of row) common += this.marked[f] as number;
      const cosine = common === 0 ? 0 : common / Math.sqrt(row.length * taken.length);
      if (cosine > (this.nearest[i] as number)) this.nearest[i] = cosine;
    });
    for (const f of taken) this.marked[f] = 0;
  }
}
