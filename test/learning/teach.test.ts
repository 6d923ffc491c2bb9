/** What labels teach: the corrections, and the curve by which they are measured. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { correctionsIn, writeCorrections, type Corrections } from '../../src/learning/corrections.js';
import { readLabelled, type LabelledCase } from '../../src/learning/labelled.js';
import { consideredCases, learningCurve, Taught } from '../../src/learning/learning-curve.js';
import { layerOf } from '../../src/learning/layer.js';
import { barsOf, correctionsOf, taughtCases, type Before, type TaughtCase } from '../../src/learning/taught.js';
import { TAUGHT, teach, type Correction } from '../../src/learning/teach.js';
import { thinker, type Considered } from '../../src/learning/thinking.js';
import { FOLDER, readWeights, sparse, STEP } from '../../src/learning/weights.js';
import { THREATS, type Message, type SignalId, type Speaker } from '../../src/model.js';
import { signalReader, type SignalReader } from '../../src/signals/signals.js';
import { judging, talk } from '../helpers.js';

const { lexicon, tokenizer } = judging.reader;
const { files } = readWeights();
const untaught: Before = { files };
const settings = { folds: 4, seed: 1 };

type Line = readonly [who: Speaker, text: string, signals: readonly string[] | null, known?: readonly SignalId[]];
let line = 0;
/** A labelled conversation of lines. */
function labelled(...lines: readonly Line[]): LabelledCase {
  line += 1;
  const read = readLabelled({
    id: `c${line}`, messages: lines.map(([speaker, text]) => ({ speaker, text })), signals: lines.map(([, , signals]) => signals),
    ...(lines.some(([, , , known]) => known) && { known: lines.map(([, , , known]) => known ?? null) }),
  }, 'made-up', line);
  if ('problem' in read) throw new Error(`${read.field}: ${read.problem}`);
  return read;
}
const alone = (text: string, signals: readonly string[], known?: readonly SignalId[]): LabelledCase => labelled(['customer', text, signals, ...(known ? [known] : [])] as unknown as Line);

const casesOf = (golds: readonly LabelledCase[], before: Before): TaughtCase[] => [...taughtCases(golds.map((gold) => ({ gold, group: gold.id })), { lexicon, tokenizer }, before)];
const learnedFrom = (golds: readonly LabelledCase[], before = untaught): Corrections =>
  correctionsOf(casesOf(golds, before), before, settings, { files: {}, examples: golds.length, settings: {} });
/** One for each lesson: a layer takes longer to make than to ask. */
const readers = new Map<Corrections | undefined, SignalReader>();
function readerOf(corrections: Corrections | undefined): SignalReader {
  const reader = readers.get(corrections) ?? signalReader(lexicon, tokenizer, layerOf(files, 'test', corrections ? { corrections } : {}));
  readers.set(corrections, reader);
  return reader;
}
const heardBy = (corrections: Corrections | undefined, text: string): Set<SignalId> =>
  new Set(readerOf(corrections).read([{ speaker: 'customer', text }]).flatMap((r) => r.signals.map((s) => s.signal)));
const logitsBy = (corrections: Corrections | undefined, text: string): Map<SignalId, number> => {
  const [asked] = casesOf([alone(text, [])], { files, ...(corrections && { corrections }) });
  return new Map(asked?.examples[0]?.before);
};

/** As the file has it; 0 where nothing was learned. */
const weightIn = ({ grams, columns }: Corrections, gram: string, signal: SignalId): number => sparse(grams[gram] ?? '0:0').find(([c]) => c === columns.indexOf(signal))?.[1] ?? 0;

/** A restaurant whose name reads as an accusation; nobody who orders there is cross. */
const GOODS = ['双人餐', '烤鱼', '酸梅汤', '单人餐', '午市套餐', '凉菜', '儿童餐', '代金券', '拼盘', '火锅', '甜点', '米饭', '面条', '豆腐', '羊肉', '蛋糕'];
const template = (goods: string): string => `骗子酒馆的${goods}可以周末用吗`;
const ORDINARY: readonly (readonly [string, readonly string[]])[] = [
  ['骗子，赶紧退钱', ['accusation']], ['你们就是骗人的', ['accusation']], ['这不是欺骗消费者吗', ['accusation']], ['请问什么时候发货', []], ['好的谢谢', []], ['地址填错了能改吗', []],
  ['我很生气', ['anger']], ['等了三天了，太过分了', ['anger']], ['多少钱一份', []], ['可以开发票吗', []], ['在吗', []], ['几点关门', []],
];
const desk = [...GOODS.slice(0, 12).map((goods) => alone(template(goods), [])), ...ORDINARY.map(([text, signals]) => alone(text, signals))];

