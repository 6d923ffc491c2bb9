/**
 * Whether a score of 70 means that seven in ten such cases are serious: the score over 100, read as the chance
 * that the band is high or critical (the score is 100 times a logistic, design.md §*Risk*).
 */
export const BINS = 10;

/** Cases whose scores lie in one tenth of the scale: how many, the sum of their chances, and how many were serious. */
export interface Bin {
  readonly n: number;
  readonly chance: number;
  readonly serious: number;
}

/** Tenths of the scale from 0; the last holds 100 too. */
export const binOf = (chance: number): number => Math.min(BINS - 1, Math.floor(chance * BINS));

/** Squared error of the chance; its mean over cases is Brier's score: 0 is perfect, 0.25 is what always saying 0.5 gets. */
export const squaredError = (chance: number, serious: boolean): number => (chance - Number(serious)) ** 2;

/** Expected calibration error: how far mean chance and share of serious cases lie apart in a bin, weighted by cases. */
export function expectedError(bins: readonly Bin[]): number | undefined {
  const all = bins.reduce((total, { n }) => total + n, 0);
  return all > 0 ? bins.reduce((sum, { chance, serious }) => sum + Math.abs(chance - serious), 0) / all : undefined;
}
