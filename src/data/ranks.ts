/** Rank statistics. Ties share the mean of their ranks, so that neither order among them counts. */

/** Ranks from 1, ascending. */
export function midRanks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => at(values, a) - at(values, b));
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && at(values, at(order, to + 1)) === at(values, at(order, from))) to += 1;
    for (let k = from; k <= to; k += 1) ranks[at(order, k)] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

/** Spearman's rho: Pearson's correlation of the ranks; undefined where one side does not vary. */
export function spearman(a: readonly number[], b: readonly number[]): number | undefined {
  return pearson(midRanks(a), midRanks(b));
}

function pearson(a: readonly number[], b: readonly number[]): number | undefined {
  const [ma, mb] = [mean(a), mean(b)];
  let [both, varA, varB] = [0, 0, 0];
  a.forEach((value, i) => {
    const [da, db] = [value - ma, at(b, i) - mb];
    both += da * db;
    varA += da * da;
    varB += db * db;
  });
  return varA > 0 && varB > 0 ? both / Math.sqrt(varA * varB) : undefined;
}

/**
 * Area under the ROC curve: the chance that a positive case has the higher score than a negative one, ties
 * counting half (Mann and Whitney's U over all pairs). Undefined where one kind is missing.
 */
export function auc(scores: readonly number[], positive: readonly boolean[]): number | undefined {
  const ranks = midRanks(scores);
  const positives = positive.filter(Boolean).length;
  const negatives = positive.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  const sum = ranks.reduce((total, rank, i) => total + (positive[i] ? rank : 0), 0);
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

export const mean = (values: readonly number[]): number => values.reduce((total, v) => total + v, 0) / values.length;

export function median(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : quantile([...values].sort((a, b) => a - b), 0.5);
}

/**
 * Linear interpolation between order statistics (Hyndman and Fan's type 7, the default of R and NumPy).
 * @param sorted ascending, not empty
 */
export function quantile(sorted: readonly number[], q: number): number {
  const place = q * (sorted.length - 1);
  const [low, high] = [at(sorted, Math.floor(place)), at(sorted, Math.ceil(place))];
  return low + (high - low) * (place - Math.floor(place));
}

const at = (list: readonly number[], index: number): number => list[index] as number;
