/** The report in HTML: nothing in a transcript can break a page, what is drawn adds up, and reviews are read back. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { isProblem, readLabelled } from '../../src/learning/labelled.js';
import type { CaseReport, ScoredCase, Signal } from '../../src/model.js';
import { stepsOf } from '../../src/report/html/bars.js';
import type { CaseData } from '../../src/report/html/client/data.js';
import { isEmpty, noMarks, reviewLine, type Marks } from '../../src/report/html/client/review-line.js';
import { dataBlock, escape, html, jsonIn, visible } from '../../src/report/html/escape.js';
import { addable, groupOf, labelName } from '../../src/report/html/groups.js';
import { stretchesOf } from '../../src/report/html/highlight.js';
import { htmlFile, htmlFolder, MOST_IN_ONE_FILE } from '../../src/report/html/index.js';
import { answeredTurns, lessonsBy, signalsIn, worstFirst } from '../../src/report/html/lessons.js';
import { ratesOf, threatsByChannel } from '../../src/report/html/rates.js';
import { judged, kesu } from '../helpers.js';
import { signal } from '../risk/chain-reports.js';
import { batchOf, hostile, MARKUP, optionsOf, shownText, stored } from './html-cases.js';

const folderOf = (reports: readonly CaseReport[], lang: 'zh' | 'en' = 'zh'): Map<string, string> => {
  const batch = batchOf(reports);
  return new Map([...htmlFolder(batch, optionsOf(lang, batch.reports))].map((f) => [f.path, f.text]));
};
const fileOf = (reports: readonly CaseReport[], lang: 'zh' | 'en' = 'zh'): string => {
  const batch = batchOf(reports);
  return htmlFile(batch, optionsOf(lang, batch.reports));
};
const dataIn = <T>(page: string, id: string): T =>
  JSON.parse(new RegExp(`<script type="application/json" id="${id}">(.*?)</script>`, 'su').exec(page)?.[1] ?? 'null') as T;

const dir = mkdtempSync(join(tmpdir(), 'kesu-html-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const nasty = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', 's', 'c', '-', '!', '\u202e', '\u0000', '\ud83d', '\t', '\n', '\u2028', '甲', '😡') }));

describe('escaping', () => {
  it('no text becomes markup, whatever it is', () => {
    fc.assert(fc.property(nasty, (text) => {
      const out = escape(text);
      expect(out).not.toMatch(/[<>"']/u);
      expect(out.replace(/&(?:amp|lt|gt|quot|#39);/gu, '')).not.toContain('&');
      expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
    }));
  });
  it('what is shown is as long as what was said, so that offsets stay true', () => {
    fc.assert(fc.property(nasty, (text) => {
      expect(visible(text)).toHaveLength(text.length);
      expect(shownText(html`<p>${text}</p>`.text)).toBe(visible(text));
    }));
  });
  it('data comes back as it went in, and cannot end its element', () => {
    fc.assert(fc.property(fc.jsonValue(), nasty, (value, text) => {
      const json = jsonIn({ value, text });
      expect(json).not.toMatch(/[<>&\u2028\u2029]/u);
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ value, text })));
    }));
    expect(dataBlock('a"b', 1).text).toBe('<script type="application/json" id="a&quot;b">1</script>');
  });
  it('markup is only what a template made', () => {
    expect(html`<p>${'<b>'}${html`<i>${'&'}</i>`}${[html`<u>x</u>`, '<']}${undefined}${false}${0}</p>`.text).toBe('<p>&lt;b&gt;<i>&amp;</i><u>x</u>&lt;0</p>');
  });
});

describe('signals in a message', () => {
  const text = fc.string({ unit: fc.constantFrom('甲', '乙', '😡', 'a', '\ud83d', ' '), maxLength: 20 });
  const spans = fc.array(fc.tuple(fc.integer({ min: -2, max: 45 }), fc.integer({ min: -2, max: 45 })), { maxLength: 6 });
  const at = (pairs: readonly [number, number][]): Signal[] => pairs.map(([a, b]) => signal('anger', 0, { start: Math.min(a, b), end: Math.max(a, b) }));

  it('the stretches put together are the text, and none splits a character', () => {
    fc.assert(fc.property(text, spans, (said, pairs) => {
      const parts = stretchesOf(said, at(pairs));
      expect(parts.map((p) => p.text).join('')).toBe(said);
      // a surrogate pair of the text is never cut in two
      for (const { text: part } of parts) expect(/^[\udc00-\udfff]/u.test(part) && said.includes(`\ud83d${part[0]}`)).toBe(false);
    }));
  });
  it('overlapping and nested signals each cover their own characters', () => {
    const [a, b] = [signal('anger', 0, { start: 0, end: 4 }), signal('media-threat', 0, { start: 2, end: 6 })];
    expect(stretchesOf('0123456789', [a, b]).map((s) => [s.text, s.signals.length])).toEqual([['01', 1], ['23', 2], ['45', 1], ['6789', 0]]);
  });
  it('each is marked in place, with its label, its rule and its reason', () => {
    const report = judged('C: 再不退款我就打12315投诉你们');
    const page = folderOf([report], 'en').get('cases/t.html') as string;
    expect(page).toMatch(/<mark class="g-threat[^"]*">[^<]*12315/u);
    expect(page).toContain('rule regulator-threat/');
    expect(shownText(page)).toContain('再不退款我就打');
  });
  it('of a learned hit the tip gives the probability and the n-grams', () => {
    const report = judged('C: 你好', 'A: 您好');
    const learned = signal('anger', 0, { end: 2, text: '你好', rule: 'learned/anger', intensity: 'mild', learned: { probability: 0.657, evidence: [{ text: '<i>好', weight: 1.08 }] } });
    const page = folderOf([{ ...report, signals: [learned] }], 'en').get('cases/t.html') as string;
    expect(page).toContain('66 % sure');
    expect(page).toContain('<code>&lt;i&gt;好 +1.08</code>');
  });
  it('every signal has a group and a name in both languages', () => {
    for (const label of [...addable('customer'), ...addable('agent')]) {
      expect(groupOf(label.split('/')[0] as Signal['signal'])).toMatch(/^[a-z]+$/u);
      expect(labelName(label, 'zh')).toMatch(/\p{Script=Han}/u);
      expect(labelName(label, 'en')).not.toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('what is drawn', () => {
  it('the bars of a case end at its score', () => {
    for (const report of [...stored, hostile].filter((r): r is ScoredCase => r.status === 'scored')) {
      const steps = stepsOf(report.risk.contributions);
      expect(steps.at(-1)?.to).toBe(report.risk.score);
      steps.forEach((s, i) => expect(s.from).toBe(i === 0 ? 0 : steps[i - 1]?.to));
    }
  });
  it('the curve has a dot a message and a mark a turning point', () => {
    const [report] = stored.filter((r): r is ScoredCase => r.status === 'scored' && r.turningPoints.length > 0);
    const page = [...folderOf([report as ScoredCase])].find(([path]) => path.startsWith('cases/'))?.[1] as string;
    expect(page.match(/<circle class="dot/gu)).toHaveLength((report as ScoredCase).risk.trajectory.length);
    expect(page.match(/<text class="turn"/gu)).toHaveLength((report as ScoredCase).turningPoints.length);
  });
});

describe('a hostile transcript', () => {
  const files = folderOf([hostile]);
  const single = fileOf([hostile]);

  it('is shown as text on every page', () => {
    for (const [path, text] of [...files, ['one', single] as const].filter(([p]) => !p.endsWith('.css') && !p.endsWith('.js'))) {
      expect(text, path).not.toContain('<img');
      expect(text.match(/<\/script>/gu)?.length, path).toBe(text.match(/<script/gu)?.length);
      // of each tag the names of its attributes alone
      for (const [tag] of text.replace(/"[^"]*"/gu, '""').matchAll(/<[a-z][^>]*>/gu)) expect(tag, path).not.toMatch(/\s(?:on\w+|style)=/u);
      expect(text, path).not.toMatch(/href="(?!#|assets\/|\.\.\/|cases\/|[^":]*\.html)/u);
      expect(text, path).toContain('default-src &#39;none&#39;');
    }
    expect(shownText(single)).toContain(MARKUP.slice(0, 20));
    expect(files.get('assets/texts.js')).not.toMatch(/[<>&\u2028]/u);
  });
  it('keeps its 200,000 characters', () => {
    const page = [...files].find(([path]) => path.startsWith('cases/'))?.[1] as string;
    expect(page.length).toBeLessThan(1_400_000);
    expect(dataIn<CaseData>(page, 'data').messages[4]?.text.length).toBeGreaterThan(200_000);
  });
  it('is a file of a harmless name', () => {
    expect([...files.keys()].filter((p) => p.startsWith('cases/'))).toEqual([expect.stringMatching(/^cases\/[\p{L}\p{N}_-]+\.html$/u)]);
  });
});

describe('the review', () => {
  const report = judged('C: 太过分了！再不退款我就打12315投诉你们', 'A: 这是公司规定，没办法的呢', 'C: 你好', 'A: 好的');
  const data = dataIn<CaseData>(folderOf([report]).get('cases/t.html') as string, 'data');
  const line = (marks: Partial<Marks>): ReturnType<typeof readLabelled> => readLabelled(JSON.parse(JSON.stringify(reviewLine(data, { ...noMarks(), ...marks }))), 'review.ndjson', 1);

  it('says nothing of what was not marked', () => {
    const [[message, label]] = data.found as unknown as [[number, string]];
    const read = line({ verdicts: { [`${message}:${label}`]: true } });
    if (isProblem(read)) throw new Error(read.problem);
    expect(read.messages.map((m) => m.labels && [...m.labels.keys()])).toEqual([[label.split('/')[0]], undefined, undefined, undefined]);
    expect([...(read.messages[0]?.known ?? [])]).toEqual([label.split('/')[0]]);
    expect(read.band).toBeUndefined();
  });
  it('wrong ones are known to be absent, missed ones to be there, and a finished message is known in full', () => {
    const [[message, label]] = data.found as unknown as [[number, string]];
    const read = line({ verdicts: { [`${message}:${label}`]: false }, added: { 0: ['churn-threat/stated'], 3: ['commitment'] }, done: [2], band: 'high' });
    if (isProblem(read)) throw new Error(read.problem);
    expect([...(read.messages[0]?.labels?.values() ?? [])]).toEqual([{ signal: 'churn-threat', stage: 'stated' }]);
    expect([...(read.messages[0]?.known ?? [])].sort()).toEqual([label.split('/')[0], 'churn-threat'].sort());
    expect([read.messages[2]?.labels?.size, read.messages[2]?.known]).toEqual([0, undefined]);
    expect([...(read.messages[3]?.labels?.keys() ?? [])]).toEqual(['commitment']);
    expect(read).toMatchObject({ id: 't', band: 'high' });
  });
  it('any marks make a line that is read', () => {
    const verdict = fc.constantFrom(...data.found.map(([m, l]) => `${m}:${l}`));
    const marks = fc.record({
      band: fc.constantFrom(undefined, 'low' as const, 'critical' as const),
      verdicts: fc.dictionary(verdict, fc.boolean()),
      added: fc.dictionary(fc.constantFrom('0', '2'), fc.uniqueArray(fc.constantFrom(...addable('customer')))),
      done: fc.uniqueArray(fc.integer({ min: 0, max: 3 })),
    });
    fc.assert(fc.property(marks, ({ band, ...rest }) => {
      const given: Marks = { ...rest, ...(band && { band }) };
      if (isEmpty(given)) return;
      const read = readLabelled(JSON.parse(JSON.stringify(reviewLine(data, given))), 'r', 1);
      expect(isProblem(read) ? read : 'read').toBe('read');
    }));
  });
});

describe('a batch', () => {
  it('the rise after an agent is measured from before the turn to the customer’s answer', () => {
    const report = judged('C: 你好，我要退款', 'A: 这是公司规定，没办法的呢', 'C: 太过分了，我要去12315投诉你们');
    const [turn] = answeredTurns(report);
    expect(turn?.rise).toBe(report.risk.score - (report.risk.trajectory[0]?.score ?? 0));
    expect(worstFirst(lessonsBy([turn as NonNullable<typeof turn>], signalsIn))[0]).toMatchObject({ count: 1, cases: 1, mean: turn?.rise });
  });
  it('rates are of those they are about', () => {
    const rates = ratesOf([judged('C: 你好', 'A: 您好'), judged('C: 太过分了，我要去12315投诉你们', 'A: 请问还有其他可以帮您的吗')]);
    expect(rates.find((r) => r.id === 'ignored')).toMatchObject({ count: 1, of: 1 });
    expect(rates.find((r) => r.id === 'serious')?.of).toBe(2);
  });
  it('a case counts once a channel, at its firmest', () => {
    const threat = (stage: 'inquiry' | 'done', message: number): Signal => signal('regulator-threat', message, { stage, channel: 'cn-12315' });
    const report = { ...judged('C: 你好', 'A: 您好', 'C: 你好'), signals: [threat('inquiry', 0), threat('done', 2)] };
    expect(threatsByChannel([report])).toMatchObject([{ id: 'cn-12315', cases: 1, stages: { inquiry: 0, done: 1 } }]);
  });
  it('what could not be judged or read is on the page', () => {
    const page = folderOf(stored, 'en').get('index.html') as string;
    expect(page).toContain('1 parts of the input could not be read');
    const rows = dataIn<{ rows: unknown[][] }>(page, 'batch-data').rows;
    expect(rows).toHaveLength(stored.length);
    expect(rows.filter((r) => r[3] === -1)).toHaveLength(stored.filter((r) => r.status === 'insufficient').length);
  });
  it('every link leads to a page that is there', () => {
    const files = folderOf(stored);
    for (const [path, text] of files) {
      if (!path.endsWith('.html')) continue;
      for (const [, href] of text.matchAll(/(?:href|src)="([^"#]+)(?:#[^"]*)?"/gu)) {
        expect(files.has(decodeURIComponent(new URL(href as string, `file:///${path}`).pathname.slice(1))), `${path}: ${href}`).toBe(true);
      }
    }
  });
  it('one file holds the worst cases and lists all', () => {
    const many = Array.from({ length: MOST_IN_ONE_FILE + 2 }, (_, i) => ({ ...judged('C: 你好', 'A: 您好'), id: `c${i}` }));
    const text = fileOf(many, 'en');
    expect(text.match(/<article class="page"/gu)).toHaveLength(MOST_IN_ONE_FILE);
    expect(text).toContain('The 2 mildest cases');
    const ids = [...text.matchAll(/\sid="([^"]+)"/gu)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
  it('the same reports give the same bytes', () => {
    expect([...folderOf(stored)]).toEqual([...folderOf(JSON.parse(JSON.stringify(stored)) as CaseReport[])]);
  });
});

describe('golden pages', () => {
  const small = stored.filter((r) => r.status === 'insufficient' || r.messages.length <= 6).slice(0, 6);
  const golden = 'fixtures/reports/golden/html';
  it.each(['zh', 'en'] as const)('%s', (lang) => {
    const files = folderOf(small, lang);
    const worst = dataIn<{ rows: string[][] }>(files.get('index.html') as string, 'batch-data').rows[0]?.[0] as string;
    for (const [name, path] of [['index', 'index.html'], ['case', decodeURIComponent(worst)]] as const) {
      const place = `${golden}/${name}.${lang}.html`;
      if (process.env['UPDATE_GOLDEN']) {
        mkdirSync(golden, { recursive: true });
        writeFileSync(place, files.get(path) as string);
      }
      expect(existsSync(place)).toBe(true);
      expect(files.get(path)).toBe(readFileSync(place, 'utf8'));
    }
  });
});

describe('kesu score --format html', () => {
  const DEMO = 'fixtures/stories/pillow/orders.gbk.csv';
  it('a folder takes the batch and a page a case', async () => {
    const out = join(dir, 'report');
    expect(await kesu(['score', DEMO, '--format', 'html', '-o', out])).toMatchObject({ code: 0, out: '' });
    expect(readdirSync(out).sort()).toEqual(['assets', 'cases', 'index.html']);
    expect(readdirSync(join(out, 'cases'))).toHaveLength(8);
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('<html lang="en">');
  });
  it('lists a drawn sample without scores, and lays its table beside the pages', async () => {
    const out = join(dir, 'sampled');
    expect((await kesu(['score', DEMO, '--format', 'html', '-o', out, '--sample', '3'])).code).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['assets', 'cases', 'index.html', 'sample.csv']);
    const list = /<section class="card sec-sample".*?<\/section>/su.exec(readFileSync(join(out, 'index.html'), 'utf8'))?.[0] ?? '';
    expect(list.match(/<a href="cases\//gu)).toHaveLength(3);
    expect(list).not.toContain('badge');
  });
  it('a file of that ending takes all', async () => {
    const out = join(dir, 'report.html');
    expect((await kesu(['score', DEMO, '-o', out, '--lang', 'zh'])).code).toBe(0);
    const text = readFileSync(out, 'utf8');
    expect(text).toContain('<html lang="zh-CN">');
    expect(text.match(/<article class="page"/gu)).toHaveLength(8);
    expect(text).toContain('script-src &#39;sha256-');
  });
});
