/**
 * The weights of the scorecard, learned from conversations that people have put in bands, and whether that is an
 * improvement: everything that is learned, the ridge too, is learned anew without the cases it is judged on.
 */
import { seeded } from '../data/random.js';
import { auc, mean, spearman } from '../data/ranks.js';
import { BANDS, type Band } from '../model.js';
import type { Judge } from '../risk/case-report.js';
import type { Scorecard } from '../risk/scorecard.js';
import { judgedUnder } from '../risk/unweighed.js';
import { carriers, chooseRidge, learnWeights, lossUnder, PARTS, split } from './learn-weights.js';
import type { Identity } from '../transcripts/index.js';
import { bandedCases, type BandedCase, type LabelledConversation } from './scorecard-cases.js';
import { allWeights, type Weight } from './scorecard-weights.js';

/**
 * Measured on 261 conversations with weights distorted by 0.4 to 2.5: what 15 to 30 teach reads the others worse
 * (by loss) in 2 to 6 of 20 trials, what 40 to 100 teach in 1 to 3. And of 40 the share of right bands is known to
 * some 7 points (√(0.7 × 0.3 ÷ 40)); by fewer no improvement can be told from luck.
 */
export const LEAST_LABELLED = 40;

export interface FitSettings {
  readonly seed: number;
  readonly identity?: Identity;
}

/** How often cases are parted anew for cross-validation: one parting alone moves the share of right bands by a case or two. */
const PARTINGS = 3;
/** Spearman's rho that has fallen by no more is the same: half of what a table with two decimals shows. */
const SAME = 0.005;

/**
 * Why nothing is proposed. Too few: conversations, or on one side of the band high; `exact-worse`, `order-worse`:
 * learned weights read cases they have not seen worse; `no-gain`: not better by more than its standard error.
 */
export type Refusal = 'too-few' | 'one-sided' | 'exact-worse' | 'order-worse' | 'no-gain';

export interface Figures {
  /** Shares of cases in the labelled band, and at most one beside it. */
  readonly exact: number;
  readonly withinOne: number;
  /** Of score and band; absent where all cases are labelled alike. */
  readonly spearman?: number;
  /** That a case labelled high or critical has the higher score than another. */
  readonly auc?: number;
  /** Mean loss of a case (ordinal.ts): lower is better. */
  readonly loss: number;
}

export interface WeightChange {
  /** As `signals.anger.weight`. */
  readonly path: string;
  readonly before: number;
  readonly after: number;
  /** Conversations that have its term. */
  readonly cases: number;
}

export interface ScorecardFit {
  /** Labelled conversations that could be judged, and how many in each band. */
  readonly n: number;
  readonly bands: Readonly<Record<Band, number>>;
  readonly seed: number;
  /** Of the weights learned from all cases; Infinity where holding them still was best. */
  readonly ridge?: number;
  readonly before?: Figures;
  /** By cross-validation; absent where there are too few cases for it. */
  readonly after?: Figures;
  /** Whether there are labels enough to trust what they teach. */
  readonly enough: boolean;
  /** Absent where `scorecard` is proposed. */
  readonly refused?: Refusal;
  /** What is proposed; where nothing is, the scorecard as it was, and no changes. */
  readonly scorecard: Scorecard;
  readonly changes: readonly WeightChange[];
}

export function fitScorecard(labelled: readonly LabelledConversation[], judge: Judge, { seed, identity }: FitSettings): ScorecardFit {
  const base = judge.scorecard;
  const cases = bandedCases(labelled, judge, identity);
  const random = seeded(seed);
  const as = [new Map(cases.map((c) => [c, base]))];
  const trials = canBeParted(cases) ? Array.from({ length: PARTINGS }, () => crossValidated(cases, base, random)) : undefined;
  const [before, after] = [cases.length > 0 ? figuresOf(cases, as) : undefined, trials && figuresOf(cases, trials)];
  const lacking = lackOf(cases);
  const refused = lacking ?? (before && after && trials && noBetter(before, after, gainsOf(cases, base, trials)));
  const ridge = trials && chooseRidge(cases, base, random);
  const scorecard = refused || ridge === undefined ? base : learnWeights(cases, base, ridge);
  const changes = changesOf(base, scorecard, cases);
  return {
    n: cases.length, seed, ...(ridge !== undefined && { ridge }),
    bands: Object.fromEntries(BANDS.map((band) => [band, cases.filter((c) => c.band === band).length])) as Record<Band, number>,
    ...(before && { before }), ...(after && { after }),
    enough: lacking === undefined,
    ...(refused ? { refused } : changes.length === 0 ? { refused: 'no-gain' as const } : {}),
    scorecard, changes,
  };
}

