/** Cases over several contacts in every format; golden files in fixtures/chains, `UPDATE_GOLDEN=1` writes them anew. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { markdown, pretty, summaryCsv } from '../../src/report/index.js';
import { chainsOf } from '../../src/risk/chains.js';
import { judging } from '../helpers.js';
import { contact, promise, timeOf } from '../risk/chain-reports.js';

const { chains, reports } = chainsOf([
  contact({ id: 'K1', score: 12, day: 6, again: true, case: 'DD\u001b[31m1', agent: '林小满', channel: 'chat', promises: [promise({ text: '明天下午六点前给您回电', due: timeOf(7, '18:00:00') })] }),
  contact({ id: 'K2', score: 38, day: 8, ends: 'hot', case: 'DD\u001b[31m1', agent: '周航', channel: 'call', promises: [promise({ text: '今天下午六点前一定回电', due: timeOf(8, '18:00:00') })] }),
  contact({ id: 'K3', score: 64, day: 9, ends: 'hot', again: true, case: 'DD\u001b[31m1', agent: '周航', channel: 'call' }),
  contact({ id: 'Q1', score: 4, day: 6, customer: '13888880021', agent: '林小满' }),
  contact({ id: 'Q2', score: 4, day: 7, customer: '13888880021', agent: '林小满' }),
  contact({ id: 'A1', score: 4, day: 7 }),
], judging);

const outputs: Record<string, string> = {};
for (const lang of ['en', 'zh'] as const) {
  outputs[`pretty.${lang}.txt`] = pretty(reports, { lang, color: new Chalk({ level: 0 }), width: 90, top: 20 }, chains);
  outputs[`K2.${lang}.md`] = markdown(reports[1] as (typeof reports)[number], lang);
  outputs[`summary.${lang}.csv`] = summaryCsv(reports, lang);
}
outputs['cases.json'] = `${JSON.stringify(chains, null, 2)}\n`;

describe('golden files', () => {
  it.each(Object.keys(outputs))('%s', (name) => {
    const path = `fixtures/chains/golden/${name}`;
    mkdirSync('fixtures/chains/golden', { recursive: true });
    if (process.env['UPDATE_GOLDEN']) writeFileSync(path, outputs[name] as string);
    expect(existsSync(path)).toBe(true);
    expect(outputs[name]).toBe(readFileSync(path, 'utf8'));
  });
});

it('an id of the input is no command to the terminal', () => {
  expect(outputs['pretty.en.txt']).toContain('DD·[31m1');
});

it('says nothing of cases where there are none', () => {
  expect(pretty(reports.slice(5), { lang: 'en', color: new Chalk({ level: 0 }), width: 90, top: 20 })).not.toContain('Cases over');
});
