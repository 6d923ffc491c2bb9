/**
 * Bands as what is seen of the log-odds: proportional odds (cumulative link; McCullagh, *Regression Models for
 * Ordinal Data*, 1980) with the cut-offs fixed, for they are the limits of the scorecard's bands. What is fitted
 * is a factor for each weight, near 1 unless the labels speak up, and never negative.
 *
 * With the cut-offs fixed the loss of a case falls apart in two logistic ones, *above the lower limit* and *below
 * the upper one* (their difference from the true likelihood is constant), so it is convex.
 */

/** One case: the columns that are not 0, and the interval of log-odds that its label leaves. */
export interface OrdinalRow {
  readonly at: readonly number[];
  /** What a factor of 1 adds to the log-odds. */
  readonly values: readonly number[];
  /** Log-odds of what is not fitted. */
  readonly fixed: number;
  /** −∞ and ∞ where a side is open. */
  readonly low: number;
  readonly high: number;
}

/**
 * How much the odds of a label rise with a unit of log-odds, to the power of e. 3 makes the spread of labels about a
 * case (π ÷ √3 ÷ 3 = 0.6) half the narrowest band of the shipped scorecard (1.16): one that stands amid it
 * is expected to be labelled so in seven of ten cases. A choice: from 1 to 5 the outcome hardly differs.
 */
export const SLOPE = 3;

const softplus = (x: number): number => (x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x)));
const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Of one case at some log-odds; 0 where both sides are open. */
export const ordinalLoss = ({ low, high }: Pick<OrdinalRow, 'low' | 'high'>, logit: number, slope = SLOPE): number =>
  softplus(slope * (low - logit)) + softplus(slope * (logit - high));

export const logitOf = ({ at, values, fixed }: OrdinalRow, factors: ArrayLike<number>): number =>
  at.reduce((sum, column, k) => sum + (values[k] as number) * (factors[column] as number), fixed);

const SWEEPS = 2000;
/** No factor moves more in a sweep: weights are written with two decimals. */
const PRECISION = 1e-4;

/**
 * Column by column to the minimum of a parabola that lies above the loss and touches it where it stands (Böhning &
 * Lindsay 1988: a logistic bends at most ¼), cut off at 0: no step can raise the loss, and bounds, which L-BFGS
 * in logistic.ts does not know, hold exactly.
 * @param ridges by column, the weight of half the squared distance of its factor from 1: the inverse root is how far from 1, give or take, one is thought to lie
 */
export function fitOrdinal(rows: readonly OrdinalRow[], ridges: readonly number[], start?: Float64Array, slope = SLOPE): Float64Array {
  const factors = start?.slice() ?? new Float64Array(ridges.length).fill(1);
  const logits = Float64Array.from(rows, (row) => logitOf(row, factors));
  const cells = cellsOf(rows, ridges.length);
  const bends = cells.map((own, column) => own.reduce((sum, { row, value }) => sum + sides(rows[row] as OrdinalRow) * 0.25 * (slope * value) ** 2, ridges[column] as number));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let furthest = 0;
    cells.forEach((own, column) => {
      const factor = factors[column] as number;
      let rise = (ridges[column] as number) * (factor - 1);
      for (const { row, value } of own) {
        const { low, high } = rows[row] as OrdinalRow;
        const logit = logits[row] as number;
        rise += slope * value * (sigmoid(slope * (logit - high)) - sigmoid(slope * (low - logit)));
      }
      const next = Math.max(0, factor - rise / (bends[column] as number));
      const step = next - factor;
      if (step === 0) return;
      factors[column] = next;
      for (const { row, value } of own) logits[row] = (logits[row] as number) + step * value;
      furthest = Math.max(furthest, Math.abs(step));
    });
    if (furthest < PRECISION) break;
  }
  return factors;
}

const sides = ({ low, high }: OrdinalRow): number => Number(low > -Infinity) + Number(high < Infinity);

interface Cell {
  readonly row: number;
  readonly value: number;
}

/** By column, the rows that have something in it. */
function cellsOf(rows: readonly OrdinalRow[], columns: number): Cell[][] {
  const cells = Array.from({ length: columns }, (): Cell[] => []);
  rows.forEach(({ at, values }, row) => at.forEach((column, k) => cells[column]?.push({ row, value: values[k] as number })));
  return cells;
}
