/** All figures of a run against labels: what `kesu eval` prints. The schema is the contract of `--format json`. */
import { z } from 'zod';
import { BANDS, SIGNALS } from '../model.js';
import { LEVEL, type BootstrapSettings } from './bootstrap.js';
import { BINS } from './calibration.js';
import { changesOf, errorsOf, type Why } from './errors.js';
import { estimate, type Estimate } from './estimate.js';
import { groupsOf, GROUPINGS, inGroup, type Grouping } from './groups.js';
import type { LabelledCase } from '../learning/labelled.js';
import { binsOf } from './measures.js';
import { Cases, type Sample } from './sample.js';
import { tallyOf, type Pair } from './tally.js';

const share = z.number().min(0).max(1);
const whole = z.int().min(0);
const counts = z.object({ tp: whole, fp: whole, fn: whole });
const measure = z.object({
  value: z.number(),
  low: z.number().optional().describe('Lower end of the bootstrap interval'),
  high: z.number().optional(),
  n: whole.describe('Labels, messages or cases it was measured on'),
  better: z.enum(['higher', 'lower']),
  unit: z.enum(['share', 'coefficient', 'messages']),
  counts: counts.optional(),
  against: z.object({ value: z.number(), counts: counts.optional() }).optional().describe('The run that is compared'),
  difference: z.object({ value: z.number(), low: z.number().optional(), high: z.number().optional() }).optional().describe('This run minus the other, with a paired interval'),
});
const measures = z.record(z.string(), measure).describe('By id; a plain signal id is its F1, with -precision and -recall beside it');
const place = { id: z.string(), set: z.string(), line: whole, message: whole.describe('From 0'), speaker: z.string(), phenomenon: z.string().optional(), text: z.string() };
const evidence = z.object({ rule: z.string().optional(), words: z.string().optional(), modifiers: z.array(z.string()).readonly().optional() });
const names = z.array(z.string()).readonly().describe('signal, signal/stage, signal/subtype');
const run = z.object({
  reports: z.string().optional().describe('File of finished reports; absent where the engine judged'),
  lexicon: z.string().optional().describe('Fingerprint of the lexicons'),
  lexicons: z.array(z.string()).readonly().optional().describe('Folders laid over the shipped one'),
  missing: whole.describe('Labelled cases without a report'),
  unjudged: whole.describe('Cases that could not be judged: not right in any band, and left out of ranks and calibration'),
});

export const evaluationSchema = z.object({
  schema: z.literal('kesu.eval/1'),
  run,
  against: run.optional(),
  sets: z.array(z.object({ file: z.string(), utterances: whole, conversations: whole, messages: whole.describe('Messages with labels') })),
  bootstrap: z.object({ resamples: whole, seed: whole, level: share }).describe('Percentile bootstrap over utterances and whole conversations'),
  measures,
  confusion: z.record(z.enum(BANDS), z.record(z.enum([...BANDS, 'none']), whole)).optional().describe('Labelled band, then found band'),
  reliability: z.array(z.object({ from: share, to: share, n: whole, chance: share.describe('Mean of score / 100'), serious: share.describe('Share labelled high or critical') })).optional(),
  layers: z.record(z.enum(['rules', 'layer', 'both']), measures).optional().describe('By rules only, by the trained layer only, by both'),
  groups: z.array(z.object({ by: z.enum(GROUPINGS), name: z.string(), measures })).optional(),
  errors: z.array(z.object({
    ...place, gold: names, got: names,
    faults: z.array(z.object({
      kind: z.enum(['missed', 'false', 'stage', 'subtype', 'intensity']), signal: z.enum(SIGNALS),
      expected: z.string().optional(), found: z.string().optional(), evidence: z.array(evidence).readonly(),
      cancelled: z.array(evidence.extend({ by: z.string(), cue: z.string().optional() })).readonly().optional().describe('Rules that would have been right; empty where none matched'),
    })).readonly(),
  })).optional(),
  changes: z.array(z.object({ change: z.enum(['fixed', 'broken']), ...place, gold: names, before: names, after: names })).optional(),
  gates: z.array(z.object({ measure: z.string(), bound: z.number(), value: z.number().optional(), passed: z.boolean() })).optional(),
});
export type Evaluation = z.output<typeof evaluationSchema>;
export type MeasureResult = z.output<typeof measure>;
export type RunInfo = z.output<typeof run>;

