import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../../src/data/random.js';
import { fitScorecard, LEAST_LABELLED, type ScorecardFit } from '../../src/learning/fit-scorecard.js';
import { foldsOf } from '../../src/learning/folds.js';
import { casesIn } from '../../src/learning/gold-sets.js';
import { LEAST_CASES, learnWeights } from '../../src/learning/learn-weights.js';
import { fitOrdinal, logitOf, ordinalLoss, type OrdinalRow } from '../../src/learning/ordinal.js';
import { bandedCases, type LabelledConversation } from '../../src/learning/scorecard-cases.js';
import { allWeights, weightsOf, withWeights } from '../../src/learning/scorecard-weights.js';
import { fingerprintOf } from '../../src/learning/weights.js';
import { writeScorecard } from '../../src/learning/write-scorecard.js';
import { FINDINGS, SIGNALS, type Conversation, type Finding, type Signal, type SignalId } from '../../src/model.js';
import { judge } from '../../src/risk/case-report.js';
import { Ledger } from '../../src/risk/ledger.js';
import { scoreOf } from '../../src/risk/score.js';
import { readScorecard, scorecardFile, type Scorecard } from '../../src/risk/scorecard.js';
import { judgedUnder, logitUnder, unweighed } from '../../src/risk/unweighed.js';
import { judging, scored } from '../helpers.js';

const base = judging.scorecard;
const read = (name: string): LabelledConversation[] => {
  const path = new URL(`../../fixtures/gold/${name}`, import.meta.url).pathname;
  return casesIn(readFileSync(path, 'utf8'), path).map((gold) => ({
    gold, conversation: { meta: {}, source: { file: gold.set, line: gold.line }, ...gold.unlabelled } as unknown as Conversation,
  }));
};
const labelled = read('conversations-a.ndjson');
const more = read('conversations-b.ndjson');
const cases = bandedCases(labelled, judging);

/** Each weight but the bias times 0.4 to 2.5, evenly in logarithms. */
function distorted(seed: number): Scorecard {
  const random = seeded(seed);
  return withWeights(base, new Map(weightsOf(base).filter((w) => w.path[0] !== 'bias').map((w) => [w, w.value * Math.exp(Math.log(0.4) + random() * Math.log(2.5 / 0.4))])));
}

const fitFrom = (scorecard: Scorecard, seed = 1, from = labelled): ScorecardFit => fitScorecard(from, { ...judging, scorecard }, { seed });

describe('the sum as a function of the weights', () => {
  const agents = new Set<string>(['stonewalling', 'provocation', 'overpromise', 'apology', 'empathy', 'ownership', 'solution', 'commitment']);
  const step = fc.record({ id: fc.constantFrom(...SIGNALS), hot: fc.boolean(), strength: fc.double({ min: 0.1, max: 1, noNaN: true }), finding: fc.option(fc.constantFrom(...FINDINGS), { nil: undefined }) });
  const weights = fc.array(fc.double({ min: 0, max: 9, noNaN: true }), { minLength: 60, maxLength: 60 });
  const signal = (id: SignalId, message: number, strength: number): Signal => ({ signal: id, rule: `${id}/x`, message, start: 0, end: 1, text: 'x', strength, modifiers: [] });

  it('is that of the ledger, whatever the weights, and so is the score (property)', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 15 }), weights, (steps, values) => {
      const card = withWeights(base, new Map(allWeights(base).map((w, k) => [w, values[k] as number])));
      const ledgers = [base, card].map((c) => {
        const ledger = new Ledger(c);
        steps.forEach(({ id, hot, strength, finding }, i) => {
          const side = agents.has(id) ? 'agent' as const : 'customer' as const;
          const findings: Finding[] = finding ? [{ kind: finding, messages: [i], evidence: [], detail: {} }] : [];
          ledger.add(i, { side, signals: [signal(id, i, strength)], findings, hot: side === 'customer' && hot, continues: false });
        });
        return ledger;
      });
      const [here, other] = ledgers as [Ledger, Ledger];
      expect(logitUnder(card, unweighed(here))).toBeCloseTo(other.terms().reduce((sum, t) => sum + t.logit, 0), 9);
      expect(judgedUnder(card, unweighed(here)).score).toBe(Math.round(scoreOf(other, card)));
    }));
  });

  it('gives the scores and bands of the reports', () => {
    expect(cases).toHaveLength(64);
    expect(cases.map((c) => judgedUnder(base, c.reading))).toEqual(labelled.map(({ conversation }) => {
      const { score, band } = scored(judge(conversation, judging)).risk;
      return { score, band };
    }));
  });
});

