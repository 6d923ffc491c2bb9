/** Two lexicons over the same conversations: what is read differently, and which cases move. */
import { readdirSync, readFileSync, copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SHIPPED } from '../../src/lexicon/sources.js';
import { kesu } from '../helpers.js';
import { folder } from './overlay.js';

const rule = (more = ''): string => `signal: regulator-threat\nspeaker: customer\nrules:\n  - {id: mine, match: 甲乙丙丁, strength: 0.9, examples: [甲乙丙丁]${more}}\n`;
const INPUT = [
  { id: 'a', messages: [{ speaker: 'customer', text: '我今天就甲乙丙丁' }, { speaker: 'agent', text: '您好' }] },
  { id: 'b', messages: [{ speaker: 'customer', text: '你好' }, { speaker: 'agent', text: '甲乙丙丁' }] },
].map((c) => `${JSON.stringify(c)}\n`).join('');

let none: string;
let stated: string;
let asked: string;
let input: string;
beforeAll(() => {
  none = folder();
  stated = folder({ 'regulator-threat.yaml': rule(', stage: stated') });
  asked = folder({ 'regulator-threat.yaml': rule(', stage: inquiry') });
  input = join(folder({ 'input.ndjson': INPUT }), 'input.ndjson');
});

const diff = async (before: string, after: string) => {
  const ran = await kesu(['lexicon', 'diff', before, after, input, '-f', 'json']);
  expect(ran.code).toBe(0);
  return JSON.parse(ran.out) as { summary: { touched: number; signals: unknown; byRule: unknown; cases: unknown }; messages: Record<string, unknown>[]; cases: { id: string; before: { score: number }; after: { score: number } }[] };
};

describe('kesu lexicon diff', () => {
  it('a signal gained: message, rule and case', async () => {
    const { summary, messages, cases } = await diff('-', stated);
    expect(summary).toMatchObject({ conversations: 2, messages: 4, touched: 1, signals: { gained: 1, lost: 0, changed: 0 }, byRule: { 'regulator-threat/mine': { gained: 1 } }, cases: { changed: 1, raised: 1, lowered: 0 } });
    expect(messages).toMatchObject([{ conversation: 'a', message: 0, signal: 'regulator-threat', change: 'gained', words: '甲乙丙丁', text: '我今天就甲乙丙丁', after: { rule: 'regulator-threat/mine', stage: 'stated' } }]);
    expect(cases).toHaveLength(1);
    expect(cases[0]?.after.score).toBeGreaterThan(cases[0]?.before.score as number);
  });

  it('a signal lost, a stage changed', async () => {
    expect((await diff(stated, none)).messages).toMatchObject([{ change: 'lost', before: { rule: 'regulator-threat/mine' } }]);
    expect((await diff(stated, asked)).messages).toMatchObject([{ change: 'changed', before: { stage: 'stated' }, after: { stage: 'inquiry' } }]);
  });

  it('nothing against itself; a complete folder stands in place of the shipped one', async () => {
    const copy = folder();
    for (const dir of ['', 'cues', 'marks']) {
      mkdirSync(join(copy, dir), { recursive: true });
      for (const name of readdirSync(join(SHIPPED, dir))) if (name.endsWith('.yaml') && name !== 'asr.yaml') copyFileSync(join(SHIPPED, dir, name), join(copy, dir, name));
    }
    expect(readFileSync(join(copy, 'fold.yaml'), 'utf8')).not.toBe('');
    expect(await diff('-', copy)).toMatchObject({ messages: [], cases: [] });
  });

  it('the terminal view shows text, rule and the step of the case; two runs are the same', async () => {
    const args = ['lexicon', 'diff', '-', stated, input, '-q'];
    const ran = await kesu(args);
    expect(ran.out).toContain('+ gained  threat: regulator  “我今天就甲乙丙丁”  a #1');
    expect(ran.out).toContain('regulator-threat/mine stated 0.90');
    expect(ran.out).toMatch(/↑ LOW \d+ → \w+ \d+ {2}a/);
    expect(ran.out).toContain('1 messages read differently');
    expect((await kesu(args)).out).toBe(ran.out);
    expect((await kesu(['lexicon', 'diff', '-', '-', input])).out).toContain('no difference');
  });

  it('a folder that is not there is a usage error', async () => {
    const ran = await kesu(['lexicon', 'diff', '-', '/nowhere', input]);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('/nowhere');
  });
});
