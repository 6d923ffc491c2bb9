/** Every figure with its interval; of two runs, the difference with the interval of the difference. */
import { intervalOf, resamples, type BootstrapSettings, type Interval } from './bootstrap.js';
import { MEASURES, type Measure } from './measures.js';
import type { Counts } from './ratios.js';
import { Cases } from './sample.js';
import { tallyOf, type Pair } from './tally.js';

export interface Estimate extends Partial<Interval> {
  readonly measure: Measure;
  readonly value: number;
  readonly n: number;
  readonly counts?: Counts;
  /** The other run, and how much this one is above it. */
  readonly against?: { readonly value: number; readonly counts?: Counts };
  readonly difference?: { readonly value: number } & Partial<Interval>;
}

/**
 * @param pairs cases with what this run said; `against`: the same cases in the same order with what the other said.
 * Both runs are read on the same samples, so that the difference is paired.
 */
export function estimate(pairs: readonly Pair[], settings: BootstrapSettings, against?: readonly Pair[], measures: readonly Measure[] = MEASURES): Estimate[] {
  const runs = [pairs, ...(against ? [against] : [])].map((run) => new Cases(run.map(tallyOf)));
  const whole = runs.map((run) => run.all());
  const [here, there] = whole;
  if (!here) return [];
  // a signal found by one run alone has counts in both; any other figure must be one of this run
  const known = measures.filter((m) => m.value(here) !== undefined || (m.counts && there && m.value(there) !== undefined));
  const drawn = known.map(() => runs.map((): (number | undefined)[] => []));
  for (const places of resamples(pairs.length, settings)) {
    const samples = runs.map((run) => run.sample(places));
    known.forEach((m, k) => samples.forEach((sample, r) => drawn[k]?.[r]?.push(m.value(sample))));
  }
  return known.map((measure, k): Estimate => {
    const [own = [], other = []] = drawn[k] ?? [];
    const value = measure.value(here) ?? 0;
    const counts = measure.counts?.(here);
    const estimate = { measure, value, n: measure.n(here), ...(counts && { counts }), ...intervalOf(own, settings.level) };
    const before = there && (measure.value(there) ?? (measure.counts ? 0 : undefined));
    if (!there || before === undefined) return estimate;
    const countsBefore = measure.counts?.(there);
    const differences = own.map((v, i) => difference(v, other[i], measure));
    return {
      ...estimate,
      against: { value: before, ...(countsBefore && { counts: countsBefore }) },
      difference: { value: value - before, ...intervalOf(differences, settings.level) },
    };
  });
}

/** In a sample where one run found nothing of a signal, it found 0 of it; any other figure needs both. */
function difference(here: number | undefined, there: number | undefined, { counts }: Measure): number | undefined {
  if (counts && (here !== undefined || there !== undefined)) return (here ?? 0) - (there ?? 0);
  return here === undefined || there === undefined ? undefined : here - there;
}
