import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/data/random.js';
import { intervalOf, resamples } from '../../src/evaluation/bootstrap.js';

describe('the bootstrap', () => {
  it('draws the same samples for the same seed', () => {
    const draw = (seed: number): number[][] => [...resamples(12, { resamples: 5, seed, level: 0.95 })].map((s) => [...s]);
    fc.assert(fc.property(fc.nat(), (seed) => {
      expect(draw(seed)).toEqual(draw(seed));
      expect(draw(seed).flat().every((place) => place >= 0 && place < 12)).toBe(true);
    }));
    expect(draw(1)).not.toEqual(draw(2));
  });
  it('draws evenly', () => {
    const random = seeded(3);
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i += 1) {
      const bin = Math.floor(random() * 10);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    // 2,000 expected in each, standard deviation 42
    expect(Math.min(...bins)).toBeGreaterThan(1_800);
    expect(Math.max(...bins)).toBeLessThan(2_200);
  });
  it('takes the middle of the values; undefined ones do not count', () => {
    const values = Array.from({ length: 101 }, (_, i) => i);
    const interval = intervalOf(values, 0.9);
    expect(interval?.low).toBeCloseTo(5, 10);
    expect(interval?.high).toBeCloseTo(95, 10);
    expect(intervalOf([undefined, ...values, undefined], 0.9)).toEqual(interval);
    expect(intervalOf([undefined], 0.9)).toBeUndefined();
  });
  it('finds the interval of a mean that theory gives', () => {
    // 400 throws of a fair coin: the share of heads has a standard error of 0.025
    const coins = Array.from({ length: 400 }, (_, i) => i % 2);
    const means = [...resamples(400, { resamples: 2000, seed: 11, level: 0.95 })].map((s) => [...s].reduce((sum, i) => sum + (coins[i] as number), 0) / 400);
    const { low, high } = intervalOf(means, 0.95) as { low: number; high: number };
    expect(low).toBeGreaterThan(0.5 - 0.055);
    expect(low).toBeLessThan(0.5 - 0.043);
    expect(high - 0.5).toBeCloseTo(0.5 - low, 1);
  });
});
