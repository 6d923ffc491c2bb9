/**
 * Percentile bootstrap (Efron 1979) over conversations: messages of one conversation are not independent, so
 * whole conversations are drawn. Seeded: same input, same interval.
 */
import { seeded } from '../data/random.js';
import { quantile } from '../data/ranks.js';

/** Share of the samples that an interval holds, where nobody says otherwise. */
export const LEVEL = 0.95;

export interface BootstrapSettings {
  /** How many samples are drawn; 0 leaves intervals out. */
  readonly resamples: number;
  readonly seed: number;
  /** Share of the samples that the interval holds. */
  readonly level: number;
}

/** Samples with replacement of `size` places out of `size`. */
export function* resamples(size: number, { resamples: count, seed }: BootstrapSettings): Generator<Uint32Array> {
  const random = seeded(seed);
  for (let n = 0; n < count; n += 1) yield Uint32Array.from({ length: size }, () => Math.floor(random() * size));
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The middle `level` of the values; samples in which a figure is undefined say nothing about it. */
export function intervalOf(values: readonly (number | undefined)[], level: number): Interval | undefined {
  const known = values.filter((v) => v !== undefined).sort((a, b) => a - b);
  if (known.length === 0) return undefined;
  const tail = (1 - level) / 2;
  return { low: quantile(known, tail), high: quantile(known, 1 - tail) };
}