describe('teaching', () => {
  const corrections = learnedFrom(desk);

  it('gives the same bytes twice', () => {
    expect(writeCorrections(learnedFrom(desk))).toBe(writeCorrections(corrections));
    expect(Object.keys(corrections.grams).length).toBeGreaterThan(10);
  });

  it('takes back what a rule reads wrongly in a template, and nothing else', () => {
    for (const goods of GOODS.slice(12)) {
      expect(heardBy(undefined, template(goods))).toContain('accusation');
      expect(heardBy(corrections, template(goods))).not.toContain('accusation');
    }
    expect(heardBy(corrections, '你们这帮骗子，退钱')).toContain('accusation');
    expect(heardBy(corrections, '你们太欺负人了，我很生气')).toContain('anger');
  });

  it('hears words that only this desk uses', () => {
    const local = GOODS.slice(0, 10).map((goods) => alone(`${goods}整个人都裂开咯`, ['anger']));
    const taught = learnedFrom([...local, ...desk]);
    expect(heardBy(undefined, '面条整个人都裂开咯')).not.toContain('anger');
    expect(heardBy(taught, '面条整个人都裂开咯')).toContain('anger');
  });

  it('touches no threat', () => {
    const threats = ['再不退款我就打12315', '我要去法院起诉你们', '我找记者曝光你们', '我从楼上跳下去'];
    const denied = learnedFrom([...desk, ...threats.flatMap((text) => [1, 2, 3, 4, 5].map((n) => alone(`${text}${'！'.repeat(n)}`, [])))]);
    const claimed = learnedFrom(GOODS.map((goods) => alone(`${goods}什么时候送到`, ['regulator-threat/stated', 'media-threat/stated', 'legal-threat/stated', 'extreme-threat/stated'])));
    const heardThreats = (taught: Corrections | undefined, text: string): SignalId[] => [...heardBy(taught, text)].filter((s) => THREATS.includes(s)).sort();
    expect(threats.flatMap((text) => heardThreats(undefined, text)).length).toBeGreaterThanOrEqual(3);
    for (const text of [...threats, '米饭什么时候送到']) {
      expect(heardThreats(denied, text)).toEqual(heardThreats(undefined, text));
      expect(heardThreats(claimed, text)).toEqual(heardThreats(undefined, text));
    }
    expect(claimed.columns.filter((s) => THREATS.includes(s))).toEqual([]);
    expect(Object.keys(claimed.signals).filter((s) => (THREATS as readonly string[]).includes(s))).toEqual([]);
  });

  it('learns no feature of one message only: it may be a name', () => {
    const taught = learnedFrom([...desk, alone('我是欧阳震华，气死我了', ['anger'])]);
    const said = (gram: string): number => [...desk.flatMap((c) => c.messages.map((m) => m.text)), '我是欧阳震华，气死我了'].filter((text) => text.includes(gram)).length;
    for (const gram of ['欧', '欧阳', '阳震', '震华', '欧阳震']) expect(taught.grams[gram]).toBeUndefined();
    // the ends of a text and what folding makes of punctuation stand in no text
    const inside = Object.keys(taught.grams).filter((gram) => /^\p{Script=Han}+$/u.test(gram));
    expect(inside.length).toBeGreaterThan(10);
    expect(inside.filter((gram) => said(gram) < 2)).toEqual([]);
  });

  it('over what was taught before adds up', () => {
    const more = [...GOODS.slice(0, 8).map((goods) => alone(`${goods}整个人都裂开咯`, ['anger'])), ...ORDINARY.map(([text, signals]) => alone(`${text}啦`, signals))];
    const both = learnedFrom(more, { files, corrections });
    for (const signal of TAUGHT) expect(both.signals[signal]?.positives).toBe((corrections.signals[signal]?.positives ?? 0) + more.filter((c) => c.messages[0]?.labels?.has(signal)).length);
    // the file says what both lessons say together, each rounded, what is slight left out
    const before: Before = { files, corrections };
    const second = teach(casesOf(more, before).flatMap((c) => c.examples), barsOf(before), settings).corrections;
    expect(both.columns).toEqual(corrections.columns);
    for (const signal of TAUGHT) {
      const { always, ruled, features } = second.get(signal) as Correction;
      expect(both.signals[signal]).toMatchObject({ always: (corrections.signals[signal]?.always ?? 0) + Math.round(always / STEP), ruled: (corrections.signals[signal]?.ruled ?? 0) + Math.round(ruled / STEP) });
      const grams = [...new Set([...Object.keys(corrections.grams), ...[...features.keys()].filter((f) => !f.startsWith('###'))])];
      const sums = grams.map((gram) => weightIn(corrections, gram, signal) + Math.round((features.get(gram) ?? 0) / STEP));
      expect(grams.map((gram) => weightIn(both, gram, signal))).toEqual(sums.map((sum) => (Math.abs(sum * STEP) >= 0.03 ? sum : 0)));
    }
    const texts = [template('米饭'), '面条整个人都裂开咯', '骗子，退钱'];
    expect(heardBy(both, texts[0] as string)).not.toContain('accusation');
    expect(heardBy(both, texts[1] as string)).toContain('anger');
    expect(heardBy(both, texts[2] as string)).toContain('accusation');
    // lessons that say nothing against what is thought already change little of it
    const again = learnedFrom(desk, { files, corrections });
    const change = (from: Corrections | undefined, to: Corrections): number => Math.abs((logitsBy(to, template('米饭')).get('accusation') as number) - (logitsBy(from, template('米饭')).get('accusation') as number));
    expect(change(corrections, again)).toBeLessThan(change(undefined, corrections));
    // a lesson of no messages leaves every weight as it was
    const nothing = learnedFrom([], { files, corrections });
    expect({ ...nothing.grams }).toEqual(corrections.grams);
    expect(nothing.signals).toEqual(corrections.signals);
  });

  it('learns nothing about signals that nobody looked for', () => {
    const known = GOODS.map((goods) => alone(`${goods}整个人都裂开咯`, ['anger'], ['anger']));
    const taught = learnedFrom(known);
    expect(taught.signals.anger?.always).not.toBe(0);
    for (const signal of TAUGHT.filter((s) => s !== 'anger')) {
      expect(taught.signals[signal]).toMatchObject({ positives: 0, always: 0, ruled: 0 });
      const column = taught.columns.indexOf(signal);
      expect([...Object.values(taught.grams), ...Object.values(taught.surface)].flatMap(sparse).filter(([c]) => c === column)).toEqual([]);
    }
    // the same labels, had all been looked for, say of the others that they are not there
    expect(learnedFrom(GOODS.map((goods) => alone(`${goods}整个人都裂开咯`, ['anger']))).signals.accusation?.always).toBeLessThan(0);
  });
});