/** With which scorecard each case is read. */
type Cards = ReadonlyMap<BandedCase, Scorecard>;

function crossValidated(cases: readonly BandedCase[], base: Scorecard, random: () => number): Cards {
  return new Map(split(cases, random).flatMap(({ own, others }) => {
    const card = learnWeights(others, base, chooseRidge(others, base, random));
    return own.map((c) => [c, card] as const);
  }));
}

/** Means over the trials. */
function figuresOf(cases: readonly BandedCase[], trials: readonly Cards[]): Figures {
  const each = trials.map((cards) => trialFigures(cases, cards));
  const over = (value: (figures: Figures) => number | undefined): number | undefined => {
    const known = each.flatMap((figures) => value(figures) ?? []);
    return known.length > 0 ? mean(known) : undefined;
  };
  const [rho, area] = [over((f) => f.spearman), over((f) => f.auc)];
  return {
    exact: over((f) => f.exact) ?? 0, withinOne: over((f) => f.withinOne) ?? 0,
    ...(rho !== undefined && { spearman: rho }), ...(area !== undefined && { auc: area }), loss: over((f) => f.loss) ?? 0,
  };
}

function trialFigures(cases: readonly BandedCase[], cards: Cards): Figures {
  const card = (c: BandedCase): Scorecard => cards.get(c) as Scorecard;
  const read = cases.map((c) => judgedUnder(card(c), c.reading));
  const labels = cases.map((c) => BANDS.indexOf(c.band));
  const off = read.map(({ band }, i) => Math.abs(BANDS.indexOf(band) - (labels[i] as number)));
  const scores = read.map(({ score }) => score);
  const [rho, area] = [spearman(scores, labels), auc(scores, labels.map((l) => l >= SERIOUS))];
  return {
    exact: mean(off.map((n) => Number(n === 0))), withinOne: mean(off.map((n) => Number(n <= 1))),
    ...(rho !== undefined && { spearman: rho }), ...(area !== undefined && { auc: area }),
    loss: mean(cases.map((c) => lossUnder(card(c), c))),
  };
}

const SERIOUS = BANDS.indexOf('high');

const groupsIn = (cases: readonly BandedCase[]): number => new Set(cases.map((c) => c.group)).size;
const canBeParted = (cases: readonly BandedCase[]): boolean => groupsIn(cases) >= 2 * PARTS;

/** Labels that must be there: enough of them, and on both sides of the band high so many that each part may have one. */
function lackOf(cases: readonly BandedCase[]): Refusal | undefined {
  if (cases.length < LEAST_LABELLED || !canBeParted(cases)) return 'too-few';
  const serious = cases.filter((c) => BANDS.indexOf(c.band) >= SERIOUS);
  return Math.min(groupsIn(serious), groupsIn(cases.filter((c) => !serious.includes(c)))) < PARTS ? 'one-sided' : undefined;
}

/** What speaks against learned weights, judged on cases they were not learned from. */
function noBetter(before: Figures, after: Figures, gains: readonly number[]): Refusal | undefined {
  if (after.exact < before.exact) return 'exact-worse';
  if ((after.spearman ?? 0) < (before.spearman ?? 0) - SAME) return 'order-worse';
  return mean(gains) > standardError(gains) ? undefined : 'no-gain';
}

/** By how much the loss of each case falls, over the trials. */
const gainsOf = (cases: readonly BandedCase[], base: Scorecard, trials: readonly Cards[]): number[] =>
  cases.map((c) => lossUnder(base, c) - mean(trials.map((cards) => lossUnder(cards.get(c) as Scorecard, c))));

function standardError(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, v) => sum + (v - middle) ** 2, 0) / (values.length - 1) / values.length);
}

function changesOf(base: Scorecard, scorecard: Scorecard, cases: readonly BandedCase[]): WeightChange[] {
  const after = allWeights(scorecard);
  return allWeights(base).flatMap((weight, k) => {
    const now = (after[k] as Weight).value;
    return now === weight.value ? [] : [{ path: weight.path.join('.'), before: weight.value, after: now, cases: carriers(weight, cases) }];
  });
}
