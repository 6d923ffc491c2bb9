/** The catalogue of figures: what each is, over what, and which way is better. */
import { BANDS, SIGNALS, THREATS, type SignalId } from '../model.js';
import { BINS, expectedError, type Bin } from './calibration.js';
import { auc, mean, median, spearman } from '../data/ranks.js';
import { f1, precision, recall, share, type Counts } from './ratios.js';
import type { Sample } from './sample.js';
import type { Standing } from './tally.js';

export interface Measure {
  readonly id: string;
  readonly better: 'higher' | 'lower';
  /** A share from 0 to 1, a coefficient, or a number of messages. */
  readonly unit: 'share' | 'coefficient' | 'messages';
  /** Undefined where the labels or the run say nothing about it. */
  value(sample: Sample): number | undefined;
  /** What it was measured on: labels, messages, or cases. */
  n(sample: Sample): number;
  counts?(sample: Sample): Counts;
}

const countsOf = (sample: Sample, ids: readonly string[]): Counts => {
  const total = (kind: string): number => ids.reduce((sum, id) => sum + sample.sum(`${kind}:${id}`), 0);
  return { tp: total('tp'), fp: total('fp'), fn: total('fn') };
};

/** F1 under the plain id, and its two halves. */
function retrieval(id: string, ids: readonly string[]): Measure[] {
  const counts = (sample: Sample): Counts => countsOf(sample, ids);
  const n = (sample: Sample): number => counts(sample).tp + counts(sample).fn;
  const parts = [[id, f1], [`${id}-precision`, precision], [`${id}-recall`, recall]] as const;
  return parts.map(([name, of]) => ({ id: name, better: 'higher', unit: 'share', value: (sample) => of(counts(sample)), n, counts }));
}

function rate(id: string, part: string, whole: string, better: Measure['better'] = 'higher'): Measure {
  return { id, better, unit: 'share', value: (s) => share(s.sum(part), s.sum(whole)), n: (s) => s.sum(whole) };
}

/** A rank statistic of the cases that are labelled for it. */
function ranked(id: string, labelled: (s: Standing) => boolean, of: (cases: readonly Standing[]) => number | undefined): Measure {
  return { id, better: 'higher', unit: 'coefficient', value: (s) => of(s.standings.filter(labelled)), n: (s) => s.standings.filter(labelled).length };
}

const hasBand = (s: Standing): boolean => s.band !== undefined;
const hasMark = (s: Standing): boolean => s.satisfaction !== undefined;
const scores = (cases: readonly Standing[]): number[] => cases.map((s) => s.score);
const fromBand = (band: (typeof BANDS)[number]) => (s: Standing): boolean => (s.band ?? 0) >= BANDS.indexOf(band);
/** Annotators' mean mark at or below this is dissatisfaction. */
const DISSATISFIED = -0.5;

/** Mean F1 of the signals that are labelled at all: each weighs the same, however rare. */
const macro: Measure = {
  id: 'macro', better: 'higher', unit: 'share',
  value: (sample) => {
    const each = labelled(sample).map((id) => f1(countsOf(sample, [id])) ?? 0);
    return each.length > 0 ? mean(each) : undefined;
  },
  n: (sample) => labelled(sample).length,
};
const labelled = (sample: Sample): SignalId[] => SIGNALS.filter((id) => sample.sum(`tp:${id}`) + sample.sum(`fn:${id}`) > 0);

export const binsOf = (sample: Sample): Bin[] =>
  Array.from({ length: BINS }, (_, i) => ({ n: sample.sum(`bin.n:${i}`), chance: sample.sum(`bin.chance:${i}`), serious: sample.sum(`bin.serious:${i}`) }));

/** Messages. */
export const MESSAGE_MEASURES: readonly Measure[] = [
  ...retrieval('micro', SIGNALS), macro, ...retrieval('threat', THREATS),
  rate('exact', 'exact', 'messages'),
  ...(['stage', 'subtype', 'intensity'] as const).map((detail) => rate(detail, `${detail}.right`, detail)),
  rate('neutral-alarms', 'neutral.alarm', 'neutral', 'lower'), rate('neutral-threats', 'neutral.threat', 'neutral', 'lower'),
];
/** Each signal by itself. */
export const SIGNAL_MEASURES: readonly Measure[] = SIGNALS.flatMap((signal) => retrieval(signal, [signal]));
/** Conversations. */
export const CASE_MEASURES: readonly Measure[] = [
  rate('band', 'band.exact', 'band'), rate('band-within-one', 'band.near', 'band'),
  ranked('spearman-band', hasBand, (c) => spearman(scores(c), c.map((s) => s.band as number))),
  ranked('auc-high', hasBand, (c) => auc(scores(c), c.map(fromBand('high')))),
  ranked('auc-medium', hasBand, (c) => auc(scores(c), c.map(fromBand('medium')))),
  { id: 'brier', better: 'lower', unit: 'coefficient', value: (s) => share(s.sum('squared'), s.sum('judged')), n: (s) => s.sum('judged') },
  { id: 'calibration-error', better: 'lower', unit: 'coefficient', value: (s) => expectedError(binsOf(s)), n: (s) => s.sum('judged') },
  rate('alarm-recall', 'alarm.raised:due', 'alarm:due'), rate('alarm-false', 'alarm.raised:other', 'alarm:other', 'lower'),
  { id: 'alarm-lead', better: 'higher', unit: 'messages', value: (s) => median(leads(s)), n: (s) => leads(s).length },
  ...retrieval('turning-points', ['turning-points']), ...retrieval('ignored-threats', ['ignored-threats']),
  rate('attribution', 'attribution.right', 'attribution'),
  ranked('spearman-dissatisfaction', hasMark, (c) => spearman(scores(c), c.map((s) => -(s.satisfaction as number)))),
  ranked('auc-dissatisfied', hasMark, (c) => auc(scores(c), c.map((s) => (s.satisfaction as number) <= DISSATISFIED))),
];
export const MEASURES: readonly Measure[] = [...MESSAGE_MEASURES, ...SIGNAL_MEASURES, ...CASE_MEASURES];

const leads = (sample: Sample): number[] => sample.standings.flatMap((s) => s.lead ?? []);

/** The measure of an id, for gates. */
export const measureOf = (id: string): Measure | undefined => MEASURES.find((m) => m.id === id);
