/** Weights of the scorecard from banded cases: how far the labels move them, and how far they may. */
import { BANDS, type Band } from '../model.js';
import { leastOf } from '../risk/score.js';
import type { Scorecard } from '../risk/scorecard.js';
import { logitUnder, type Unweighed } from '../risk/unweighed.js';
import { foldsOf } from './folds.js';
import { fitOrdinal, logitOf, ordinalLoss, type OrdinalRow } from './ordinal.js';
import type { BandedCase } from './scorecard-cases.js';
import { weightsOf, withWeights, type Weight } from './scorecard-weights.js';

/** A weight whose term fewer conversations have stays as it is: what they share may be chance. */
export const LEAST_CASES = 5;
export const PARTS = 5;
/**
 * How firmly weights are held: 1 lets a factor lie about 1 from 1, 100 about a tenth (the inverse root; a
 * normal prior on the factor), and with Infinity the scorecard stays as it is.
 */
export const RIDGES: readonly number[] = [Infinity, 300, 100, 30, 10, 3, 1];

/** The scorecard with the weights that these cases teach, each with two decimals. */
export function learnWeights(cases: readonly BandedCase[], base: Scorecard, ridge: number): Scorecard {
  const problem = problemOf(cases, base);
  return cardOf(problem, base, fitted(problem, ridge));
}

/** The ridge with which cases that were left out are read best; of equals the firmest. */
export function chooseRidge(cases: readonly BandedCase[], base: Scorecard, random: () => number): number {
  const losses = RIDGES.map(() => 0);
  for (const { others, own } of split(cases, random)) {
    const problem = problemOf(others, base);
    const rows = own.map((c) => rowOf(c, problem.columns, base));
    let start: Float64Array | undefined;
    RIDGES.forEach((ridge, k) => {
      start = fitted(problem, ridge, start);
      for (const row of rows) losses[k] = (losses[k] as number) + ordinalLoss(row, logitOf(row, start));
    });
  }
  return RIDGES[losses.indexOf(Math.min(...losses))] as number;
}

/** Each part with all others. */
export function split(cases: readonly BandedCase[], random: () => number): { own: BandedCase[]; others: BandedCase[] }[] {
  const parts = foldsOf(cases, { parts: PARTS, groupOf: (c) => c.group, classOf: (c) => BANDS.indexOf(c.band), random });
  return Array.from({ length: PARTS }, (_, part) => ({ own: cases.filter((_c, i) => parts[i] === part), others: cases.filter((_c, i) => parts[i] !== part) }));
}

/** How many of the cases have the term of a weight. */
export const carriers = (weight: Weight, cases: readonly BandedCase[]): number => cases.filter((c) => weight.share(c.reading) > 0).length;

/** Of a case under a scorecard: 0 where the band it is read in is labelled and nothing is near its limits. */
export function lossUnder(card: Scorecard, { reading, band }: BandedCase): number {
  return ordinalLoss(intervalOf(band, reading, card), logitUnder(card, reading));
}

interface Problem {
  readonly columns: readonly Weight[];
  readonly rows: readonly OrdinalRow[];
}

function problemOf(cases: readonly BandedCase[], base: Scorecard): Problem {
  const columns = weightsOf(base).filter((weight) => carriers(weight, cases) >= LEAST_CASES);
  return { columns, rows: cases.map((c) => rowOf(c, columns, base)) };
}

const fitted = ({ rows, columns }: Problem, ridge: number, start?: Float64Array): Float64Array =>
  (ridge === Infinity ? new Float64Array(columns.length).fill(1) : fitOrdinal(rows, columns.map(({ hold }) => ridge * hold), start));

const cardOf = ({ columns }: Problem, base: Scorecard, factors: Float64Array): Scorecard =>
  withWeights(base, new Map(columns.map((weight, k) => [weight, twoDecimals(weight.value, factors[k] as number)])));

/** What was not moved keeps its digits. */
const twoDecimals = (value: number, factor: number): number => (factor === 1 ? value : Number((value * factor).toFixed(2)) + 0);

function rowOf({ band, reading }: BandedCase, columns: readonly Weight[], base: Scorecard): OrdinalRow {
  const held = columns.flatMap((weight, column) => {
    const value = weight.value * weight.share(reading);
    return value === 0 ? [] : [{ column, value }];
  });
  return {
    at: held.map(({ column }) => column), values: held.map(({ value }) => value),
    fixed: logitUnder(base, reading) - held.reduce((sum, { value }) => sum + value, 0),
    ...intervalOf(band, reading, base),
  };
}

/**
 * The log-odds in which a case is read as it is labelled. A floor hides how far under it the sum lies, a limit how
 * far above it: a case at its floor or limit is right with any sum beyond (a censored observation).
 */
function intervalOf(label: Band, { floor, limit }: Unweighed, card: Scorecard): { low: number; high: number } {
  const least = floor ? BANDS.indexOf(floor.band) : 0;
  const most = limit ? BANDS.indexOf(limit.band) : BANDS.length - 1;
  const at = Math.min(most, Math.max(least, BANDS.indexOf(label)));
  return { low: at === least ? -Infinity : cutOff(at, card), high: at === most ? Infinity : cutOff(at + 1, card) };
}

/** Log-odds at which a band begins: scores are rounded before they are compared. */
function cutOff(band: number, card: Scorecard): number {
  const share = Math.min(0.999, Math.max(0.001, (leastOf(BANDS[band] as Band, card) - 0.5) / 100));
  return Math.log(share / (1 - share));
}
