/** Every format against its golden file in fixtures/reports; `UPDATE_GOLDEN=1` writes them anew, to be read before they are committed. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import type { CaseReport } from '../../src/model.js';
import { byRisk, jsonAll, markdown, ndjson, pretty, summaryCsv } from '../../src/report/index.js';

const reports = JSON.parse(readFileSync('fixtures/reports/cases.json', 'utf8')) as CaseReport[];

const outputs: Record<string, string> = {};
for (const lang of ['en', 'zh'] as const) {
  outputs[`pretty.${lang}.txt`] = pretty(reports, { lang, color: new Chalk({ level: 0 }), width: 80, top: 20 });
  outputs[`cases.${lang}.md`] = byRisk(reports).map((r) => markdown(r, lang)).join('\n---\n\n');
  outputs[`summary.${lang}.csv`] = summaryCsv(reports, lang);
}
outputs['sorted.json'] = jsonAll(reports);
outputs['cases.ndjson'] = reports.map(ndjson).join('');

describe('golden files', () => {
  it.each(Object.keys(outputs))('%s', (name) => {
    const path = `fixtures/reports/golden/${name}`;
    if (process.env['UPDATE_GOLDEN']) writeFileSync(path, outputs[name] as string);
    expect(existsSync(path)).toBe(true);
    expect(outputs[name]).toBe(readFileSync(path, 'utf8'));
  });
});

describe('the terminal view', () => {
  it('fits the window, wide characters counted', async () => {
    const { default: stringWidth } = await import('string-width');
    for (const width of [40, 60, 100]) {
      const lines = pretty(reports, { lang: 'zh', color: new Chalk({ level: 2 }), width, top: 20 }).split('\n').filter((l) => l.includes('+') || l.includes('↗'));
      expect(lines.length).toBeGreaterThan(2);
      expect(Math.max(...lines.map((l) => stringWidth(l)))).toBeLessThanOrEqual(width);
    }
  });
  it('says how many cases it leaves out', () => {
    expect(pretty(reports, { lang: 'en', color: new Chalk({ level: 0 }), width: 80, top: 1 })).toContain('1 more');
  });
});