describe('fitting factors to intervals', () => {
  const cell = fc.double({ min: -2, max: 3, noNaN: true });
  const row = fc.record({ values: fc.array(cell, { minLength: 3, maxLength: 3 }), fixed: fc.double({ min: -3, max: 3, noNaN: true }), band: fc.integer({ min: 0, max: 3 }) })
    .map(({ values, fixed, band }): OrdinalRow => ({ at: [0, 1, 2], values, fixed, low: [-Infinity, -2, 0, 1][band] as number, high: [-2, 0, 1, Infinity][band] as number }));
  const loss = (rows: readonly OrdinalRow[], factors: readonly number[], ridge: number): number =>
    rows.reduce((sum, r) => sum + ordinalLoss(r, logitOf(r, factors)), 0) + factors.reduce((sum, f) => sum + 0.5 * ridge * (f - 1) ** 2, 0);

  it('keeps signs, and nothing near it is better (property)', () => {
    fc.assert(fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), fc.constantFrom(1, 10, 100), (rows, ridge) => {
      const found = [...fitOrdinal(rows, [ridge, ridge, ridge])];
      const least = loss(rows, found, ridge);
      found.forEach((factor, k) => {
        expect(factor).toBeGreaterThanOrEqual(0);
        for (const by of [-0.05, 0.05]) expect(loss(rows, found.with(k, Math.max(0, factor + by)), ridge)).toBeGreaterThan(least - 1e-4);
      });
    }), { numRuns: 50 });
  });

  it('a firmer ridge moves less', () => {
    const rows: OrdinalRow[] = Array.from({ length: 8 }, () => ({ at: [0], values: [1], fixed: -3, low: 0, high: Infinity }));
    const moved = [1, 10, 1000].map((ridge) => (fitOrdinal(rows, [ridge])[0] as number) - 1);
    expect(moved[0]).toBeGreaterThan(moved[1] as number);
    expect(moved[1]).toBeGreaterThan(moved[2] as number);
    expect(moved[2]).toBeGreaterThan(0);
  });
});

