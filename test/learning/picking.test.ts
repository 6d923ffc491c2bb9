/** Picking what to label next. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textKey, type Candidate } from '../../src/learning/candidate.js';
import { featuresOf } from '../../src/learning/examples.js';
import type { Thought } from '../../src/learning/layer.js';
import { Likeness } from '../../src/learning/likeness.js';
import { isCheck, PICKING, pickMessages, type Pick, type PickSettings } from '../../src/learning/picking.js';
import { Pool } from '../../src/learning/pool.js';
import { thinker } from '../../src/learning/thinking.js';
import { disagreement, entropy, uncertaintyOf } from '../../src/learning/uncertainty.js';
import { CUSTOMER_SIGNALS, THREATS, type SignalId } from '../../src/model.js';
import { judging, talk } from '../helpers.js';

const thought = (signal: SignalId, probability: number, words = probability, ruled = false): Thought => ({ signal, probability, words, ruled, logit: Math.log(probability / (1 - probability)) });
const candidate = (id: string, text: string, thoughts: readonly Thought[], heard: readonly SignalId[] = []): Candidate => ({ id, side: 'customer', text, thoughts, heard: new Set(heard), features: () => featuresOf(text) });
const shown = (picks: readonly Pick[]): string[] => picks.map((p) => `${p.why} ${p.candidate.id}`);
const texts = (picks: readonly Pick[]): string[] => picks.map((p) => p.candidate.text);

const characters = [...new Set('退款投诉你们三天没人理我要找领导曝光谢谢好的快递坏了钱')];
const messages = fc.array(fc.record({
  text: fc.array(fc.constantFrom(...characters), { minLength: 1, maxLength: 14 }).map((c) => c.join('')),
  anger: fc.double({ min: 0, max: 1, noNaN: true }), words: fc.double({ min: 0, max: 1, noNaN: true }), ruled: fc.boolean(), threat: fc.double({ min: 0, max: 0.2, noNaN: true }),
}), { maxLength: 60 }).map((list) => list.map(({ text, anger, words, ruled, threat }, i) => candidate(`m${i}`, text, [thought('anger', anger, words, ruled), thought('media-threat', threat)], ruled ? ['anger'] : [])));

describe('uncertainty', () => {
  it('is the entropy in bits, and the Jensen–Shannon divergence of two votes', () => {
    expect([entropy(0), entropy(0.5), entropy(1)]).toEqual([0, 1, 0]);
    expect([disagreement(true, 1), disagreement(false, 0), disagreement(true, 0), disagreement(false, 1)]).toEqual([0, 0, 1, 1]);
    expect(disagreement(true, 0.3)).toBeCloseTo(disagreement(false, 0.7), 12);
  });
  it('lies between 0 and 1, and no further signal lowers it', () => {
    const some = fc.array(fc.record({ signal: fc.constantFrom(...CUSTOMER_SIGNALS), probability: fc.double({ min: 0, max: 1, noNaN: true }), words: fc.double({ min: 0, max: 1, noNaN: true }), ruled: fc.boolean() }), { maxLength: 8 });
    fc.assert(fc.property(some, (thoughts) => {
      const { value } = uncertaintyOf(thoughts.map((t) => ({ ...t, logit: 0 })));
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
      expect(value).toBeGreaterThanOrEqual(uncertaintyOf(thoughts.slice(1).map((t) => ({ ...t, logit: 0 }))).value - 1e-12);
    }));
  });
  it('counts threats, and says what it is about', () => {
    for (const threat of THREATS) expect(uncertaintyOf([thought('anger', 0.01), thought(threat, 0.5)]).about[0]?.signal).toBe(threat);
    expect(uncertaintyOf([thought('anger', 0.5, 0.4, true)]).cause).toBe('uncertain');
    expect(uncertaintyOf([thought('anger', 0.95, 0.02, true)]).cause).toBe('disagreement');
  });
});

describe('picks', () => {
  const pick = (list: readonly Candidate[], settings: Partial<PickSettings> & { count: number }): Pick[] => pickMessages(list, settings);

  it('are the same again, and in whatever order messages come', () => {
    fc.assert(fc.property(messages, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 9 }), (list, count, seed) => {
      const once = shown(pick(list, { count, seed }));
      expect(shown(pick(list, { count, seed }))).toEqual(once);
      expect(shown(pick([...list].reverse(), { count, seed }))).toEqual(once);
    }));
  });
  it('never ask a text twice, nor one that is nearly the same', () => {
    fc.assert(fc.property(messages, fc.integer({ min: 1, max: 30 }), (list, count) => {
      const picks = pick([...list, ...list.map((m) => ({ ...m, id: `${m.id} again` }))], { count });
      const likeness = new Likeness(picks.map((p) => p.candidate.features()));
      picks.forEach((_, i) => {
        expect(likeness.nearest[i]).toBeLessThan(PICKING.near);
        likeness.take(i);
      });
      expect(new Set(picks.map((p) => textKey(p.candidate))).size).toBe(picks.length);
    }));
  });
  it('are as many as asked for, or all that differ', () => {
    fc.assert(fc.property(messages, fc.integer({ min: 1, max: 80 }), (list, count) => {
      const picks = pick(list, { count, near: 1.01 });
      expect(picks).toHaveLength(Math.min(count, new Set(list.map(textKey)).size));
    }));
  });
  it('without checks are those of a naive search', () => {
    fc.assert(fc.property(messages, fc.integer({ min: 1, max: 20 }), fc.constantFrom(0.3, 0.5, 0.8, 1), (list, count, relevance) => {
      expect(texts(pick(list, { count, relevance, checks: 0 }))).toEqual(naive(list, count, relevance));
    }));
  });
  it('hold a tenth of checks, evenly spread, of what kesu is sure of', () => {
    const doubtful = characters.map((c, i) => candidate(`d${i}`, `${c}字`, [thought('anger', 0.5)]));
    const sure = characters.map((c, i) => candidate(`s${i}`, `${c}${c}文`, [thought('anger', 0.001)], i % 2 ? [] : [i % 4 ? 'anger' : 'abuse']));
    const picks = pick([...doubtful, ...sure], { count: 20 });
    expect(picks.map((p) => p.why).flatMap((why, i) => (why === 'check' ? [i] : []))).toEqual([9, 19]);
    for (const p of picks) expect(p.candidate.id.startsWith(p.why === 'check' ? 's' : 'd')).toBe(true);
    // by turns with a signal and without
    const half = pick([...doubtful, ...sure], { count: 16, checks: 0.5 }).filter((p) => p.why === 'check').map((p) => [...p.candidate.heard][0] ?? 'none');
    expect(half).toHaveLength(8);
    expect(half.filter((h) => h === 'none')).toHaveLength(4);
    expect(new Set(half)).toEqual(new Set(['none', 'anger', 'abuse']));
    const drawn = (seed: number): string[] => pick([...doubtful, ...sure], { count: 20, seed }).filter((p) => p.why === 'check').map((p) => p.candidate.id);
    expect(new Set([1, 2, 3, 4, 5, 6].map((seed) => drawn(seed).join(' '))).size).toBeGreaterThan(3);
  });
  it.each([[1, 0], [5, 1], [20, 2], [50, 5], [100, 10]])('of %i places %i are for checks', (count, checks) => {
    expect(Array.from({ length: count }, (_, i) => isCheck(i, count, 0.1)).filter(Boolean)).toHaveLength(checks);
  });
  it('leave out what is known', () => {
    const list = characters.map((c, i) => candidate(`d${i}`, `${c}${c}文`, [thought('anger', 0.5)]));
    const known = new Set(list.slice(0, 20).map(textKey));
    expect(texts(pick(list, { count: 100, known })).sort()).toEqual([...new Set(list.slice(20).map((c) => c.text).filter((t) => !list.slice(0, 20).some((k) => k.text === t)))].sort());
  });
  it('of a hundred thousand messages hold few', () => {
    let made = 0;
    const many = function* (): Generator<Candidate> {
      for (let i = 0; i < 100_000; i += 1) {
        const text = `${i.toString(26).replace(/\d/g, (d) => characters[Number(d)] as string)}单`;
        yield { ...candidate(`m${i}`, text, [thought('anger', ((i * 7919) % 1000) / 2000)]), features: () => ((made += 1), featuresOf(text)) };
      }
    };
    expect(pickMessages(many(), { count: 20 })).toHaveLength(20);
    expect(made).toBeLessThan(1_100);
  });
});

/** All compared with all, one after another: what the picker must give. */
function naive(list: readonly Candidate[], count: number, relevance: number): string[] {
  const cosine = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => [...a].filter((g) => b.has(g)).length / Math.sqrt(a.size * b.size);
  const grams = (c: Candidate): Set<string> => new Set(c.features().filter((f) => !f.startsWith('###')));
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  const left = list.map((c) => ({ c, value: uncertaintyOf(c.thoughts).value, grams: grams(c) }))
    .sort((a, b) => b.value - a.value || order(textKey(a.c), textKey(b.c)) || order(a.c.id, b.c.id))
    .filter(({ c }, i, all) => all.findIndex((o) => textKey(o.c) === textKey(c)) === i);
  const picked: typeof left = [];
  while (picked.length < count) {
    const nearest = (o: (typeof left)[number]): number => Math.max(0, ...picked.map((p) => cosine(o.grams, p.grams)));
    const open = left.filter((o) => !picked.includes(o) && nearest(o) < PICKING.near);
    const worth = (o: (typeof left)[number]): number => relevance * o.value - (1 - relevance) * nearest(o);
    const best = open.reduce<(typeof left)[number] | undefined>((b, o) => (b && worth(b) >= worth(o) ? b : o), undefined);
    if (!best) break;
    picked.push(best);
  }
  return picked.map((p) => p.c.text);
}

