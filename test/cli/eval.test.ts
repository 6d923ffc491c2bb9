/** `kesu eval` as a user sees it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src/evaluation/evaluation.js';
import { evaluationSchema } from '../../src/evaluation/evaluation.js';
import { kesu } from '../helpers.js';
import { folder, overlay } from '../lexicon/overlay.js';

const U = 'fixtures/eval/utterances.ndjson';
const C = 'fixtures/eval/conversations.ndjson';
const REPORTS = ['--reports', 'fixtures/eval/reports.ndjson'];
const AGAINST = ['--against', 'fixtures/eval/before.ndjson'];

const file = (...rows: readonly unknown[]): string => join(folder({ 'set.ndjson': rows.map((r) => `${typeof r === 'string' ? r : JSON.stringify(r)}\n`).join('') }), 'set.ndjson');
const utterance = (text: string, signals: readonly string[], speaker = 'customer') => ({ id: text, speaker, text, signals });
const json = async (args: readonly string[], stdin?: string): Promise<Evaluation> => JSON.parse((await kesu(['eval', ...args, '-f', 'json', '--resamples', '0'], stdin === undefined ? {} : { stdin })).out) as Evaluation;

describe('the terminal view', () => {
  it.each(['en', 'zh'] as const)('%s: golden file', async (lang) => {
    const args = ['eval', U, C, ...REPORTS, '--by', 'speaker', '--by', 'set', '--errors', '--resamples', '100', '--lang', lang];
    const ran = await kesu(args);
    expect([ran.code, ran.err]).toEqual([0, '']);
    await expect(ran.out).toMatchFileSnapshot(join('../../fixtures/eval/golden', `pretty.${lang}.txt`));
    expect((await kesu(args)).out).toBe(ran.out);
  });
  it.each(['en', 'zh'] as const)('%s: two runs, golden file', async (lang) => {
    const ran = await kesu(['eval', U, C, ...REPORTS, ...AGAINST, '--resamples', '100', '--lang', lang]);
    await expect(ran.out).toMatchFileSnapshot(join('../../fixtures/eval/golden', `against.${lang}.txt`));
  });
  it('shows as many errors as asked for', async () => {
    const ran = await kesu(['eval', U, C, ...REPORTS, '--errors', '--top', '1']);
    expect(ran.out).toContain('and 3 more');
    expect((await kesu(['eval', U, C, ...REPORTS, '--errors', '--top', '0'])).out).not.toContain('more; --top');
  });
});

describe('other formats', () => {
  it('JSON keeps to its schema; from standard input and into a file', async () => {
    const out = join(folder({}), 'result.json');
    const ran = await kesu(['eval', '-', ...REPORTS, ...AGAINST, '--errors', '--by', 'set', '-o', out], { stdin: readFileSync(U, 'utf8') });
    expect([ran.code, ran.out]).toEqual([0, '']);
    const result = JSON.parse(readFileSync(out, 'utf8')) as unknown;
    expect(evaluationSchema.parse(result)).toEqual(result);
    expect(result).toMatchObject({ sets: [{ file: '-', utterances: 6 }], measures: { micro: { value: 8 / 11 } } });
  });
  it('CSV: a row a figure, or a row a fault', async () => {
    const figures = (await kesu(['eval', U, C, ...REPORTS, ...AGAINST, '--by', 'set', '--resamples', '0', '-f', 'csv'])).out.split('\r\n');
    expect(figures[0]).toBe('\ufeffby,group,measure,value,low,high,n,tp,fp,fn,against,difference,difference_low,difference_high');
    expect(figures).toContain(',,micro,0.727273,,,5,4,2,1,0.666667,0.060606,,');
    expect(figures).toContain(`set,${C},band,0.4,,,5,,,,0.4,0,,`);
    const faults = (await kesu(['eval', U, C, ...REPORTS, '-f', 'csv', '--errors'])).out.split('\r\n');
    expect(faults[2]).toBe(`${U},2,u2,1,customer,plain,我现在就发到网上,media-threat/stated,anger media-threat/conditional,stage,media-threat,stated,conditional,media-threat/post,发到网上,,,`);
  });
});

describe('parts and partial labels', () => {
  it('--layers: rules only, layer only, both', async () => {
    const texts = readFileSync('fixtures/gold/utterances-j.ndjson', 'utf8').split('\n').slice(0, 60).join('\n');
    const { layers, measures } = await json(['-', '--layers'], texts);
    expect(layers?.both).toEqual(measures);
    expect(layers?.rules).toEqual((await json(['-', '--no-learned'], texts)).measures);
    expect(layers?.layer['micro']?.value).not.toBe(layers?.rules['micro']?.value);
    expect((await kesu(['eval', '-', '--layers', '--resamples', '0', '--lang', 'en'], { stdin: texts })).out).toMatch(/By part +rules only +layer only +both/);
  });
  it('what nobody looked for is neither right nor wrong', async () => {
    const talk = { id: 'k', messages: [{ speaker: 'customer', text: '太过分了，我要打12315' }, { speaker: 'customer', text: '气死我了' }], signals: [['regulator-threat'], null] };
    expect((await json(['-'], `${JSON.stringify(talk)}\n`)).measures['micro']).toMatchObject({ counts: { tp: 1, fp: 1, fn: 0 } });
    const { measures } = await json(['-'], `${JSON.stringify({ ...talk, known: [['regulator-threat'], null] })}\n`);
    expect(measures['micro']).toMatchObject({ counts: { tp: 1, fp: 0, fn: 0 } });
    expect(measures['neutral-alarms']).toBeUndefined();
  });
  it('n-grams are at fault where no rule is', async () => {
    const report = { id: 'g', risk: null, signals: [{ signal: 'anger', message: 0, rule: 'learned/anger', text: '甲乙', modifiers: [], learned: { probability: 0.9, evidence: [{ text: '甲乙', weight: 1.25 }] } }] };
    const set = file({ id: 'g', speaker: 'customer', text: '甲乙', signals: [] });
    const reports = file(report);
    expect((await kesu(['eval', set, '--reports', reports, '--errors', '--resamples', '0', '--lang', 'en'])).out).toContain('learned/anger “甲乙” 甲乙 +1.25');
  });
});

describe('the engine', () => {
  // words of its own, so that the shipped lexicons may change
  const mine = overlay('anger', 'rules:\n  - id: mine\n    match: 甲乙丙丁\n    examples: [甲乙丙丁]\n');
  const set = file(utterance('我没有甲乙丙丁', ['anger']), utterance('戊己庚辛', ['anger']), utterance('甲乙丙丁啊', []), utterance('甲乙丙丁', ['anger']));

  it('says of an error which rule fired, what was cancelled, or that none matched', async () => {
    const { errors = [], run } = await json([set, '--errors', '--lexicons', mine]);
    expect(run).toMatchObject({ missing: 0, unjudged: 0, lexicons: [mine] });
    expect(errors.map((e) => [e.text, e.faults.map((f) => [f.kind, f.cancelled?.map((c) => [c.rule, c.words, c.by, c.cue]), f.evidence.map((v) => [v.rule, v.words])])])).toEqual([
      ['我没有甲乙丙丁', [['missed', [['anger/mine', '甲乙丙丁', 'negation', '没有']], []]]],
      ['戊己庚辛', [['missed', [], []]]],
      ['甲乙丙丁啊', [['false', undefined, [['anger/mine', '甲乙丙丁']]]]],
    ]);
    const { out } = await kesu(['eval', set, '--errors', '--lexicons', mine]);
    expect(out).toContain('missed anger: anger/mine “甲乙丙丁” cancelled by a negation “没有”');
    expect(out).toContain('missed anger: no rule matched');
    expect(out).toContain('false anger: anger/mine “甲乙丙丁”');
  });

  it('compares lexicons: what an overlay puts right and wrong', async () => {
    const { changes, measures, against, run } = await json([set, '--lexicons', mine, '--against-lexicons', '-']);
    expect(changes?.map((c) => [c.text, c.change])).toEqual([['甲乙丙丁啊', 'broken'], ['甲乙丙丁', 'fixed']]);
    expect(measures['anger']).toMatchObject({ value: 2 / 5, counts: { tp: 1, fp: 1, fn: 2 }, against: { value: 0 } });
    expect([run.lexicons, against?.lexicons]).toEqual([[mine], ['-']]);
  });

  it('masks numbers of customers unless told not to', async () => {
    const phone = file({ id: 'u', speaker: 'customer', text: '电话13812345678', signals: ['anger'] });
    const text = async (...args: string[]) => (await json([phone, '--errors', ...args])).errors?.[0]?.text;
    expect([await text(), await text('--no-redact'), await text('--reports', file({ id: 'u', signals: [] }))]).toEqual(['电话138****5678', '电话13812345678', '电话138****5678']);
  });
});

describe('gates', () => {
  const gate = (...args: string[]) => kesu(['eval', U, C, ...REPORTS, '--resamples', '0', '-q', ...args]);

  it('exit 1 where a figure is under or over its bound, and say so', async () => {
    expect(await gate('--fail-under', 'micro=0.72,threat=0.6', '--fail-over', 'neutral-alarms=0.5')).toMatchObject({ code: 0, err: '' });
    expect(await gate('--fail-under', 'micro=0.72,threat=0.9')).toMatchObject({ code: 1, err: 'kesu: gate failed: threat is 0.6667, its bound 0.9\n' });
    expect(await gate('--fail-over', 'neutral-alarms=0.12')).toMatchObject({ code: 1 });
  });
  it('what the labels do not hold does not pass', async () => {
    const ran = await kesu(['eval', U, ...REPORTS, '--fail-under', 'band=0.1', '-f', 'json', '--resamples', '0']);
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toMatchObject({ gates: [{ measure: 'band', bound: 0.1, passed: false }] });
    expect(ran.err).toContain('could not be measured');
  });
  it.each([['--fail-under', 'mikro=0.8'], ['--fail-under', 'micro'], ['--fail-under', 'micro=80'], ['--fail-under', 'neutral-alarms=0.1'], ['--fail-over', 'micro=0.1']])('%s %s is a usage error', async (...args) => {
    expect(await gate(...args)).toMatchObject({ code: 2, out: '' });
  });
});

describe('what cannot be read', () => {
  it('is named with file, line and field; the rest is measured', async () => {
    const set = file(utterance('我要投诉你', ['complaint-intent']), '{"id": ', utterance('好', ['joy']), { id: 'c', messages: [{ speaker: 'customer', text: '好' }], band: 'bad' });
    const rejected = join(folder({}), 'rejected.ndjson');
    const ran = await kesu(['eval', set, '-f', 'json', '--rejected', rejected]);
    expect(ran.code).toBe(3);
    expect(JSON.parse(ran.out)).toMatchObject({ sets: [{ utterances: 1, conversations: 0 }] });
    expect(ran.err).toContain(`${set}:3: label, field signals.0:`);
    const rows = readFileSync(rejected, 'utf8').trim().split('\n').map((l) => JSON.parse(l) as { line: number; field?: string });
    expect(rows.map((r) => [r.line, r.field])).toEqual([[2, undefined], [3, 'signals.0'], [4, 'band']]);
  });
  it('a set that counts its messages in another order than their times', async () => {
    const messages = [{ speaker: 'customer', text: '后说', at: '2024-05-01 10:05:00' }, { speaker: 'agent', text: '先说', at: '2024-05-01 10:00:00' }];
    const ran = await kesu(['eval', file({ id: 'c', messages, band: 'low' }), '-f', 'json']);
    expect(ran.code).toBe(3);
    expect(ran.err).toContain('in the order of time');
  });
  it('reports that break their form, and cases without a report', async () => {
    const reports = file({ id: 'u1', signals: [{ signal: 'anger', message: 0 }] }, { id: 'u2', signals: [{ signal: 'rage', message: 0 }] });
    const ran = await kesu(['eval', U, '--reports', reports, '-f', 'json']);
    expect(ran.code).toBe(3);
    expect(ran.err).toContain(`${reports}:2: report, field signals.0.signal:`);
    expect(ran.err).toContain('5 labelled cases have no report');
    expect(JSON.parse(ran.out)).toMatchObject({ run: { missing: 5 }, measures: { micro: { counts: { tp: 1, fp: 0, fn: 4 } } } });
  });
  it('usage: nothing labelled, ids twice with reports, options that exclude each other, a file that is not there', async () => {
    expect(await kesu(['eval', file('')])).toMatchObject({ code: 2, out: '' });
    expect((await kesu(['eval', file({ id: 'c', messages: [{ speaker: 'agent', text: '好' }] })])).err).toContain('has no label');
    expect((await kesu(['eval', U, U, ...REPORTS])).err).toContain(`${U}:1: the id u1 stands already at ${U}:1`);
    expect((await kesu(['eval', U, ...REPORTS, '--lexicons', 'x'])).code).toBe(2);
    expect((await kesu(['eval', U, ...AGAINST, '--against-lexicons', '-'])).code).toBe(2);
    expect((await kesu(['eval', U, '--by', 'colour'])).code).toBe(2);
    expect((await kesu(['eval', 'nosuch.ndjson'])).code).toBe(2);
    expect((await kesu(['eval', U, '--reports', 'nosuch.ndjson'])).code).toBe(2);
  });
});

describe('its schemas', () => {
  it.each(['labelled', 'evaluation'])('kesu schema %s', async (name) => {
    const ran = await kesu(['schema', name]);
    expect(ran.code).toBe(0);
    expect(JSON.parse(ran.out)).toHaveProperty('$schema');
    expect(existsSync(`lexicons/${name}`)).toBe(false);
  });
});
