/** `kesu lint` as its user meets it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { afterAll, describe, expect, it } from 'vitest';
import { lintReportSchema } from '../../src/report/lint-json.js';
import { main } from '../../src/cli/main.js';
import { kesu, type Ran } from '../helpers.js';

const dir = mkdtempSync(join(tmpdir(), 'kesu-lint-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(dir, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}
const lint = (...args: string[]): Promise<Ran> => kesu(['lint', '--today', '2026-11-22', ...args]);
const from = (stdin: string, ...args: string[]): Promise<Ran> => kesu(['lint', '--today', '2026-11-22', '-', ...args], { stdin });

describe('kesu lint', () => {
  const good = '枕头不合适确实让人着急，我现在为您登记退货，今天18点前把退货地址发给您。\n';

  it('exits 0 for good scripts and for warnings, 1 for an error that nothing allows', async () => {
    expect(await from(good)).toMatchObject({ code: 0, out: '' });
    expect((await from('请您耐心等待。')).code).toBe(0);
    expect((await from('那您去投诉吧。')).code).toBe(1);
    expect((await from('那您去投诉吧。 <!-- kesu-ignore provocation: 反例 -->')).code).toBe(0);
  });

  it('a run that judged nothing is not green', async () => {
    for (const ran of [await from('# 标题\n', '--stdin-filename', 'a.md'), await from('客户：你们什么态度啊'), await from('hello world')]) {
      expect(ran).toMatchObject({ code: 2, out: '' });
      expect(ran.err).toMatch(/no agent text[\s\S]*lint\.yaml/);
    }
    mkdirSync(join(dir, 'empty'));
    file('empty/readme.html', '那您去投诉吧');
    const ran = await lint(join(dir, 'empty'));
    expect(ran.code).toBe(2);
    expect(ran.err).toMatch(/no file ending in \.md .*empty/);
  });

  it('searches folders, not those of packages and not hidden ones', async () => {
    for (const name of ['tree/a.md', 'tree/sub/b.yaml', 'tree/node_modules/c.md', 'tree/.git/d.md']) file(name, name.endsWith('yaml') ? 'reply: 那您去投诉吧' : '那您去投诉吧');
    const ran = await lint(join(dir, 'tree'), join(dir, 'tree/a.md'), '-f', 'json');
    expect((JSON.parse(ran.out) as { diagnostics: { file: string }[] }).diagnostics.map((d) => d.file)).toEqual([join(dir, 'tree/a.md'), join(dir, 'tree/sub/b.yaml')]);
  });

  it('a file that cannot be read costs 3, a missing one 2, an error outranks 3', async () => {
    const fine = file('fine.txt', good);
    const broken = file('broken.json', '{"reply": "请您稍等",,}');
    const ran = await lint(fine, broken);
    expect(ran.code).toBe(3);
    expect(ran.err).toContain(`${broken}:1: invalid JSON`);
    expect((await lint(fine, join(dir, 'nowhere.md'))).code).toBe(2);
    expect((await lint(file('bad.txt', '那您去投诉吧'), broken)).code).toBe(1);
    expect((await lint(fine, file('picture.md', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])))).code).toBe(3);
  });

  it('shows the words with carets as wide as they are, in a long line too', async () => {
    const { out } = await from(`${'这件商品的编号，'.repeat(8)}那您去投诉吧。${'订单在页面上。'.repeat(8)}`);
    const [head, words, carets] = out.split('\n') as [string, string, string];
    expect(head).toBe('-:1:65: error: dares the customer to complain [provocation/dare]');
    expect(stringWidth(words)).toBeLessThanOrEqual(100);
    const from0 = carets.indexOf('^');
    expect(stringWidth(words.slice(0, words.indexOf('那您去投诉吧')))).toBe(from0);
    expect(carets.replace(/[^^]/g, '')).toBe('^'.repeat(stringWidth('那您去投诉吧')));
  });

  it('obeys no escape sequences of a script', async () => {
    const { out } = await from('\u001b[2J那您去投诉吧\u202e');
    expect(out).not.toMatch(/[\u001b\u202e]/);
  });

  it('JSON follows its schema and says the same in both languages, wording aside', async () => {
    const scripts = file('mixed.md', '<!-- kesu-ignore wait: 见附录 -->\n请您耐心等待。\n\n那您去投诉吧。\n');
    const [en, zh] = [await lint(scripts, '-f', 'json'), await lint(scripts, '-f', 'json', '--lang', 'zh')].map(({ out }) => lintReportSchema.parse(JSON.parse(out)));
    expect(en?.summary).toEqual({ files: 1, texts: 2, errors: 1, warnings: 0, notes: 0, suppressed: 1 });
    expect(zh?.diagnostics.map((d) => d.fingerprint)).toEqual(en?.diagnostics.map((d) => d.fingerprint));
    expect(zh?.diagnostics[1]?.message).toBe('激客户去投诉');
  });

  it('fingerprints stay when lines move', async () => {
    const prints = async (text: string): Promise<string[]> => (JSON.parse((await from(text, '-f', 'json')).out) as { diagnostics: { fingerprint: string }[] }).diagnostics.map((d) => d.fingerprint);
    expect(await prints(`${good}\n${good}\n那您去投诉吧。\n那您去投诉吧。`)).toEqual(await prints('那您去投诉吧。\n\n\n那您去投诉吧。'));
    expect(new Set(await prints('那您去投诉吧。\n那您去投诉吧。')).size).toBe(2);
  });

  it('a folder laid over it changes severities and columns, and is told of a mistyped rule', async () => {
    file('ours/lint.yaml', 'severity: {provocation/dare: note, wait/no-time: off}\ncolumns: {agent: [金句]}\n');
    const csv = file('golden.csv', '编号,金句,草稿\n1,那您去投诉吧,随便您投诉\n2,请您耐心等待。,x\n');
    const ran = await lint(csv, '--lexicons', join(dir, 'ours'), '-f', 'json');
    expect(ran.code).toBe(0);
    expect((JSON.parse(ran.out) as { diagnostics: object[] }).diagnostics).toMatchObject([{ rule: 'provocation/dare', severity: 'note' }]);
    file('typo/lint.yaml', 'severity:\n  provocation/dar: note\n');
    const typo = await lint(csv, '--lexicons', join(dir, 'typo'));
    expect(typo).toMatchObject({ code: 2 });
    expect(typo.err).toMatch(/typo\/lint\.yaml:2:\d+: there is no rule provocation\/dar/);
  });

  it('writes a file, and refuses what makes no sense', async () => {
    const out = join(dir, 'out/lint.json');
    expect(await from('那您去投诉吧。', '-f', 'json', '-o', out, '-q')).toEqual({ code: 1, out: '', err: '' });
    expect(lintReportSchema.safeParse(JSON.parse(readFileSync(out, 'utf8'))).success).toBe(true);
    expect((await kesu(['lint', file('x.txt', good), '--stdin-filename', 'a.md'])).err).toContain('--stdin-filename');
    expect((await kesu(['lint', '-', '--today', '2026-02-30'], { stdin: good })).code).toBe(2);
  });

  it('what is allowed until a day is told by the date handed in', async () => {
    const until = async (today: string): Promise<number> => main(['node', 'kesu', 'lint', '-q', '-'], {
      stdin: (async function* () { yield new TextEncoder().encode('那您去投诉吧。 <!-- kesu-ignore provocation/dare until=2026-11-22: 反例 -->'); })(),
      stdout: { write: () => true }, stderr: { write: () => true }, env: {}, today: () => today,
    });
    expect([await until('2026-11-22'), await until('2026-11-23')]).toEqual([0, 1]);
  });
});

describe('kesu explain RULE', () => {
  it('shows the page', async () => {
    const { code, out } = await kesu(['explain', 'stonewalling/policy-shield']);
    expect(code).toBe(0);
    expect(out).toMatch(/^stonewalling\/policy-shield {2}hides behind a rule {2}\(severity: error\)\n\nWhat it finds\n/);
    expect((await kesu(['explain', 'law-only-reply', '--lang', 'zh'])).out).toContain('为什么');
  });
  it('tells under which rule a rule of the lexicon is reported', async () => {
    const { out } = await kesu(['explain', 'stonewalling/wait-patiently']);
    expect(out).toMatch(/reported as wait\/no-time by kesu lint; where it stands: .*stonewalling\.yaml:\d+/);
    expect((await kesu(['explain', 'anger/no-such-rule-at-all'])).code).toBe(2);
  });
  it('suggests the nearest, and still explains texts', async () => {
    expect(await kesu(['explain', 'stonewalling/policy-sheild'])).toMatchObject({ code: 2, err: expect.stringContaining('stonewalling/policy-shield') as string });
    expect((await kesu(['explain', 'law-only-repli'])).code).toBe(2);
    for (const text of ['nmsl', 'hello-world', '再不处理我就打12315', 'and/or?']) expect((await kesu(['explain', text])).out).toMatch(/^folded/);
  });
  it('wraps to the window of a terminal', async () => {
    let out = '';
    await main(['node', 'kesu', 'explain', 'stonewalling/policy-shield', '--lang', 'zh', '--no-color'], {
      stdin: (async function* () {})(), stdout: { write: (text) => ((out += text), true), columns: 60, isTTY: true }, stderr: { write: () => true }, env: {},
    });
    expect(Math.max(...out.split('\n').map((line) => stringWidth(line)))).toBeLessThanOrEqual(60);
    expect(out).not.toMatch(/^ *(?:\| )?[，。；）]/mu);
  });
});