describe('parts for cross-validation', () => {
  it('keep groups whole, and spread sizes and classes evenly (property)', () => {
    fc.assert(fc.property(fc.array(fc.record({ group: fc.integer({ min: 0, max: 30 }), rank: fc.integer({ min: 0, max: 3 }) }), { maxLength: 60 }), fc.integer(), (items, seed) => {
      const parts = foldsOf(items, { parts: 5, groupOf: (i) => String(i.group), classOf: (i) => i.rank, random: seeded(seed) });
      const groups = new Map(items.map((item, i) => [item.group, parts[i]]));
      items.forEach((item, i) => expect(parts[i]).toBe(groups.get(item.group)));
      const sizes = [0, 1, 2, 3, 4].map((part) => [...groups.values()].filter((p) => p === part).length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }));
  });

  it('conversations of a case, a customer or the same words are one group', () => {
    const [first, ...rest] = labelled.slice(0, 6) as [LabelledConversation, ...LabelledConversation[]];
    const about = [{ case: 'K' }, { case: 'K', customer: 'U' }, { customer: 'U' }, { customer: 'nobody' }, { customer: 'nobody' }];
    const linked = [first, first, ...rest].map(({ gold, conversation }, i) => ({ gold, conversation: { ...conversation, ...(i >= 2 && about[i - 2]) } }));
    const groups = bandedCases(linked, judging, { case: () => true, customer: (c) => c !== 'nobody' }).map((c) => c.group);
    expect(groups.map((g) => groups.indexOf(g))).toEqual([0, 0, 2, 2, 2, 5, 6]);
  });
});

describe('learning the scorecard', () => {
  it('learns back from distorted weights, on cases it has not seen', () => {
    const fits = [1, 2, 3].map((seed) => fitFrom(distorted(seed), 1, [...labelled, ...more]));
    const mean = (of: (fit: ScorecardFit) => number): number => fits.reduce((sum, fit) => sum + of(fit), 0) / fits.length;
    expect(mean((f) => (f.after?.loss ?? 9) - (f.before?.loss ?? 0))).toBeLessThan(-0.03);
    expect(mean((f) => (f.after?.exact ?? 0) - (f.before?.exact ?? 1))).toBeGreaterThan(0);
    const proposed = fits.find((fit) => fit.refused === undefined);
    expect(proposed?.changes.length).toBeGreaterThan(5);
    expect(proposed?.changes.every((c) => c.cases >= LEAST_CASES && c.after !== c.before)).toBe(true);
  });

  it('proposes nothing where weights are already tuned to the labels', () => {
    expect(fitFrom(base)).toMatchObject({ n: 64, bands: { low: 16, medium: 16, high: 16, critical: 16 }, enough: true, refused: expect.stringMatching(/worse|no-gain/) as string, scorecard: base, changes: [] });
  });

  it('keeps signs, two decimals, and every weight that few conversations carry', () => {
    const card = distorted(110);
    const learned = learnWeights(cases, card, 1);
    const after = allWeights(learned);
    const now = (k: number): number => after[k]?.value as number;
    const moved = allWeights(card).map((w, k) => ({ w, now: now(k) })).filter((m) => m.now !== m.w.value);
    expect(moved.length).toBeGreaterThan(5);
    for (const m of moved) {
      expect(m.now * Math.sign(m.w.value)).toBeGreaterThanOrEqual(0);
      expect(m.now).toBe(Number(m.now.toFixed(2)));
      expect(cases.filter((c) => m.w.share(c.reading) > 0).length).toBeGreaterThanOrEqual(LEAST_CASES);
    }
    expect(moved.length).toBeLessThan(after.length);
    expect({ ...learned, bias: 0, signals: {}, findings: {} }).toEqual({ ...card, bias: 0, signals: {}, findings: {} });
    const calm = withWeights(card, new Map(weightsOf(card).filter((w) => w.path[1] === 'anger').map((w) => [w, 0])));
    expect(learnWeights(cases, calm, 1).signals.anger?.weight).toBe(0);
  });

  it('is the same twice, and another with another seed', () => {
    const card = distorted(103);
    const once = JSON.stringify(fitFrom(card, 7));
    expect(JSON.stringify(fitFrom(card, 7))).toBe(once);
    expect(JSON.stringify(fitFrom(card, 8))).not.toBe(once);
  });

  it('refuses with few labels, and with labels on one side only', () => {
    const every = (step: number): LabelledConversation[] => labelled.filter((_, i) => i % step === 0);
    expect(every(2).length).toBeLessThan(LEAST_LABELLED);
    expect(fitFrom(distorted(103), 1, every(2))).toMatchObject({ enough: false, refused: 'too-few', changes: [], n: 32 });
    const few = fitFrom(base, 1, every(16));
    expect(few).toMatchObject({ enough: false, refused: 'too-few', n: 4 });
    expect(few.after).toBeUndefined();
    expect(fitFrom(base, 1, [])).toMatchObject({ enough: false, refused: 'too-few', n: 0 });
    const calm = labelled.filter(({ gold }) => gold.band === 'low' || gold.band === 'medium');
    const renamed = [...calm, ...calm].map(({ gold, conversation }, i) => ({ gold, conversation: { ...conversation, messages: [...conversation.messages, { speaker: 'system' as const, text: `${i}` }] } }));
    expect(fitFrom(base, 1, renamed)).toMatchObject({ n: 64, enough: false, refused: 'one-sided', changes: [] });
  });
});

describe('a learned scorecard as a file', () => {
  const file = scorecardFile();
  const scorecard = withWeights(base, new Map(weightsOf(base).filter((w) => ['bias', 'anger', 'broken-promise'].some((id) => w.path.includes(id))).map((w) => [w, w.path[0] === 'bias' ? -3 : 1.25])));
  const fit: ScorecardFit = { ...fitFrom(base, 5, labelled.slice(0, 3)), scorecard, ridge: 10 };
  const from = { kesu: '0.1.0', files: [{ name: 'a\nb.ndjson', sha256: fingerprintOf('x') }] };
  const written = writeScorecard(file.text, fit, from);
  const body = (text: string): string[] => text.split('\n').filter((line) => !line.startsWith('# fit: '));

  it('differs from the text it was learned from in the head and the numbers alone', () => {
    const [old, now] = [body(file.text), body(written)];
    expect(now).toHaveLength(old.length);
    expect(old.flatMap((line, i) => (line === now[i] ? [] : [[line, now[i]]]))).toEqual([
      ['bias: -3.2', 'bias: -3'],
      ['  anger: {weight: 3.8, scale: 0.75}', '  anger: {weight: 1.25, scale: 0.75}'],
      ['  broken-promise: {weight: 0.9, scale: 1}', '  broken-promise: {weight: 1.25, scale: 1}'],
    ]);
  });

  it('says where it comes from, and a further fit says it anew', () => {
    const head = written.split('\n').filter((line) => line.startsWith('# fit: '));
    expect(head.slice(0, 3)).toEqual([
      '# fit: weights learned by kesu 0.1.0 from 3 labelled conversations, seed 5, ridge 10',
      `# fit: file a?b.ndjson sha256 ${fingerprintOf('x')}`,
      `# fit: base scorecard sha256 ${fingerprintOf(file.text)}`,
    ]);
    const again = writeScorecard(written, fit, from);
    expect(again.split('\n')).toHaveLength(written.split('\n').length);
    expect(again).toContain(`base scorecard sha256 ${fingerprintOf(written)}`);
  });

  it('is read as the scorecard that was learned', () => {
    const folder = mkdtempSync(join(tmpdir(), 'kesu-fit-'));
    try {
      for (const text of [written, writeScorecard(`\uFEFF${file.text.replaceAll('\n', '\r\n')}`, fit, from), writeScorecard(file.text.replace('{weight: 3.8,', '{weight: &heat 3.8,').replace('{weight: 3.6,', '{weight: *heat,'), fit, from)]) {
        writeFileSync(join(folder, 'scorecard.yaml'), text);
        expect(readScorecard([folder])).toEqual(scorecard);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
