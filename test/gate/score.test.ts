/** Gates of `kesu score` as a pipeline meets them: exit codes, what is told, baselines on disk. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { caseRun, caseUnit } from '../../src/gate/case-run.js';
import { caseWords } from '../../src/report/case-words.js';
import { CI_FORMATS } from '../../src/report/formats.js';
import { judge } from '../../src/risk/case-report.js';
import { judging, kesu, talk } from '../helpers.js';

const TEXT = readFileSync('fixtures/gate/cases.csv', 'utf8');
const root = mkdtempSync(join(tmpdir(), 'kesu-gate-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let dir: string;
let file: string;
let baseline: string;
let n = 0;
beforeEach(() => {
  dir = join(root, String((n += 1)));
  mkdirSync(join(dir, 'cases'), { recursive: true });
  file = join(dir, 'cases', 'all.csv');
  baseline = join(dir, 'known', 'kesu.json');
  writeFileSync(file, TEXT);
});
const score = (...args: readonly string[]) => kesu(['score', file, '-q', ...args]);

describe('kesu score --fail-on', () => {
  it('fails with the cases and the reasons, and says what next', async () => {
    const ran = await score('--fail-on', 'high', '-f', 'csv');
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/^gate failed: 1 cases \(--fail-on high\)\n.*all\.csv:2 {2}case\/critical {2}K-1: critical \(\d+ of 100\), above all .*“.*12315.*\n.*next: kesu score/);
    expect(ran.out).toContain('K-1');
  });
  it('passes, and says so unless quiet', async () => {
    writeFileSync(file, TEXT.split('\n').filter((l) => !l.startsWith('K-1')).join('\n'));
    expect(await score('--fail-on', 'high')).toMatchObject({ code: 0, err: '' });
    expect((await kesu(['score', file, '--fail-on', 'high'])).err).toContain('gate: passed (--fail-on high)');
  });
  it('a low case can fail by its score', async () => {
    const ran = await score('--fail-on', 'score>=4');
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('case/low  K-2');
  });
  it('holds for a stream', async () => {
    const stdin = (await score('-f', 'ndjson')).out.split('\n').filter(Boolean).map((l) => JSON.stringify({ id: (JSON.parse(l) as { id: string }).id, messages: (JSON.parse(l) as { messages: unknown }).messages })).join('\n');
    const ran = await kesu(['score', '-', '-f', 'ndjson', '-q', '--fail-on', 'critical'], { stdin });
    expect(ran.code).toBe(1);
    expect(ran.out.trim().split('\n')).toHaveLength(3);
    expect(ran.err).toContain('-:1  case/critical  K-1');
  });
  it('outranks rejected input; what is misspelt is refused before anything is scored', async () => {
    writeFileSync(join(dir, 'cases', 'broken.json'), '{');
    expect(await kesu(['score', join(dir, 'cases'), '-q', '--fail-on', 'high'])).toMatchObject({ code: 1 });
    expect(await kesu(['score', join(dir, 'cases'), '-q', '--fail-on', 'score>=101'])).toMatchObject({ code: 2, out: '' });
  });
  it('a run that judged nothing is not green', async () => {
    writeFileSync(file, '会话编号,发送者,消息内容\n');
    expect(await score('--fail-on', 'high')).toMatchObject({ code: 2 });
    const unknown = await kesu(['score', '-', '-q', '-f', 'ndjson', '--fail-on', 'high'], { stdin: '{"id":"x","messages":[{"speaker":"谁","text":"你好"},{"speaker":"某","text":"在"}]}\n' });
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain('none of 1 could be judged');
  });
});

describe('kesu score --baseline', () => {
  const update = () => score('--baseline', baseline, '--update-baseline', '-f', 'csv');

  it('must exist, or be written', async () => {
    const ran = await score('--baseline', baseline);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('--update-baseline');
    expect(await score('--update-baseline')).toMatchObject({ code: 2, out: '' });
    expect(await update()).toMatchObject({ code: 0 });
  });
  it('holds no words of anybody and no place of this machine', async () => {
    await update();
    const text = readFileSync(baseline, 'utf8');
    expect(text).not.toMatch(/\p{Script=Han}/u);
    expect(text).not.toContain(root);
    expect(JSON.parse(text)).toMatchObject({ schema: 'kesu.baseline/1', command: 'score', entries: [{ file: '../cases/all.csv', id: 'K-1', rule: 'case/critical' }, { id: 'K-3', rule: 'case/medium', score: expect.any(Number) as number }] });
  });
  it('lets pass what it knows, in another order and from another folder, and stops what is new', async () => {
    await update();
    const [head = '', ...rows] = TEXT.trim().split('\n');
    const conversation = (id: string) => rows.filter((row) => row.startsWith(id));
    writeFileSync(file, [head, 'K-9,客户,在吗', 'K-9,客服,在的', ...conversation('K-3'), ...conversation('K-2'), ...conversation('K-1')].join('\n'));
    const here = process.cwd();
    process.chdir(dir);
    try {
      expect(await kesu(['score', 'cases/all.csv', '-q', '--baseline', 'known/kesu.json', '--fail-on', 'low'])).toMatchObject({ code: 1, err: expect.stringContaining('new: K-9') as string });
      expect(await kesu(['score', './cases', '-q', '--baseline', './known/kesu.json', '--fail-on', 'medium'])).toMatchObject({ code: 0, err: '' });
    } finally {
      process.chdir(here);
    }
    writeFileSync(file, `${TEXT}K-4,客户,我已经向12315投诉了，等着吧\n`);
    const ran = await score('--baseline', baseline);
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/gate failed: 1 cases \(--fail-on high\)\n.*new: K-4/);
  });
  it('stops a case that got worse beyond the tolerance', async () => {
    await update();
    writeFileSync(file, `${TEXT}K-3,客户,你们这是什么态度，垃圾公司\n`);
    const ran = await score('--baseline', baseline, '--fail-on', 'medium');
    expect(ran.code).toBe(1);
    expect(ran.err).toMatch(/worse, \d+ → \d+: K-3/);
    expect(await score('--baseline', baseline, '--fail-on', 'critical')).toMatchObject({ code: 0 });
  });
  it('tells the stale, which an update removes', async () => {
    await update();
    writeFileSync(file, TEXT.split('\n').filter((l) => !l.startsWith('K-1')).join('\n'));
    const ran = await kesu(['score', file, '--baseline', baseline]);
    expect(ran.code).toBe(0);
    expect(ran.err).toMatch(/1 entries are stale.*K-1 \(case\/critical\).*--update-baseline/);
    expect((await kesu(['score', file, '--baseline', baseline, '--update-baseline'])).err).toContain('1 entries (0 added, 0 changed, 1 removed)');
    expect(readFileSync(baseline, 'utf8')).not.toContain('K-1');
  });
});

describe('formats of CI', () => {
  it.each(CI_FORMATS)('%s goes to standard output, a file, and no folder', async (format) => {
    const { out, code } = await score('-f', format);
    expect(code).toBe(0);
    expect(out).toContain('K-1');
    const path = join(dir, `report.${format}.txt`);
    expect(await score('-f', format, '-o', path)).toMatchObject({ code: 0, out: '' });
    expect(readFileSync(path, 'utf8')).toBe(out);
    expect(await score('-f', format, '-o', dir)).toMatchObject({ code: 2 });
  });
  it('an ending names SARIF and JUnit', async () => {
    await score('-o', join(dir, 'a.sarif'));
    await score('-o', join(dir, 'a.xml'));
    expect(JSON.parse(readFileSync(join(dir, 'a.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(readFileSync(join(dir, 'a.xml'), 'utf8')).toContain('<testsuites');
  });
  it('places are those from the root of the repository', async () => {
    mkdirSync(join(dir, '.git'));
    const here = process.cwd();
    process.chdir(join(dir, 'cases'));
    try {
      expect((await kesu(['score', 'all.csv', '-q', '-f', 'github'])).out).toContain('::error file=cases/all.csv,line=2,');
    } finally {
      process.chdir(here);
    }
  });
});

describe('a case as a diagnostic', () => {
  const options = { lang: 'zh' as const, words: (r: Parameters<typeof caseWords>[0]) => caseWords(r, 'zh') };
  const found = (id: string, ...lines: readonly string[]) =>
    caseRun([caseUnit({ ...judge({ ...talk(...lines), id, source: { file: 'x/五月.txt', line: 7 } }, judging) }, options)], 'zh').units[0];

  it('one that cannot be judged is skipped with the reason', () => {
    expect(found('a', '?: 你好', '?: 在')).toMatchObject({ skipped: expect.stringContaining('--speaker') as string, diagnostics: [] });
  });
  it('is known by its id, and where that is a mere number in the file, by its words', () => {
    const talks = [['C: 我要去12315投诉你们', 'A: 随便'], ['C: 我要去法院起诉你们', 'A: 随便']] as const;
    const print = (id: string, lines: readonly string[]) => found(id, ...lines)?.diagnostics[0]?.fingerprint;
    expect(print('K', talks[0])).toBe(print('K', talks[1]));
    expect(print('五月#2', talks[0])).toBe(print('五月#3', talks[0]));
    expect(print('五月#2', talks[0])).not.toBe(print('五月#2', talks[1]));
  });
});