/** A run as it is evaluated. */
export interface Run extends Pick<RunInfo, 'reports' | 'lexicon' | 'lexicons'> {
  readonly pairs: readonly Pair[];
}

export interface EvaluationSettings {
  readonly bootstrap: BootstrapSettings;
  readonly by: readonly Grouping[];
  /** List what was read wrongly, and why where that is known. */
  readonly errors?: { readonly why?: Why };
}

export function evaluate(run: Run, settings: EvaluationSettings, against?: Run): Evaluation {
  const { bootstrap } = settings;
  const sample = new Cases(run.pairs.map(tallyOf)).all();
  const cases = run.pairs.map((p) => p.gold);
  const groups = settings.by.flatMap((by) => groupsOf(cases, by).map((name) => ({
    by, name, measures: asRecord(estimate(inGroup(run.pairs, by, name), bootstrap, against && inGroup(against.pairs, by, name))),
  })));
  const banded = cases.some((c) => c.band);
  return {
    schema: 'kesu.eval/1',
    run: infoOf(run),
    ...(against && { against: infoOf(against) }),
    sets: setsOf(cases),
    bootstrap,
    measures: asRecord(estimate(run.pairs, bootstrap, against?.pairs)),
    ...(banded && { confusion: confusionOf(sample), reliability: reliabilityOf(sample) }),
    ...(groups.length > 0 && { groups }),
    ...(settings.errors && { errors: errorsOf(run.pairs, settings.errors.why) }),
    ...(against && { changes: changesOf(against.pairs, run.pairs) }),
  };
}

/** The same figures of several runs over the same cases, without intervals. */
export const measuresOf = (run: Run): Evaluation['measures'] => asRecord(estimate(run.pairs, { resamples: 0, seed: 1, level: LEVEL }));

function infoOf({ pairs, reports, lexicon, lexicons }: Run): RunInfo {
  return {
    ...(reports !== undefined && { reports }), ...(lexicon !== undefined && { lexicon }), ...(lexicons && { lexicons }),
    missing: pairs.filter((p) => !p.got).length, unjudged: pairs.filter(({ gold, got }) => (gold.band || gold.satisfaction !== undefined) && got && !got.risk).length,
  };
}

function setsOf(cases: readonly LabelledCase[]): Evaluation['sets'] {
  return groupsOf(cases, 'set').map((file) => {
    const own = cases.filter((c) => c.set === file);
    const utterances = own.filter((c) => c.kind === 'utterance').length;
    return { file, utterances, conversations: own.length - utterances, messages: own.reduce((n, c) => n + c.messages.filter((m) => m.labels).length, 0) };
  });
}

const asRecord = (estimates: readonly Estimate[]): Record<string, MeasureResult> =>
  Object.fromEntries(estimates.map(({ measure: { id, better, unit }, value, low, high, n, counts: own, against, difference }) => [
    id, { value, ...(low !== undefined && high !== undefined && { low, high }), n, better, unit, ...(own && { counts: own }), ...(against && { against }), ...(difference && { difference }) },
  ]));

const confusionOf = (sample: Sample): NonNullable<Evaluation['confusion']> =>
  Object.fromEntries(BANDS.map((gold) => [gold, Object.fromEntries([...BANDS, 'none'].map((got) => [got, sample.sum(`band:${gold}>${got}`)]))])) as NonNullable<Evaluation['confusion']>;

/** Only bins that hold cases. */
const reliabilityOf = (sample: Sample): NonNullable<Evaluation['reliability']> =>
  binsOf(sample).flatMap(({ n, chance, serious }, i) => (n > 0 ? [{ from: i / BINS, to: (i + 1) / BINS, n, chance: chance / n, serious: serious / n }] : []));
