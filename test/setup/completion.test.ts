/** Completion in the shells themselves; a shell that is not installed is told and left out. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bashScript } from '../../src/setup/completion/bash.js';
import { fishScript } from '../../src/setup/completion/fish.js';
import { shapesOf } from '../../src/setup/completion/shape.js';
import { zshScript } from '../../src/setup/completion/zsh.js';
import { folder } from '../lexicon/overlay.js';
import { program } from './program.js';

const shapes = shapesOf(program());
const dir = folder({ 'k.bash': bashScript(shapes), 'k.zsh': zshScript(shapes), 'k.fish': fishScript(shapes), 'export.csv': '', 'other file.txt': '', 'ours/x': '' });

function shell(name: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(name, args, { cwd: dir, encoding: 'utf8', env: { PATH: process.env['PATH'], HOME: dir, TERM: 'xterm', DUMP: join(dir, 'dump'), LANG: 'C.UTF-8' }, timeout: 60_000 });
  return { status, stdout, stderr };
}

const has = (name: string): boolean => {
  const there = spawnSync(name, ['--version']).error === undefined;
  if (!there) console.warn(`completion.test: no ${name} here (apt-get install ${name}); completion in it is not tested`);
  return there;
};

describe.runIf(has('bash'))('bash', () => {
  /** Candidates for the last word, and what is asked of readline. */
  const complete = (...words: string[]): string[] => {
    const { stdout, stderr } = shell('bash', '--norc', '-c', `source k.bash; compopt() { printf '%s\\n' "compopt $*"; }; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _kesu; printf '%s\\n' "\${COMPREPLY[@]}"`, 'bash', 'kesu', ...words);
    expect(stderr).toBe('');
    return stdout.split('\n').filter((line) => line !== '');
  };

  it.each([
    [['le'], ['lexicon']],
    [['lexicon', ''], ['test', 'check', 'list', 'diff', 'import']],
    [['lexicon', 'check', '--bro'], ['--broad']],
    [['score', '--sa'], ['--sample']],
    [['score', '--input-format', ''], ['csv', 'tsv', 'json', 'ndjson', 'text']],
    [['score', '--input-format', '=', 'nd'], ['ndjson']],
    [['score', '--input-format', '='], ['csv', 'tsv', 'json', 'ndjson', 'text']],
    [['eval', '-f', 'c'], ['csv']],
    [['score', '--input-format', 'csv', '--case'], ['--case-by']],
    [['completion', ''], ['bash', 'zsh', 'fish']],
    [['completion', 'bash', ''], ['compopt +o default +o bashdefault']],
    [['score', ''], []],
    [['score', '-o', ''], []],
    [['score', '--', '--sa'], []],
    [['score', '--top', ''], ['compopt +o default +o bashdefault']],
    [['score', '--lexicons', ''], ['compopt +o default +o bashdefault -o dirnames']],
  ])('kesu %j', (words, candidates) => {
    expect(complete(...words)).toEqual(candidates);
  });

  it('is registered, and leaves files to readline', () => {
    expect(shell('bash', '--norc', '-c', 'source k.bash; complete -p kesu').stdout).toBe('complete -o bashdefault -o default -F _kesu kesu\n');
  });
});

describe.runIf(has('fish'))('fish', () => {
  const complete = (line: string): string[] =>
    shell('fish', '--no-config', '-c', 'source k.fish; complete -C $argv[1]', line).stdout.split('\n').filter((l) => l !== '').map((l) => l.split('\t')[0] ?? '');

  it.each([
    ['kesu le', ['lexicon']],
    ['kesu lexicon ', ['check', 'diff', 'import', 'list', 'test']],
    ['kesu lexicon check --bro', ['--broad']],
    ['kesu score --input-format ', ['csv', 'json', 'ndjson', 'text', 'tsv']],
    ['kesu score --input-format=nd', ['--input-format=ndjson']],
    ['kesu eval -f c', ['csv']],
    ['kesu completion ', ['bash', 'fish', 'zsh']],
    ['kesu completion bash ', []],
    ['kesu score exp', ['export.csv']],
    ['kesu score --top ', []],
    ['kesu score --lexicons ', ['ours/']],
    ['kesu doctor ', []],
  ])('%s', (line, candidates) => {
    expect(complete(line)).toEqual(candidates);
  });

  it('is valid', () => {
    expect(shell('fish', '-n', 'k.fish')).toMatchObject({ status: 0, stderr: '' });
  });
});

