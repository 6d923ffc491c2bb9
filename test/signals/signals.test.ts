import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadLexicon } from '../../src/lexicon/compile.js';
import type { Signal, Speaker } from '../../src/model.js';
import { signalReader } from '../../src/signals/signals.js';
import { testLexicon } from '../../src/signals/self-test.js';
import { judging, talk } from '../helpers.js';

const read = (text: string, speaker: Speaker = 'customer'): readonly Signal[] => judging.reader.read([{ speaker, text }])[0]?.signals ?? [];
const threat = (text: string): Signal | undefined => read(text).find((s) => s.signal === 'regulator-threat');

describe('cues', () => {
  it.each([
    ['我现在就去12315投诉你们', 'stated'],
    ['再不处理我就打12315', 'conditional'],
    ['不退钱的话，我只能找消协了', 'conditional'],
    ['否则12315见', 'conditional'],
    ['我昨天已经打12315投诉了', 'done'],
    ['请问12315怎么投诉', 'inquiry'],
    ['别以为我不敢打12315', 'conditional'],
  ])('%s is %s', (text, stage) => expect(threat(text)?.stage).toBe(stage));

  it.each(['我没想打12315投诉你们', '不是要去12315，就想问问', '我听说别人打12315投诉过'])('cancelled: %s', (text) => expect(threat(text)).toBeUndefined());

  it('an agent who names the hotline does not threaten', () => {
    expect(read('您可以拨打12315投诉', 'agent').filter((s) => s.signal === 'regulator-threat')).toEqual([]);
  });
});

describe('text as it is', () => {
  it.each(['再不处理我就打１２３１５', '再不处理我就打幺二三幺五', '再不处理我就打1-2-3-1-5', '再不處理我就打12315', '再不处理我就去投 诉到消 协'])('%s', (text) => expect(threat(text)).toBeDefined());
  it('no hotline inside an order number', () => expect(threat('我的订单号是6212315998，到哪了')).toBeUndefined());
  it('evidence is the characters as written', () => {
    const text = '再不處理，我就去 消 协 投訴你們';
    for (const s of read(text)) expect(s.text).toBe(text.slice(s.start, s.end));
  });
});

describe('rules of a user', () => {
  const dir = mkdtempSync(join(tmpdir(), 'kesu-weak-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  writeFileSync(join(dir, 'influence.yaml'), `signal: influence
speaker: customer
rules:
  - {id: weak-one, match: 甲甲甲, strength: 0.35, examples: [甲甲甲]}
  - {id: weak-two, match: 乙乙乙, strength: 0.35, examples: [乙乙乙]}
  - {id: long, match: 丙丙 .. 丁丁, strength: 0.9, unless: [戊戊], examples: [丙丙丁丁]}
  - {id: short, match: 丁丁丁, strength: 0.8, examples: [丁丁丁]}
`);
  const own = signalReader(loadLexicon([dir]), judging.reader.tokenizer);
  const found = (text: string): string[] => (own.read([{ speaker: 'customer', text }])[0]?.signals ?? []).filter((s) => s.signal === 'influence').map((s) => `${s.rule} ${s.strength}`);

  it('weak evidence counts only where it adds up', () => {
    expect(found('甲甲甲')).toEqual([]);
    expect(found('甲甲甲，甲甲甲')).toEqual([]);
    expect(found('甲甲甲，乙乙乙')).toEqual(['influence/weak-one 0.577']);
  });

  it('a cancelled longer match does not hide a shorter one', () => {
    expect(found('丙丙戊戊丁丁丁')).toEqual(['influence/short 0.8']);
  });
});

describe('rules over turns', () => {
  const dir = mkdtempSync(join(tmpdir(), 'kesu-turns-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));
  writeFileSync(join(dir, 'influence.yaml'), `signal: influence
speaker: customer
classes: {own: [庚庚庚]}
rules:
  - {id: opening, match: 甲甲甲, turns: {first: 1}, examples: [甲甲甲]}
  - {id: closing, match: 乙乙乙, turns: {last: 1}, examples: [乙乙乙]}
  - {id: after-words, match: 丙丙丙, after: {turns: 2, speaker: agent, match: [丁丁丁]}, examples: [[{agent: 丁丁丁}, {customer: 丙丙丙}]]}
  - {id: after-signal, match: 戊戊戊, after: {signal: [stonewalling]}, examples: [[{agent: 这是公司规定没办法}, {customer: 戊戊戊}]]}
  - {id: in-list, match: "[己己己|{own}]", examples: [庚庚庚, 己己己]}
`);
  const lexicon = loadLexicon([dir]);
  const own = signalReader(lexicon, judging.reader.tokenizer);
  const at = (...lines: string[]): string[] =>
    own.read(talk(...lines).messages).flatMap((m) => m.signals).filter((s) => s.signal === 'influence').map((s) => `${s.message} ${s.rule.split('/')[1]}`);

  it('its examples are conversations', () => expect(testLexicon(lexicon, own.tokenizer, lexicon.rules.filter((r) => r.file.startsWith(dir)))).toEqual({ checked: 6, failures: [] }));
  it('first turn of its own side, however many messages it has', () => expect(at('A: 您好', 'C: 在吗', 'C: 甲甲甲', 'A: 在', 'C: 甲甲甲')).toEqual(['2 opening']));
  it('last turn', () => expect(at('C: 乙乙乙', 'A: 在', 'C: 乙乙乙', 'A: 好')).toEqual(['2 closing']));
  it('words of the turns before, no further back than asked, of the speaker asked', () => {
    expect(at('A: 丁丁丁', 'C: 丙丙丙')).toEqual(['1 after-words']);
    expect(at('A: 丁丁丁', 'C: 嗯', 'A: 好', 'C: 丙丙丙')).toEqual([]);
    expect(at('C: 丁丁丁', 'A: 好', 'C: 丙丙丙')).toEqual([]);
    expect(at('C: 丁丁丁', 'C: 丙丙丙')).toEqual([]);
  });
  it('signals of the turn before', () => {
    expect(at('A: 这是公司规定没办法', 'C: 戊戊戊')).toEqual(['1 after-signal']);
    expect(at('A: 马上给您办', 'C: 戊戊戊')).toEqual([]);
  });
  it('a class inside a list', () => expect(at('C: 庚庚庚')).toEqual(['0 in-list']));
});
