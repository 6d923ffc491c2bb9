import { readFileSync } from 'node:fs';
import { Chalk } from 'chalk';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { BANDS, type CaseReport, type ScoredCase } from '../../src/model.js';
import { pretty, sampleCsv, sampleOf } from '../../src/report/index.js';
import { allotted } from '../../src/report/sample.js';
import { sparkline } from '../../src/report/sparkline.js';

const cases = JSON.parse(readFileSync('fixtures/reports/cases.json', 'utf8')) as CaseReport[];
const model = cases.find((report) => report.status === 'scored') as ScoredCase;

/** A case of a band and channel; its number makes it itself. */
const caseOf = (n: number, band: number, call: boolean): CaseReport => ({
  ...model, id: `c${n}`, channel: call ? 'call' : 'chat', risk: { ...model.risk, band: BANDS[band] as ScoredCase['risk']['band'], score: band * 25 },
});
const many = fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.boolean()), { maxLength: 120 }).map((kinds) => kinds.map(([band, call], n) => caseOf(n, band, call)));
const settings = fc.record({ count: fc.integer({ min: 1, max: 30 }), seed: fc.integer({ min: 0, max: 1_000 }) });
const ids = (reports: readonly CaseReport[], chosen: { count: number; seed: number }): string[] => sampleOf(reports, chosen).picks.map(({ report }) => report.id);

describe('a sample', () => {
  it('does not hang on the order in which cases come (property)', () => {
    fc.assert(fc.property(many.chain((reports) => fc.tuple(fc.constant(reports), fc.shuffledSubarray(reports, { minLength: reports.length }))), settings, ([reports, shuffled], chosen) => {
      expect(ids(shuffled, chosen)).toEqual(ids(reports, chosen));
    }), { numRuns: 100 });
  });

  it('has as many cases as asked for, none twice, every stratum while they last, weights that add up (property)', () => {
    fc.assert(fc.property(many, settings, (reports, chosen) => {
      const { picks, strata } = sampleOf(reports, chosen);
      expect(new Set(picks.map(({ report }) => report.id)).size).toBe(Math.min(chosen.count, reports.length));
      expect(picks).toHaveLength(Math.min(chosen.count, reports.length));
      expect(strata.filter(({ sampled }) => sampled === 0)).toHaveLength(Math.max(0, strata.length - chosen.count));
      for (const stratum of strata) expect(picks.filter((pick) => pick.stratum === stratum)).toHaveLength(stratum.sampled);
      if (strata.every(({ sampled }) => sampled > 0)) {
        expect(picks.reduce((sum, { stratum }) => sum + stratum.cases / stratum.sampled, 0)).toBeCloseTo(reports.length, 6);
      }
    }), { numRuns: 100 });
  });

  it('changes with the seed, and a larger one holds the smaller of each stratum', () => {
    const reports = Array.from({ length: 400 }, (_, n) => caseOf(n, n % 50 === 0 ? 3 : 0, false));
    expect(ids(reports, { count: 20, seed: 1 })).not.toEqual(ids(reports, { count: 20, seed: 2 }));
    const large = new Set(ids(reports, { count: 60, seed: 1 }));
    for (const id of ids(reports, { count: 20, seed: 1 })) expect(large).toContain(id);
  });

  it('draws evenly within a stratum', () => {
    const reports = Array.from({ length: 50 }, (_, n) => caseOf(n, 0, false));
    const times = new Map<string, number>();
    for (let seed = 0; seed < 400; seed += 1) for (const id of ids(reports, { count: 10, seed })) times.set(id, (times.get(id) ?? 0) + 1);
    // 80 expected, standard deviation 8
    for (const n of times.values()) expect(Math.abs(n - 80)).toBeLessThan(40);
    expect(times.size).toBe(50);
  });

  it.each([[[1, 4, 400], 10, [1, 1, 8]], [[0, 3], 5, [0, 3]], [[5, 5, 5], 2, [1, 1, 0]], [[10_000, 100], 22, [20, 2]]])('%j of %i is %j', (sizes, count, shares) => {
    expect(allotted(sizes, count)).toEqual(shares);
  });
});

describe('sample.csv', () => {
  it('is safe for Excel and has columns to fill', () => {
    const [first] = cases as [CaseReport, ...CaseReport[]];
    const hostile: CaseReport = { ...first, id: '=cmd|x', case: '202405010001234567', source: { file: 'a.xlsx', sheet: '+甲', line: 3 }, messages: [{ speaker: 'customer', text: '=HYPERLINK("x")\n你好' }] };
    const text = sampleCsv(sampleOf([hostile], { count: 5, seed: 1 }), 'zh');
    expect(text.startsWith('\ufeff')).toBe(true);
    const [row] = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(row).toMatchObject({ id: "'=cmd|x", case: "'202405010001234567", sheet: "'+甲", line: '3', first_words: `'=HYPERLINK("x") 你好`, weight: '1', right: '', true_band: '', missed: '', note: '' });
  });

  it.each(['en', 'zh'] as const)('of the cases of the fixtures, in %s', async (lang) => {
    await expect(sampleCsv(sampleOf(cases, { count: 3, seed: 1 }), lang)).toMatchFileSnapshot(`../../fixtures/reports/golden/sample.${lang}.csv`);
  });
});

describe('the terminal view', () => {
  it.each(['en', 'zh'] as const)('of a sample fits any window, in %s', async (lang) => {
    const sample = sampleOf(cases, { count: 3, seed: 1 });
    for (const width of [24, 40, 60, 100]) {
      const text = pretty(cases, { lang, color: new Chalk({ level: 2 }), width, top: 20, sample });
      const at = text.split('\n').findIndex((line) => line.includes(lang === 'zh' ? '抽样' : 'checked'));
      expect(at).toBeGreaterThan(0);
      for (const line of text.split('\n').slice(at + 1)) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    }
    await expect(pretty(cases, { lang, color: new Chalk({ level: 0 }), width: 80, top: 20, sample })).toMatchFileSnapshot(`../../fixtures/reports/golden/pretty-sample.${lang}.txt`);
  });

  it('shows the curve on one scale, no peak lost', () => {
    const points = (scores: readonly number[]) => scores.map((score, message) => ({ message, score }));
    expect(sparkline(points([0, 12, 13, 50, 99, 100]), 16)).toBe('▁▁▂▅██');
    expect(sparkline([], 16)).toBe('');
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 300 }), fc.integer({ min: 1, max: 40 }), (scores, most) => {
      const line = sparkline(points(scores), most);
      expect(line).toHaveLength(Math.min(most, scores.length));
      expect([...line].toSorted().at(-1)).toBe(sparkline(points([Math.max(...scores)]), 1));
    }));
  });
});
