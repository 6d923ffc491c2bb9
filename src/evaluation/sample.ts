/** Cases drawn from the labelled ones (each once, or as the bootstrap draws them): their sums and their standings. */
import type { Standing, Tally } from './tally.js';

export interface Sample {
  /** How often something was counted. */
  sum(key: string): number;
  readonly standings: readonly Standing[];
}

export class Cases {
  private readonly columns = new Map<string, number>();
  private readonly rows: readonly { readonly at: Uint32Array; readonly n: Float64Array }[];

  constructor(private readonly tallies: readonly Tally[]) {
    this.rows = tallies.map(({ counts }) => ({ at: Uint32Array.from(counts.keys(), (key) => this.column(key)), n: Float64Array.from(counts.values()) }));
  }

  get size(): number {
    return this.tallies.length;
  }

  all(): Sample {
    return this.sample(Uint32Array.from(this.tallies.keys()));
  }

  sample(drawn: Uint32Array): Sample {
    const sums = new Float64Array(this.columns.size);
    const standings: Standing[] = [];
    for (const row of drawn) {
      const { at, n } = this.rows[row] as (typeof this.rows)[number];
      for (let i = 0; i < at.length; i += 1) sums[at[i] as number] = (sums[at[i] as number] as number) + (n[i] as number);
      const { standing } = this.tallies[row] as Tally;
      if (standing) standings.push(standing);
    }
    return { sum: (key) => sums[this.columns.get(key) ?? -1] ?? 0, standings };
  }

  private column(key: string): number {
    const known = this.columns.get(key) ?? this.columns.size;
    this.columns.set(key, known);
    return known;
  }
}
