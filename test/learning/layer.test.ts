import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { gramOf, keyOfGram, level, valueOf } from '../../src/learning/grams.js';
import { examplesOf, featuresOf, ruleExamples } from '../../src/learning/examples.js';
import { featureOf } from '../../src/learning/features.js';
import { casesIn, readGold } from '../../src/learning/gold-sets.js';
import { FAMILIES } from '../../src/learning/columns.js';
import type { Corrections } from '../../src/learning/corrections.js';
import { isKept, keepWeights, keptWeights } from '../../src/learning/kept-weights.js';
import { loadLayer, SideModel, type TrainedLayer } from '../../src/learning/layer.js';
import { fitLogistic, probabilityOf, logitOf } from '../../src/learning/logistic.js';
import { pack } from '../../src/learning/pack.js';
import { sideWeights } from '../../src/learning/side-weights.js';
import { train } from '../../src/learning/train.js';
import { eachWeight, fingerprintOf, FORMAT, readWeights, sparse, STEP, writeWeights } from '../../src/learning/weights.js';
import { CUSTOMER_SIGNALS, SIGNALS, STAGED, type Speaker } from '../../src/model.js';
import type { Layer, RuledMessage } from '../../src/signals/layer.js';
import { readMessages } from '../../src/signals/reading.js';
import { signalReader } from '../../src/signals/signals.js';
import { judging, kesu } from '../helpers.js';

const { lexicon, tokenizer } = judging.reader;
const layer = loadLayer() as TrainedLayer;
const gold = readFileSync('fixtures/gold/utterances-e.ndjson', 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as { speaker: Speaker; text: string });

describe('the optimiser', () => {
  const rows = [[0], [0, 1], [1], [1, 2], [2], []].map((at) => ({ at: Int32Array.from(at), values: 1 }));
  const problem = { rows, labels: [1, 1, 0, 0, 0, 0], features: 3, ridge: 0.1 };
  it('learns what tells the examples apart', () => {
    const weights = fitLogistic(problem);
    expect(rows.map((row) => Math.round(probabilityOf(logitOf(weights, row))))).toEqual(problem.labels);
  });
  it('ends where no small step is better', () => {
    const weights = fitLogistic(problem);
    const loss = (w: Float64Array): number => rows.reduce((sum, row, i) => sum + Math.log1p(Math.exp((problem.labels[i] ? -1 : 1) * logitOf(w, row))), 0) + 0.05 * w.subarray(0, 3).reduce((s, x) => s + x * x, 0);
    for (let j = 0; j < 4; j += 1) {
      for (const step of [-0.05, 0.05]) {
        const moved = weights.slice();
        moved[j] = (moved[j] as number) + step;
        expect(loss(moved)).toBeGreaterThan(loss(weights));
      }
    }
  });
  it('learns nothing where what was known before is right already', () => {
    const offsets = problem.labels.map((label) => (label ? 9 : -9));
    for (const weight of fitLogistic({ ...problem, offsets, holdBias: 0.1 })) expect(Math.abs(weight)).toBeLessThan(0.02);
  });
});

