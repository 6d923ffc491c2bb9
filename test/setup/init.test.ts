/** `kesu init`: files to start from, none of them overwritten unasked, all of them right. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read.js';
import { CI_FILES } from '../../src/setup/ci-files.js';
import { configFile } from '../../src/setup/config-file.js';
import { folder } from '../lexicon/overlay.js';
import { program, run } from './program.js';

const read = (dir: string, name: string): string => readFileSync(join(dir, name), 'utf8');

describe('kesu init', () => {
  it('writes a configuration that changes nothing, and its schema beside it', () => {
    const dir = folder();
    expect(run(['init'], dir)).toMatchObject({ code: 0, out: '' });
    expect(read(dir, 'kesu.config.yaml').split('\n')[0]).toBe('# yaml-language-server: $schema=kesu.config.schema.json');
    expect(JSON.parse(read(dir, 'kesu.config.schema.json'))).toMatchObject({ title: 'kesu: kesu.config.yaml' });
    expect(run(['score', '--print-config'], dir).out.split('\n').slice(3, -1).filter((line) => !line.endsWith('default'))).toEqual([]);
  });

  it('points to the schema of a kesu that is installed in the project, from a folder below too', () => {
    const dir = folder({ 'node_modules/kesu/lexicons/config.schema.json': '{}', 'desk/x': '' });
    run(['init'], join(dir, 'desk'));
    expect(read(dir, 'desk/kesu.config.yaml').split('\n')[0]).toBe('# yaml-language-server: $schema=../node_modules/kesu/lexicons/config.schema.json');
    expect(existsSync(join(dir, 'desk/kesu.config.schema.json'))).toBe(false);
  });

  it('leaves what is there, says what to merge, and overwrites with --force', () => {
    const dir = folder({ 'kesu.config.yaml': 'lang: zh\n', '.gitlab-ci.yml': 'stages: [test]\n' });
    const kept = run(['init', '--ci', 'gitlab'], dir);
    expect([read(dir, 'kesu.config.yaml'), read(dir, '.gitlab-ci.yml')]).toEqual(['lang: zh\n', 'stages: [test]\n']);
    expect(kept.err).toContain(CI_FILES.gitlab.text);
    run(['init', '--force', '--ci', 'gitlab'], dir);
    expect(read(dir, '.gitlab-ci.yml')).toBe(CI_FILES.gitlab.text);
    expect(read(dir, 'kesu.config.yaml')).toContain('# lang: zh');
  });

  it('--stdout prints and writes nothing', () => {
    const dir = folder();
    expect(run(['init', '--stdout', '--lang', 'zh'], dir).out).toBe(configFile(program(), 'zh', 'kesu.config.schema.json'));
    expect(existsSync(join(dir, 'kesu.config.yaml'))).toBe(false);
  });

  it('writes the files of several CI systems; the hook can be run', () => {
    const dir = folder();
    run(['init', '--ci', 'github', 'pre-commit', '--ci', 'git-hook'], dir);
    expect(existsSync(join(dir, '.github/workflows/kesu.yml')) && existsSync(join(dir, '.pre-commit-config.yaml'))).toBe(true);
    expect(statSync(join(dir, '.githooks/pre-commit')).mode & 0o111).not.toBe(0);
  });
});

describe('the configuration it writes', () => {
  it.each(['zh', 'en'] as const)('is right with every line switched on (%s)', (lang) => {
    const on = configFile(program(), lang, 's.json').replace(/^( *)# ([\w-]+: \S.*)$/gm, (line, indent: string, setting: string) => (/^yaml-language-server/.test(setting) ? line : indent + setting));
    const dir = folder({ 'kesu.config.yaml': on });
    expect(() => readConfig(join(dir, 'kesu.config.yaml'), program(), { cwd: dir, confined: true })).not.toThrow();
    const keys = parse(on) as Record<string, object>;
    expect(Object.keys(keys)).toEqual(expect.arrayContaining(['lang', 'lexicons', 'columns', 'score', 'eval']));
    expect(Object.keys(keys['score'] ?? {})).toContain('top');
  });

  it('has a word about every key, in both languages', () => {
    for (const lang of ['zh', 'en'] as const) {
      const lines = configFile(program(), lang, 's.json').split('\n');
      const bare = lines.filter((line, n) => /^ *# [\w-]+: \S/.test(line) && n > 0 && !/^ *# \P{Ll}|^ *# [A-Z]/u.test(lines[n - 1] ?? ''));
      expect(bare).toEqual([]);
    }
  });
});

describe('files for CI', () => {
  it('the workflow, the job and the hook are YAML that calls kesu, and nothing that is not installed', () => {
    const commands = (value: unknown): string[] => (typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? Object.values(value).flatMap(commands) : []);
    for (const system of ['github', 'gitlab', 'pre-commit'] as const) {
      const calls = commands(parse(CI_FILES[system].text)).filter((text) => /\bnpx\b/.test(text));
      expect(calls.length).toBe(1);
      expect(calls[0]).toMatch(/^npx --no -- kesu lint .*--fail-on error/);
    }
  });
});

describe('the git hook', () => {
  /** A repository with the hook switched on, and a stand-in for kesu that refuses a script with BAD in it. */
  function repository(): { dir: string; git: (...args: string[]) => ReturnType<typeof spawnSync> } {
    const dir = folder({ 'node_modules/.bin/kesu': '#!/bin/sh\n[ "$1" = lint ] || exit 2\n! grep -rn BAD "$2"\n', '.gitignore': 'node_modules\n', 'scripts/hello.md': 'good\n' });
    chmodSync(join(dir, 'node_modules/.bin/kesu'), 0o755);
    const git = (...args: string[]): ReturnType<typeof spawnSync> => spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'commit.gpgsign=false', ...args], { cwd: dir, encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: dir } });
    git('init', '-q');
    run(['init', '--ci', 'git-hook'], dir);
    git('config', 'core.hooksPath', '.githooks');
    git('add', '.');
    return { dir, git };
  }

  it('lets a good commit pass and stops a bad one, with the place', () => {
    const { dir, git } = repository();
    expect(git('commit', '-qm', 'good')).toMatchObject({ status: 0 });
    writeFileSync(join(dir, 'scripts/hello.md'), 'good\nBAD\n');
    const stopped = git('commit', '-qam', 'bad');
    expect(stopped.status).not.toBe(0);
    expect(`${String(stopped.stdout)}${String(stopped.stderr)}`).toContain('scripts/hello.md:2:BAD');
  });

  it('checks what is staged, not what lies in the folder', () => {
    const { dir, git } = repository();
    writeFileSync(join(dir, 'scripts/hello.md'), 'BAD\n');
    expect(git('commit', '-qm', 'the good version is staged')).toMatchObject({ status: 0 });
    git('add', '.');
    writeFileSync(join(dir, 'scripts/hello.md'), 'good again, unstaged\n');
    expect(git('commit', '-qm', 'the bad version is staged').status).not.toBe(0);
  });

  it('does not run where no script is staged', () => {
    const { dir, git } = repository();
    git('commit', '-qm', 'good');
    mkdirSync(join(dir, 'other'));
    writeFileSync(join(dir, 'other/a.md'), 'BAD\n');
    chmodSync(join(dir, 'node_modules/.bin/kesu'), 0o644);
    git('add', '.');
    expect(git('commit', '-qm', 'other')).toMatchObject({ status: 0 });
  });
});
