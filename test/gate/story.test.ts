/** A colleague's change to a script, stopped by the gate: the commands as a pipeline runs them, in a repository of their own. */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/gate/compare.js';

const STORY = 'fixtures/gate/story';
const KESU = resolve('bin/kesu.js');
const repository = mkdtempSync(join(tmpdir(), 'kesu-story-'));
const script = join(repository, 'scripts', '退货.md');

const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=kesu', '-c', 'user.email=kesu@example.com', ...args], { cwd: repository, encoding: 'utf8' });
function kesu(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [KESU, ...args, '--lang', 'zh'], { cwd: repository, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', XDG_CONFIG_HOME: repository } });
  return { code: status, out: stdout, err: stderr };
}

beforeAll(() => {
  mkdirSync(join(repository, 'scripts'));
  cpSync(join(STORY, 'refund.md'), script);
  cpSync(join(STORY, 'cases.csv'), join(repository, 'cases.csv'));
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'scripts');
});
afterAll(() => rmSync(repository, { recursive: true, force: true }));

describe('the story of a script', () => {
  it('a good script passes', () => {
    expect(kesu('lint', 'scripts/')).toMatchObject({ code: 0, out: '' });
  });

  it('a colleague adds a refusal by rule: the gate fails with its line', () => {
    appendFileSync(script, readFileSync(join(STORY, 'change.md'), 'utf8'));
    const line = readFileSync(script, 'utf8').trimEnd().split('\n').length;
    const { code, out, err } = kesu('lint', 'scripts/', '--fail-on', 'error');
    expect(code).toBe(1);
    expect(out).toContain(`scripts/退货.md:${line}:`);
    expect(out).toContain('stonewalling/policy-shield');
    expect(err).toContain(`scripts/退货.md:${line}:`);
  });

  it.each(['sarif', 'junit', 'github', 'gitlab', 'json'])('it is told as %s', (format) => {
    const { code, out } = kesu('lint', 'scripts/', '--fail-on', 'error', '-f', format);
    expect(code).toBe(1);
    expect(out.replaceAll('%E9%80%80%E8%B4%A7', '退货')).toContain('退货.md');
    expect(out).toContain('stonewalling/policy-shield');
  });

  it('with a baseline what was there passes, and what comes after does not', () => {
    expect(kesu('lint', 'scripts/', '--baseline', 'known.json', '--update-baseline').code).toBe(0);
    expect(kesu('lint', 'scripts/', '--baseline', 'known.json')).toMatchObject({ code: 0, out: '' });
    const before = readFileSync(script, 'utf8');
    writeFileSync(script, `\n\n${before}- 您爱投诉就投诉去吧。\n`);
    const { code, err } = kesu('lint', 'scripts/', '--baseline', 'known.json');
    expect(code).toBe(1);
    expect(err).toContain('provocation/dare');
    expect(err).not.toContain('policy-shield  ');
    writeFileSync(script, before);
  });

  it('a suppression with a reason passes, and one that nothing needs is told', () => {
    const text = readFileSync(script, 'utf8');
    writeFileSync(script, text.replace(/\n(- [^\n]+)\n$/u, '\n<!-- kesu-ignore stonewalling/policy-shield until=2027-06-30: 法务要求保留原文 -->\n$1\n'));
    expect(kesu('lint', 'scripts/', '--fail-on', 'error', '--today', '2026-11-22').code).toBe(0);
    const late = kesu('lint', 'scripts/', '--fail-on', 'error', '--today', '2027-07-01');
    expect(late.code).toBe(1);
    expect(late.out).toContain('suppression/expired');
    git('checkout', '-q', '--', 'scripts');
    appendFileSync(script, '<!-- kesu-ignore stonewalling/policy-shield: 已经改掉 -->\n- 您好，今天18点前给您回电话。\n');
    expect(kesu('lint', 'scripts/').out).toContain('suppression/unused');
  });

  it('a lexicon change that moves a case is shown with its rule, and fails where the case got worse', () => {
    expect(kesu('score', 'cases.csv', '-f', 'ndjson', '-o', 'before.ndjson', '-q').code).toBe(0);
    cpSync(join(STORY, 'ours'), join(repository, 'ours'), { recursive: true });
    const { code, out, err } = kesu('score', 'cases.csv', '--lexicons', 'ours', '--compare', 'before.ndjson', '-f', 'json', '--fail-on', 'medium');
    expect(code).toBe(1);
    const { changes } = JSON.parse(out) as Comparison;
    expect(changes.map((c) => c.id)).toEqual(['K2']);
    expect(changes[0]?.signals.map((s) => s.after?.rule)).toEqual(['media-threat/scheduled-post']);
    expect(changes[0]?.after.score).toBeGreaterThan(changes[0]?.before.score ?? 100);
    expect(err).toContain('K2');
  });

  it('a run that judged nothing is not green', () => {
    mkdirSync(join(repository, 'empty'));
    expect(kesu('lint', 'empty').code).toBe(2);
    writeFileSync(join(repository, 'empty', 'a.md'), '# 只有标题\n');
    expect(kesu('lint', 'empty').code).toBe(2);
    writeFileSync(join(repository, 'empty', 'a.csv'), '会话,角色,内容\nA,访客甲,\n');
    expect(kesu('score', 'empty/a.csv', '--fail-on', 'high').code).toBe(2);
  });
});