describe.runIf(has('zsh'))('zsh', () => {
  it('is valid, and tells where compinit is missing', () => {
    expect(shell('zsh', '-n', 'k.zsh')).toMatchObject({ status: 0, stderr: '' });
    expect(shell('zsh', '-f', '-c', 'source ./k.zsh').stderr).toContain('compinit');
  });

  it('completes in a terminal', () => {
    const typed: Readonly<Record<string, string>> = {
      'kesu le': 'kesu lexicon ',
      'kesu lexicon ch': 'kesu lexicon check ',
      'kesu lexicon check --bro': 'kesu lexicon check --broad=',
      'kesu score --input-format=nd': 'kesu score --input-format=ndjson ',
      'kesu eval -f c': 'kesu eval -f csv ',
      'kesu completion z': 'kesu completion zsh ',
      'kesu score exp': 'kesu score export.csv ',
      'kesu score oth': 'kesu score other\\ file.txt ',
      'kesu score --lexicons ou': 'kesu score --lexicons ours/',
    };
    // what is typed, a tab, and a key that writes down the line
    const driver = `zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell "autoload -Uz compinit; compinit -u -D; source ./k.zsh; unsetopt beep; dump() { print -r -- \\"\\$BUFFER\\" >> \\$DUMP; BUFFER= }; zle -N dump; bindkey '^Xd' dump; print -r -- READY\\$((1+1))"
zpty -r -m shell line '*READY2*'
for text in "$@"; do zpty -w -n shell "$text"$'\\t'; zpty -w -n shell $'\\x18d'; done
zpty -w shell 'print -r -- DONE$((1+2))'
zpty -r -m shell line '*DONE3*'
zpty -d shell`;
    expect(shell('zsh', '-f', '-c', driver, 'zsh', ...Object.keys(typed)).status).toBe(0);
    expect(readFileSync(join(dir, 'dump'), 'utf8').split('\n').slice(0, -1)).toEqual(Object.values(typed));
  });
});

it('every option of every command is in every script', () => {
  const options = shapes.flatMap((shape) => shape.options.map((o) => o.flags.at(-1) ?? ''));
  expect(options.length).toBeGreaterThan(100);
  for (const [file, spelled] of [['k.bash', (o: string) => o], ['k.zsh', (o: string) => o], ['k.fish', (o: string) => ` -l ${o.slice(2)} `]] as const) {
    const script = readFileSync(join(dir, file), 'utf8');
    expect(options.filter((option) => !script.includes(spelled(option)))).toEqual([]);
  }
});

it('a description can hold what a shell would obey', () => {
  const [first] = shapes;
  if (!first) throw new Error('no shape');
  const evil = "it's $(touch pwned) `touch pwned` [x]: \\ \"q\"";
  const made = [{ ...first, options: [{ flags: ['--evil'], description: evil, repeatable: false, takes: { kind: 'words' as const, words: ['a', 'b'] } }], commands: [{ name: 'go', description: evil }] }, { path: 'go', description: evil, commands: [], options: [], arguments: [] }];
  const here = folder({ 'e.bash': bashScript(made), 'e.zsh': zshScript(made), 'e.fish': fishScript(made) });
  for (const [name, args] of [['bash', ['-n', 'e.bash']], ['zsh', ['-n', 'e.zsh']], ['fish', ['-n', 'e.fish']]] as const) {
    const ran = spawnSync(name, args, { cwd: here, encoding: 'utf8' });
    if (!ran.error) expect(ran).toMatchObject({ status: 0, stderr: '' });
  }
  const fish = spawnSync('fish', ['--no-config', '-c', "source e.fish; complete -C 'kesu --ev'"], { cwd: here, encoding: 'utf8' });
  if (!fish.error) expect(fish.stdout).toBe(`--evil\t${evil}\n`);
});