describe('scoring', () => {
  const { files } = readWeights();
  const models = { customer: new SideModel(files, 'customer'), agent: new SideModel(files, 'agent') };
  /** Every feature as a string, every weight looked up by itself. */
  const naive = (text: string, side: 'customer' | 'agent'): number[] =>
    files.filter((f) => (side === 'customer') === CUSTOMER_SIGNALS.some((s) => f.columns.includes(s))).flatMap((file) => file.columns.map((_, column) => {
      const sum = featuresOf(text).reduce((total, feature) => {
        const { kind, name } = featureOf(feature);
        const row = file[kind][name];
        return total + (row === undefined ? 0 : sparse(row).reduce((s, [c, w]) => s + (c === column ? w * STEP : 0), 0));
      }, 0);
      return sum * valueOf(level(text)) + (file.biases[column] as number) * STEP;
    }));

  it.each(['customer', 'agent'] as const)('%s: agrees with a naive oracle', (side) => {
    const texts = gold.map((g) => lexicon.folder.fold(g.text).text);
    fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'grapheme' })), { maxLength: 2 }), (parts) => {
      const text = parts.join('');
      const found = models[side].words(level(text));
      naive(text, side).forEach((logit, i) => expect(found[i]).toBeCloseTo(logit, 9));
    }), { numRuns: 60, seed: 7 });
  });
  it('what was taught is added to its signal and to no other', () => {
    const shipped = new SideModel(files, 'customer');
    const text = '你们太让人失望了!';
    const row = (weight: number): string => `0:${weight} 1:-7`;
    const corrections: Corrections = {
      format: 'kesu.corrections/1', provenance: { files: {}, examples: 0, settings: {} }, columns: ['anger', 'stonewalling'],
      signals: { anger: { positives: 1, always: 30, ruled: 40, add: 0.4, doubt: null } },
      grams: { 失望: row(120), 没有: row(500), '!$': row(-20) }, surface: { 'calls-1': row(10) },
    };
    const taught = new SideModel(files, 'customer', corrections);
    const rule = lexicon.rules.find((r) => r.signal === 'anger');
    for (const standing of [[], [{ rule, match: { start: 0, end: 1, parts: [] }, cues: [] }]] as RuledMessage['standing'][]) {
      const message: RuledMessage = { text, side: 'customer', candidates: standing, standing, added: [], before: [] };
      const before = new Map(shipped.thoughts(message).map((t) => [t.signal, t.logit]));
      const difference = (100 + 10) * STEP * valueOf(level(text)) + (30 + 40 * standing.length) * STEP;
      for (const { signal, logit } of taught.thoughts(message)) expect(logit - (before.get(signal) as number)).toBeCloseTo(signal === 'anger' ? difference : 0, 9);
    }
  });
  it('thoughts are the same after opinions on the same message, on another, and on none', () => {
    const messages = gold.slice(0, 40).flatMap((m) => [...readMessages([m], lexicon, tokenizer)].flatMap((read) => read.ruled ?? []));
    const other = messages.find((m) => m.side === 'customer') as RuledMessage;
    for (const message of messages) {
      const fresh = models[message.side as 'customer' | 'agent'].thoughts(message);
      layer.opinions(message);
      expect(layer.thoughts(message)).toEqual(fresh);
      layer.opinions(other);
      expect(layer.thoughts(message)).toEqual(fresh);
    }
  });
  it('reads a row of weights if it is one', () => {
    const row = fc.array(fc.tuple(fc.nat(30), fc.integer({ min: -900, max: 900 })), { minLength: 1, maxLength: 4 });
    fc.assert(fc.property(row, (pairs) => {
      expect(sparse(pairs.map(([c, w]) => `${c}:${w}`).join(' '))).toEqual(pairs);
    }));
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('0', '7', ':', '-', ' '), maxLength: 9 }), (text) => {
      expect(eachWeight(text, () => {})).toBe(/^\d+:-?\d+(?: \d+:-?\d+)*$/.test(text));
    }), { numRuns: 2_000, seed: 7 });
  });
  it('an n-gram and its key are one', () => {
    for (const gram of ['^', '投', '再也不', '0元', '😡']) expect(gramOf(keyOfGram(gram))).toBe(gram);
  });
});

describe('weights kept from the build', () => {
  const { files, version } = readWeights();
  const dir = mkdtempSync(join(tmpdir(), 'kesu-kept-'));
  afterAll(() => rmSync(dir, { recursive: true }));
  it('are the ones that were made', () => {
    expect(isKept(version, dir)).toBe(false);
    keepWeights(dir);
    expect(isKept(version, dir)).toBe(true);
    expect(isKept('other', dir)).toBe(false);
    for (const side of ['customer', 'agent'] as const) expect(keptWeights(version, side, dir)).toEqual(sideWeights(files, side));
  });
  it('are made anew where they cannot be read', () => {
    writeFileSync(join(dir, `${version}-agent.bin`), 'cut off');
    expect(keptWeights(version, 'agent', dir)).toBeUndefined();
    expect(keptWeights('other', 'agent', dir)).toBeUndefined();
  });
});

