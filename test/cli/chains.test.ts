import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CaseChain, ScoredCase } from '../../src/model.js';
import { kesu } from '../helpers.js';

const CONTACTS = 'fixtures/chains/contacts.csv';
const dir = mkdtempSync(join(tmpdir(), 'kesu-chains-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('kesu score chains the conversations of one customer', () => {
  it('in time, with a risk of the case, and keeps customers apart whose masks are the same', async () => {
    const out = join(dir, 'out/');
    expect((await kesu(['score', CONTACTS, '-o', out])).code).toBe(0);
    const text = readFileSync(join(out, 'cases.json'), 'utf8');
    expect(text).not.toContain('12340021');
    const cases = JSON.parse(text) as CaseChain[];
    expect(cases.map((c) => [c.by, c.key, c.conversations.join(' ')])).toEqual([
      ['customer', '138****0021', 'K1 K2 K3'], ['customer', '137****5555', 'S1 S2'], ['customer', '138****0021 (2)', 'Q1 Q2 Q3'],
    ].sort((a, b) => cases.findIndex((c) => c.key === a[1]) - cases.findIndex((c) => c.key === b[1])));
    const [heated, routine, settled] = ['138****0021', '138****0021 (2)', '137****5555'].map((key) => cases.find((c) => c.key === key) as CaseChain);
    const report = (id: string): ScoredCase => JSON.parse(readFileSync(join(out, `${id}.json`), 'utf8')) as ScoredCase;
    expect(heated).toMatchObject({ agents: ['林小满', '周航'], channels: ['chat', 'call'] });
    expect(heated?.score).toBeGreaterThan(Math.max(...['K1', 'K2', 'K3'].map((id) => report(id).risk.score)));
    expect(routine?.band).toBe('low');
    expect(settled?.score).toBeLessThan(report('S1').risk.score / 2);
    expect(report('K2').chain).toMatchObject({ contact: 2, contacts: 3, score: heated?.score });
    expect(readFileSync(join(out, 'K2.md'), 'utf8')).toContain('contact 2 of 3');
    expect(readFileSync(join(out, 'summary.csv'), 'utf8').split('\r\n')[0]).toContain('case_contact,case_contacts,case_score,case_band');
  });

  it('--case-by overrules: one phone number is one case, masked all the same', async () => {
    const ran = await kesu(['score', CONTACTS, '--case-by', '客户姓名', '-f', 'json']);
    const chained = (JSON.parse(ran.out) as ScoredCase[]).map((r) => r.chain?.key).sort();
    expect(new Set(chained)).toEqual(new Set(['王女士', '赵先生']));
    const masked = await kesu(['score', CONTACTS, '--case-by', '客户手机号', '-f', 'json']);
    expect(masked.out).not.toContain('13812340021');
    expect(new Set((JSON.parse(masked.out) as ScoredCase[]).map((r) => `${r.chain?.by} ${r.chain?.key}`))).toEqual(new Set(['case 138****0021', 'case 138****0021 (2)', 'case 137****5555']));
  });

  it('a stream holds nothing and chains nothing', async () => {
    const ran = await kesu(['score', CONTACTS, '-f', 'ndjson']);
    expect(ran.out.split('\n').filter(Boolean)).toHaveLength(8);
    expect(ran.out).not.toContain('"chain"');
  });

  it('no cases.json where no case has two contacts', async () => {
    const out = join(dir, 'single/');
    await kesu(['score', '-o', out, '-'], { stdin: '{"id":"cases","customer":"u1","messages":[{"speaker":"customer","text":"你好"}]}\n' });
    expect(readdirSync(out).sort()).toEqual(['cases-2.json', 'cases-2.md', 'summary.csv']);
  });
});
