import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadLexicon } from '../../src/lexicon/compile.js';
import type { Signal, Speaker } from '../../src/model.js';
import { signalReader } from '../../src/signals/signals.js';
import { judging } from '../helpers.js';

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
