import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fileNameOf } from '../../src/cli/output.js';
import { kesu } from '../helpers.js';

const DEMO = 'fixtures/stories/pillow/orders.gbk.csv';
const dir = mkdtempSync(join(tmpdir(), 'kesu-score-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('kesu score', () => {
  it('shows the cases worst first; results on standard output, talk on standard error', async () => {
    const ran = await kesu(['score', DEMO]);
    expect(ran.code).toBe(0);
    expect(ran.out.split('\n')[0]).toMatch(/CRITICAL\s+\d+\s+H20240307-0102/);
    expect(ran.out).not.toContain('gb18030');
    expect(ran.err).toContain('gb18030');
  });

  it('a folder takes one report a case and a summary', async () => {
    const out = join(dir, 'out/');
    const ran = await kesu(['score', DEMO, '-o', out]);
    expect(ran).toMatchObject({ code: 0, out: '' });
    const names = readdirSync(out).sort();
    expect(names).toContain('summary.csv');
    expect(names.filter((n) => n.endsWith('.json') && n !== 'cases.json')).toHaveLength(8);
    expect(names.filter((n) => n.endsWith('.md'))).toHaveLength(8);
    expect(readFileSync(join(out, 'summary.csv'), 'utf8').startsWith('\ufeff')).toBe(true);
  });

  it('NDJSON keeps the order of the input', async () => {
    const ran = await kesu(['score', '-f', 'ndjson', DEMO]);
    const rows = ran.out.trim().split('\n').map((l) => JSON.parse(l) as { id: string; schema: string });
    expect(rows[0]).toMatchObject({ id: 'H20240305-0017', schema: 'kesu.case/1' });
    expect(rows).toHaveLength(8);
  });

  it('reads standard input', async () => {
    const ran = await kesu(['score', '-f', 'ndjson', '-'], { stdin: '{"id":"x","messages":[{"speaker":"customer","text":"你好"}]}\n' });
    expect(JSON.parse(ran.out)).toMatchObject({ id: 'x', status: 'scored' });
  });

  it('masks personal numbers unless told not to', async () => {
    const stdin = '{"id":"x","messages":[{"speaker":"customer","text":"打我13812345678"}]}\n';
    expect((await kesu(['score', '-f', 'json', '-'], { stdin })).out).not.toContain('13812345678');
    expect((await kesu(['score', '-f', 'json', '--no-redact', '-'], { stdin })).out).toContain('13812345678');
  });

  it('no escape sequence of a transcript reaches the terminal, no formula the spreadsheet', async () => {
    const stdin = `${JSON.stringify({ id: '=cmd|x', messages: [{ speaker: 'customer', text: '\u001b[31m=HYPERLINK("x") 你们太过分了，我现在就去12315投诉' }] })}\n`;
    expect((await kesu(['score', '-'], { stdin })).out).not.toContain('\u001b');
    const csv = (await kesu(['score', '-f', 'csv', '-'], { stdin })).out;
    expect(csv).not.toMatch(/(^|,)"?=/m);
  });

  it('speaks Chinese when asked', async () => {
    expect((await kesu(['score', '--lang', 'zh', DEMO])).out).toContain('危急');
  });

  it('what cannot be judged is shown apart', async () => {
    const ran = await kesu(['score', '-'], { stdin: '{"id":"x","messages":[{"speaker":"谁","text":"你好"},{"speaker":"某","text":"在"}]}\n' });
    expect(ran.out).toContain('Not judged');
  });
});

describe('file names', () => {
  it.each([['../../etc/passwd', '_etc_passwd'], ['会话/1', '会话_1'], ['', 'case'], ['CON', 'case-CON'], ['a\u0000b', 'a_b']])('%j → %s', (id, name) => {
    expect(fileNameOf(id, new Set())).toBe(name);
  });
  it('stay apart, whatever the case', () => {
    const taken = new Set<string>();
    expect([fileNameOf('A', taken), fileNameOf('a', taken)]).toEqual(['A', 'a-2']);
  });
});

describe('kesu score --sample', () => {
  it('is shown after the worst cases, written beside the summary, and refused where it has no place', async () => {
    const shown = await kesu(['score', DEMO, '--sample', '3', '--seed', '7', '--top', '1']);
    expect(shown.out).toMatch(/To be checked by people: 3 of 8 cases.*seed 7/);
    expect(shown.err).toContain(`next: kesu score ${DEMO} --sample 3 -o out/`);
    const out = join(dir, 'sampled/');
    const ran = await kesu(['score', DEMO, '--sample', '3', '-o', out]);
    expect(ran.err).toContain('sample.csv');
    expect(readFileSync(join(out, 'sample.csv'), 'utf8').trim().split('\r\n')).toHaveLength(4);
    expect(await kesu(['score', '-f', 'ndjson', '--sample', '3', DEMO])).toMatchObject({ code: 2, out: '' });
  });
});