describe('rules and layer together', () => {
  /** Hears everything and doubts everything: what it may not do, no layer may. */
  const bold: Layer = {
    version: 'bold',
    opinions: ({ text }) => SIGNALS.flatMap((signal) => [
      { signal, probability: 0, verdict: 'doubt' as const },
      { signal, probability: 1, verdict: 'hear' as const, heard: () => ({ start: 0, end: Math.max(1, text.length), evidence: [] }) },
    ]),
  };
  const examples = lexicon.rules.flatMap((rule) => [...rule.source.examples, ...rule.source.counterexamples].flatMap((e) => (typeof e === 'string' ? [{ speaker: rule.speaker, text: e }] : [])));
  const OPEN = ['weak', 'requires', 'turns', 'after', 'boundary'];

  it('what a rule refuted is never revived: all examples and counterexamples', () => {
    let refuted = 0;
    for (const message of examples) {
      const [read] = [...readMessages([message], lexicon, tokenizer, { layer: bold })];
      const dead = new Set(read?.candidates.filter((c) => c.cancelled && !OPEN.includes(c.cancelled.by)).map((c) => c.rule.signal));
      refuted += dead.size;
      expect(read?.learned.filter((l) => dead.has(l.signal)).map((l) => `${l.signal}: ${message.text}`)).toEqual([]);
    }
    expect(refuted).toBeGreaterThan(300);
  });
  it('what has a stage is neither added nor taken back', () => {
    for (const message of examples) {
      const threats = (l?: Layer): string[] => (signalReader(lexicon, tokenizer, l).read([message])[0]?.signals ?? []).filter((s) => STAGED.includes(s.signal)).map((s) => `${s.rule} ${s.start}`);
      expect(threats(bold)).toEqual(threats());
    }
  });
  it('a doubted hit of another signal is taken back', () => {
    expect(signalReader(lexicon, tokenizer, bold).read([{ speaker: 'customer', text: '太过分了' }])[0]?.signals.some((s) => !s.learned && s.signal === 'anger')).toBe(false);
  });
  it('evidence stands in the message, loudest first, and probability is the strength', () => {
    const reader = signalReader(lexicon, tokenizer, layer);
    let learned = 0;
    for (const message of gold) {
      for (const s of reader.read([message])[0]?.signals ?? []) {
        expect(s.text).toBe(message.text.slice(s.start, s.end));
        if (!s.learned) continue;
        learned += 1;
        expect(s.text).not.toBe('');
        expect(s.rule).toBe(`learned/${s.signal}`);
        expect(s.strength).toBe(s.learned.probability);
        const weights = s.learned.evidence.map((e) => e.weight);
        expect(weights.length).toBeLessThanOrEqual(5);
        expect(weights).toEqual([...weights].sort((a, b) => b - a));
      }
    }
    expect(learned).toBeGreaterThan(5);
  });
});

describe('training', () => {
  const reader = { lexicon, tokenizer };
  const few = ['e', 'h', 'j'].map((set) => readFileSync(`fixtures/gold/utterances-${set}.ndjson`, 'utf8').split('\n').slice(0, 60).join('\n'));
  const trainFew = (): string => {
    const labelled = few.flatMap((text, i) => casesIn(text, 'few').flatMap((gold) => examplesOf(gold, reader, `set-${i}`)));
    const examples = [...labelled, ...ruleExamples(reader, lexicon.rules.slice(0, 20))];
    return pack(train(examples, { fresh: ['set-1', 'set-2'] }), labelled, { files: {}, examples: examples.length, settings: {} }).map(writeWeights).join('');
  };
  it('gives the same bytes twice', () => {
    const first = trainFew();
    expect(first.length).toBeGreaterThan(10_000);
    expect(trainFew()).toBe(first);
  });
  it('what ships was trained from fixtures/gold, in this format, and is small', () => {
    const { files } = readWeights();
    expect(files.map((f) => f.family).sort()).toEqual(Object.keys(FAMILIES).sort());
    let bytes = 0;
    for (const file of files) {
      expect(file.format).toBe(FORMAT);
      const { lexicon: _, ...hashes } = file.provenance.files;
      expect(hashes).toEqual(Object.fromEntries([...readGold('fixtures/gold').texts].map(([name, text]) => [name, fingerprintOf(text)])));
      const text = readFileSync(`lexicons/learned/${file.family}.json`, 'utf8');
      expect(writeWeights(file)).toBe(text);
      bytes += Buffer.byteLength(text);
    }
    expect(bytes).toBeLessThan(1_000_000);
  });
});

describe('the command', () => {
  const text = '客服死绝了？？？半小时没一个喘气的';
  it('explains a learned hit by its n-grams', async () => {
    const { out } = await kesu(['explain', text, '--lang', 'en']);
    expect(out).toMatch(/✓ anger {2}\S.*\n {4}learned 0\.\d\d: \S+ \+0\.\d\d, /);
  });
  it('--no-learned is rules only', async () => {
    expect((await kesu(['explain', text, '--no-learned', '--lang', 'en'])).out).not.toContain('learned');
    const stdin = `${JSON.stringify({ id: 'a', messages: [{ speaker: 'customer', text }] })}\n`;
    const report = async (...more: string[]) => JSON.parse((await kesu(['score', '--format', 'ndjson', '--quiet', ...more, '-'], { stdin })).out) as { learned?: string; signals: { learned?: object }[] };
    const [on, off] = [await report(), await report('--no-learned')];
    expect(on.learned).toBe(layer.version);
    expect(on.signals.some((s) => s.learned)).toBe(true);
    expect(off.learned).toBeUndefined();
    expect(off.signals.some((s) => s.learned)).toBe(false);
  });
});
