/** Precision, recall and F1 of counted decisions, as shares from 0 to 1. */

/** True positives, false positives, false negatives. */
export interface Counts {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

/** A share; undefined where there is nothing to share: 0 of 0 says neither right nor wrong. */
export const share = (part: number, whole: number): number | undefined => (whole > 0 ? part / whole : undefined);

/** Undefined where nothing was labelled or found; 0 where something was labelled and nothing found (as scikit-learn has it). */
export const precision = (c: Counts): number | undefined => share(c.tp, c.tp + c.fp) ?? none(c);
export const recall = (c: Counts): number | undefined => share(c.tp, c.tp + c.fn) ?? none(c);

/** Harmonic mean of precision and recall, written so that it needs neither: 2tp / (2tp + fp + fn). */
export const f1 = ({ tp, fp, fn }: Counts): number | undefined => share(2 * tp, 2 * tp + fp + fn);

const none = ({ fp, fn }: Counts): 0 | undefined => (fp + fn > 0 ? 0 : undefined);