describe('the pool', () => {
  it('holds the best of each key, however they come', () => {
    const items = fc.array(fc.record({ key: fc.constantFrom(...'abcdefghij'), id: fc.string({ maxLength: 2 }), rank: fc.integer({ min: 0, max: 5 }) }));
    fc.assert(fc.property(items, fc.integer({ min: 1, max: 4 }), (list, most) => {
      const pool = new Pool(most);
      for (const item of list) pool.add(item);
      const ranks = [...new Set(list.map((i) => i.key))].map((key) => ({ key, rank: Math.max(...list.filter((i) => i.key === key).map((i) => i.rank)) }));
      const expected = ranks.sort((a, b) => b.rank - a.rank || (a.key < b.key ? -1 : 1)).slice(0, most);
      expect(pool.best().map(({ key, rank }) => ({ key, rank }))).toEqual(expected);
    }));
  });
});

describe('what kesu thinks of a conversation', () => {
  it('is asked of customers and agents who say something', () => {
    const think = thinker(judging.reader);
    const considered = [...think(talk('S: 会话开始', 'C: 再不退款我就打12315', 'B: 请问有什么可以帮您', 'A: 非常抱歉', 'C: ……'))];
    expect(considered.map((c) => [c.index, c.side, c.labels])).toEqual([
      [1, 'customer', [{ signal: 'regulator-threat', stage: 'conditional' }]],
      [3, 'agent', [{ signal: 'apology' }]],
    ]);
    expect(considered[0]?.thoughts.map((t) => t.signal).sort()).toEqual([...CUSTOMER_SIGNALS].sort());
    expect(considered[0]?.thoughts.find((t) => t.signal === 'regulator-threat')?.ruled).toBe(true);
  });
});