describe('what is asked next', () => {
  it('knows what was taught already', () => {
    const dir = mkdtempSync(join(tmpdir(), 'kesu-teach-'));
    try {
      mkdirSync(join(dir, FOLDER));
      writeFileSync(correctionsIn(dir), writeCorrections(learnedFrom(desk)));
      const [before, after] = [[], [dir]].map((overlays) => [...thinker({ lexicon, tokenizer }, overlays)(talk(`C: ${template('米饭')}`))][0] as Considered);
      const probability = (considered: Considered | undefined): number => considered?.thoughts.find((t) => t.signal === 'accusation')?.probability as number;
      expect(probability(before)).toBeGreaterThan(0.5);
      expect(probability(after)).toBeLessThan(0.1);
      expect([...(before?.heard ?? [])]).toContain('accusation');
      expect([...(after?.heard ?? [])]).not.toContain('accusation');
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});

describe('the learning curve', () => {
  const talks = GOODS.map((goods, i) => labelled(
    ['customer', template(goods), []], ['agent', i % 2 ? '非常抱歉给您带来不便' : '您好，可以的', i % 2 ? ['apology'] : []],
    ['customer', i % 3 ? '好的谢谢' : '等了三天了，我很生气', i % 3 ? [] : ['anger']], ['agent', '不可能，规定就是这样', ['stonewalling']],
    ['customer', '再不退款我就打12315', ['regulator-threat/conditional']],
  ));

  it('reads as the engine does', () => {
    for (const corrections of [undefined, learnedFrom([...desk, ...talks.slice(8)])]) {
      const taught = new Taught(files, corrections);
      const reader = readerOf(corrections);
      const cases = [...consideredCases(talks, { lexicon, tokenizer }, files)];
      const guessed = cases.map(({ examples }) => examples.map((e) => [...taught.heard(e as Parameters<Taught['heard']>[0])].sort()));
      const read = talks.map(({ messages }) => reader.read(messages as readonly Message[]).map(({ signals }) => [...new Set(signals.map((s) => s.signal))].sort()));
      expect(guessed).toEqual(read);
      expect(read.flat(2).length).toBeGreaterThan(40);
    }
  });

  it('gives a point a step, the same twice, and reads a template better once it is known', () => {
    const run = () => learningCurve(talks, { lexicon, tokenizer }, files, { steps: [0, 10, 30, 500], round: 10, seeds: [1], folds: 3 });
    const points = run();
    expect(points.map((p) => p.labelled)).toEqual([0, 10, 30]);
    expect(run()).toEqual(points);
    const [none, , most] = points;
    expect(none?.ways.random.f1).toBe(none?.ways.picked.f1);
    expect(most?.ways.random.f1).toBeGreaterThan(none?.ways.random.f1 as number);
    for (const { ways } of points) expect(ways.random.falseThreats).toBe(ways.rules.falseThreats);
  });
});
