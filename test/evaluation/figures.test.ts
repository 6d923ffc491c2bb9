/** Every figure of fixtures/eval against sums made by hand. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluate, evaluationSchema, type Evaluation, type Run } from '../../src/evaluation/evaluation.js';
import { estimate } from '../../src/evaluation/estimate.js';
import { inGroup } from '../../src/evaluation/groups.js';
import { isProblem, readLabelled, type LabelledCase } from '../../src/learning/labelled.js';
import { reportSchema, verdictOf } from '../../src/evaluation/verdict.js';
import type { Pair } from '../../src/evaluation/tally.js';

const lines = (file: string): unknown[] => readFileSync(`fixtures/eval/${file}`, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as unknown);
const labelled = (file: string): LabelledCase[] => lines(file).map((value, i) => {
  const read = readLabelled(value, file, i + 1);
  if (isProblem(read)) throw new Error(read.problem);
  return read;
});
function run(reports: string): Run {
  const byId = new Map(lines(reports).map((value) => reportSchema.parse(value)).map((r) => [r.id, r]));
  return { reports, pairs: [...labelled('utterances.ndjson'), ...labelled('conversations.ndjson')].map((gold): Pair => {
    const report = byId.get(gold.id);
    return { gold, ...(report && { got: verdictOf(report, gold.messages.length) }) };
  }) };
}
const none = { resamples: 0, seed: 1, level: 0.95 };
const few = { resamples: 200, seed: 7, level: 0.95 };
const now = run('reports.ndjson');
const before = run('before.ndjson');
const result = evaluate(now, { bootstrap: none, by: [], errors: {} });
const value = (id: string, of: Evaluation = result): number | undefined => of.measures[id]?.value;

describe('messages', () => {
  it('each signal', () => {
    expect(result.measures['anger']).toMatchObject({ value: 0.8, n: 2, counts: { tp: 2, fp: 1, fn: 0 } });
    expect([value('anger-precision'), value('anger-recall')]).toEqual([2 / 3, 1]);
    expect([value('media-threat'), value('stonewalling'), value('apology'), value('regulator-threat')]).toEqual([1, 1, 0, 0]);
    expect(result.measures['ultimatum']).toBeUndefined();
  });
  it('together', () => {
    expect(result.measures['micro']).toMatchObject({ value: 8 / 11, n: 5, counts: { tp: 4, fp: 2, fn: 1 } });
    // anger 0.8, media 1, stonewalling 1, apology 0; regulator-threat is labelled nowhere
    expect(value('macro')).toBeCloseTo(0.7, 12);
    expect(value('threat')).toBeCloseTo(2 / 3, 12);
    expect(result.measures['exact']).toMatchObject({ value: 3 / 6, n: 6 });
  });
  it('stage, subtype (any place of the signal), intensity', () => {
    expect([value('stage'), value('subtype'), value('intensity')]).toEqual([0, 1, 1 / 2]);
  });
  it('alarms on neutral text', () => {
    expect(result.measures['neutral-alarms']).toMatchObject({ value: 1 / 2, n: 2, better: 'lower' });
    expect(value('neutral-threats')).toBe(1 / 2);
  });
});

describe('conversations', () => {
  it('bands: a case that was not judged is right in none', () => {
    expect(result.measures['band']).toMatchObject({ value: 2 / 5, n: 5 });
    expect(value('band-within-one')).toBe(4 / 5);
    expect(result.confusion).toMatchObject({ low: { low: 1 }, medium: { high: 1 }, high: { medium: 1, none: 1, high: 0 }, critical: { critical: 1 } });
    expect(result.run.unjudged).toBe(1);
  });
  it('ranks and calibration: judged cases alone', () => {
    expect(result.measures['spearman-band']).toMatchObject({ n: 4 });
    expect(value('spearman-band')).toBeCloseTo(4.5 / Math.sqrt(22.5), 12);
    expect([value('auc-high'), value('auc-medium')]).toEqual([3.5 / 4, 1]);
    // (0.1² + 0.4² + 0.6² + 0.1²) / 4
    expect(value('brier')).toBeCloseTo(0.135, 12);
    expect(value('calibration-error')).toBeCloseTo(0.1, 12);
    expect(result.reliability).toEqual([
      { from: 0.1, to: 0.2, n: 1, chance: 0.1, serious: 0 }, { from: 0.4, to: 0.5, n: 2, chance: 0.4, serious: 0.5 }, { from: 0.9, to: 1, n: 1, chance: 0.9, serious: 1 },
    ]);
  });
  it('alarms: on one of three serious cases, three messages before its end, and on one of two others', () => {
    expect(value('alarm-recall')).toBeCloseTo(1 / 3, 12);
    expect([value('alarm-false'), value('alarm-lead')]).toEqual([1 / 2, 3]);
  });
  it('turning points, ignored threats, attribution, satisfaction', () => {
    // [1, 3] against [2], and [] against [0]
    expect(result.measures['turning-points']).toMatchObject({ value: 0.5, counts: { tp: 1, fp: 1, fn: 1 } });
    expect(value('ignored-threats')).toBeCloseTo(2 / 3, 12);
    expect(result.measures['attribution']).toMatchObject({ value: 2 / 4, n: 4 });
    expect(value('spearman-dissatisfaction')).toBeCloseTo(4.5 / Math.sqrt(22.5), 12);
    expect(value('auc-dissatisfied')).toBe(3.5 / 4);
  });
});

describe('errors', () => {
  it('are the messages with a fault, each with its rules', () => {
    expect(result.errors?.map((e) => [e.id, e.faults.map((f) => `${f.kind} ${f.signal}`)])).toEqual([
      ['u2', ['false anger', 'stage media-threat']], ['u3', ['false regulator-threat']], ['u4', ['missed apology']], ['u6', ['intensity anger']],
    ]);
    expect(result.errors?.[0]).toMatchObject({
      gold: ['media-threat/stated'], got: ['anger', 'media-threat/conditional'], phenomenon: 'plain',
      faults: [{ evidence: [{ rule: 'anger/now', words: '现在' }] }, { expected: 'stated', found: 'conditional' }],
    });
    // a finished report does not say what was cancelled
    expect(result.errors?.[2]?.faults[0]).not.toHaveProperty('cancelled');
  });
});

describe('two runs', () => {
  const compared = evaluate(now, { bootstrap: few, by: ['phenomenon'] }, before);
  it('differences by hand', () => {
    expect(compared.measures['micro']).toMatchObject({ against: { value: 6 / 9, counts: { tp: 3, fp: 1, fn: 2 } } });
    expect(compared.measures['micro']?.difference?.value).toBeCloseTo(8 / 11 - 6 / 9, 12);
    expect(compared.measures['band']?.difference).toEqual({ value: 0, low: 0, high: 0 });
  });
  it('messages that became right and wrong', () => {
    expect(compared.changes?.map((c) => [c.id, c.change, c.before, c.after])).toEqual([['u3', 'broken', [], ['regulator-threat/stated']], ['u6', 'fixed', [], ['anger/mild']]]);
  });
  it('a run against itself differs nowhere, in no sample', () => {
    for (const { difference } of estimate(now.pairs, few, now.pairs)) expect(difference).toEqual({ value: 0, low: 0, high: 0 });
  });
  it('a signal that one run alone found differs by the whole, with an interval', () => {
    const { difference, against } = compared.measures['regulator-threat-precision'] ?? {};
    expect(against?.value).toBe(0);
    expect(difference).toEqual({ value: 0, low: 0, high: 0 });
  });
  it('turned round, differences turn sign', () => {
    const back = evaluate(before, { bootstrap: few, by: [] }, now).measures['micro']?.difference;
    const there = compared.measures['micro']?.difference;
    expect(back?.low).toBeCloseTo(-(there?.high ?? NaN), 12);
    expect(back?.high).toBeCloseTo(-(there?.low ?? NaN), 12);
  });
});

describe('groups', () => {
  it('by phenomenon, speaker and set', () => {
    const { groups = [] } = evaluate(now, { bootstrap: none, by: ['phenomenon', 'speaker', 'set'] });
    expect(groups.map((g) => [g.by, g.name, g.measures['exact']?.value, g.measures['band']?.n])).toEqual([
      ['phenomenon', 'plain', 2 / 4, undefined], ['phenomenon', 'trap', 1 / 2, undefined], ['phenomenon', '-', undefined, 5],
      ['speaker', 'customer', 2 / 4, undefined], ['speaker', 'agent', 1 / 2, undefined],
      ['set', 'utterances.ndjson', 3 / 6, undefined], ['set', 'conversations.ndjson', undefined, 5],
    ]);
  });
  it('counts of a grouping add up to the whole', () => {
    const total = ['customer', 'agent'].map((name) => estimate(inGroup(now.pairs, 'speaker', name), none).find((e) => e.measure.id === 'micro')?.counts?.tp ?? 0);
    expect(total.reduce((a, b) => a + b, 0)).toBe(4);
  });
});

describe('intervals', () => {
  it('are the same for the same seed, others for another', () => {
    const intervals = (seed: number) => estimate(now.pairs, { ...few, seed }).map((e) => [e.measure.id, e.low, e.high]);
    expect(intervals(7)).toEqual(intervals(7));
    expect(intervals(7)).not.toEqual(intervals(8));
  });
  it('hold the figure itself for shares', () => {
    for (const { measure, value: at, low = -1, high = 2 } of estimate(now.pairs, few)) {
      if (measure.unit === 'share') expect(low <= at && at <= high, measure.id).toBe(true);
    }
  });
  it('are left out without samples', () => {
    expect(result.measures['micro']).not.toHaveProperty('low');
  });
});

describe('the result', () => {
  it('is what its schema says', () => {
    const whole = evaluate(now, { bootstrap: few, by: ['set', 'speaker', 'phenomenon'], errors: {} }, before);
    expect(evaluationSchema.parse(JSON.parse(JSON.stringify(whole)))).toEqual(JSON.parse(JSON.stringify(whole)));
  });
  it('of nothing has no figures', () => {
    expect(evaluate({ pairs: [] }, { bootstrap: few, by: ['set'] })).toMatchObject({ measures: {}, sets: [] });
  });
});
