/** Rank statistics and ratios: values by hand, and what must hold for all. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auc, median, midRanks, quantile, spearman } from '../../src/data/ranks.js';
import { f1, precision, recall, share } from '../../src/evaluation/ratios.js';
import { matchWithin } from '../../src/evaluation/tolerance.js';
import { expectedError } from '../../src/evaluation/calibration.js';

const scores = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.boolean()), { minLength: 2, maxLength: 40 });
const counts = fc.record({ tp: fc.nat(50), fp: fc.nat(50), fn: fc.nat(50) });

describe('ranks', () => {
  it('ties share the mean of their ranks', () => {
    expect(midRanks([30, 10, 20, 10])).toEqual([4, 1.5, 3, 1.5]);
    expect(midRanks([5, 5, 5])).toEqual([2, 2, 2]);
  });
  it('ranks add up to n(n+1)/2 whatever the ties', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 40 }), (values) => {
      expect(midRanks(values).reduce((a, b) => a + b, 0)).toBe((values.length * (values.length + 1)) / 2);
    }));
  });
});

describe('Spearman', () => {
  it('by hand', () => {
    expect(spearman([1, 2, 3], [10, 20, 30])).toBeCloseTo(1, 12);
    expect(spearman([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    // ranks 1 2.5 2.5 4 and 1 2 3 4: 4.5 / √(4.5 · 5)
    expect(spearman([10, 40, 40, 90], [0, 1, 2, 3])).toBeCloseTo(4.5 / Math.sqrt(22.5), 12);
  });
  it('is undefined where a side does not vary', () => {
    expect(spearman([1, 1, 1], [1, 2, 3])).toBeUndefined();
    expect(spearman([], [])).toBeUndefined();
  });
});

describe('AUC', () => {
  it('by hand: pairs won, ties half', () => {
    // 40 > 10, 40 = 40, 90 > 10, 90 > 40
    expect(auc([10, 40, 40, 90], [false, false, true, true])).toBe(3.5 / 4);
    expect(auc([1, 1], [true, false])).toBe(0.5);
    expect(auc([1, 2], [true, true])).toBeUndefined();
  });
  it('is the share of pairs in the right order', () => {
    fc.assert(fc.property(scores, (cases) => {
      const [yes, no] = [cases.filter(([, y]) => y), cases.filter(([, y]) => !y)];
      const area = auc(cases.map(([s]) => s), cases.map(([, y]) => y));
      if (yes.length === 0 || no.length === 0) {
        expect(area).toBeUndefined();
        return;
      }
      const won = yes.flatMap(([a]) => no.map(([b]) => (a > b ? 1 : a === b ? 0.5 : 0))).reduce((x: number, y) => x + y, 0);
      expect(area).toBeCloseTo(won / (yes.length * no.length), 10);
    }));
  });
  it('does not change under a monotone map, and turns round with the labels', () => {
    fc.assert(fc.property(scores, (cases) => {
      const [s, y] = [cases.map(([v]) => v), cases.map(([, v]) => v)];
      const area = auc(s, y);
      expect(auc(s.map((v) => Math.exp(v / 3) - 7), y)).toBe(area);
      if (area !== undefined) expect(auc(s, y.map((v) => !v))).toBeCloseTo(1 - area, 10);
    }));
  });
});

describe('ratios', () => {
  it('by hand', () => {
    const c = { tp: 4, fp: 2, fn: 1 };
    expect([precision(c), recall(c), f1(c)]).toEqual([4 / 6, 4 / 5, 8 / 11]);
  });
  it('nothing found of what is labelled is 0; nothing of nothing is no figure', () => {
    expect([precision({ tp: 0, fp: 0, fn: 3 }), recall({ tp: 0, fp: 3, fn: 0 })]).toEqual([0, 0]);
    expect([precision, recall, f1].map((of) => of({ tp: 0, fp: 0, fn: 0 }))).toEqual([undefined, undefined, undefined]);
    expect(share(0, 0)).toBeUndefined();
  });
  it('F1 lies between precision and recall, and is their harmonic mean', () => {
    fc.assert(fc.property(counts, (c) => {
      const [p, r, f] = [precision(c), recall(c), f1(c)];
      if (p === undefined || r === undefined || f === undefined) {
        expect(c.tp + c.fp + c.fn).toBe(0);
        return;
      }
      expect(f).toBeGreaterThanOrEqual(Math.min(p, r) - 1e-12);
      expect(f).toBeLessThanOrEqual(Math.max(p, r) + 1e-12);
      expect(f).toBeCloseTo(p + r > 0 ? (2 * p * r) / (p + r) : 0, 10);
    }));
  });
});

describe('quantiles', () => {
  it('lie between order statistics as NumPy has them', () => {
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    expect([median([3, 1]), median([5, 1, 2]), median([])]).toEqual([2, 2, undefined]);
  });
});

describe('matching within a tolerance', () => {
  it('each index counts once', () => {
    expect(matchWithin([1, 3], [2], 1)).toEqual({ tp: 1, fp: 0, fn: 1 });
    expect(matchWithin([5], [4, 6], 1)).toEqual({ tp: 1, fp: 1, fn: 0 });
    expect(matchWithin([5], [7], 1)).toEqual({ tp: 0, fp: 1, fn: 1 });
  });
});

describe('expected calibration error', () => {
  it('weighs bins by their cases', () => {
    // |0.1 − 0| + |0.8 − 1| + |0.9 − 1| over four cases
    expect(expectedError([{ n: 1, chance: 0.1, serious: 0 }, { n: 2, chance: 0.8, serious: 1 }, { n: 1, chance: 0.9, serious: 1 }])).toBeCloseTo(0.1, 12);
    expect(expectedError([])).toBeUndefined();
  });
});
