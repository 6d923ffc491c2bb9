/** `kesu.config.yaml`: found, read, checked, and laid under the flags. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Command, Option } from 'commander';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collect } from '../../src/cli/collect.js';
import { count } from '../../src/cli/count.js';
import { findConfigs } from '../../src/config/find.js';
import { readConfig } from '../../src/config/read.js';
import { commonOf, leavesOf } from '../../src/config/settings.js';
import { variablesOf } from '../../src/config/variables.js';
import { KesuError } from '../../src/errors.js';
import { caught } from '../helpers.js';
import { folder } from '../lexicon/overlay.js';
import { program, run, settled, valueIn } from './program.js';

const PROJECT = resolve('fixtures/config/project');
const USER = { XDG_CONFIG_HOME: folder({ 'kesu/config.yaml': readFileSync('fixtures/config/user/config.yaml', 'utf8') }) };

describe('a project and a user', () => {
  const score = settled(['score', 'x.csv', '--seed', '3'], { cwd: join(PROJECT, 'night'), env: { ...USER, KESU_SAMPLE: 'no such variable', KESU_SCORE_SAMPLE: '12' } });

  it('each value comes from the highest layer that sets it, and says so', () => {
    const origins = Object.fromEntries(score.values.map(({ setting, value, origin }) => [setting.key, [value, 'place' in origin ? `${relative(PROJECT, origin.place.file ?? '')}:${origin.place.line}` : origin.layer]]));
    expect(origins).toMatchObject({
      seed: [3, 'flag'],
      sample: [12, 'env'],
      top: [5, 'kesu.config.yaml:7'],
      encoding: ['gb18030', 'kesu.config.yaml:9'],
      lang: ['zh', relative(PROJECT, join(USER.XDG_CONFIG_HOME, 'kesu/config.yaml')) + ':1'],
      learned: [true, 'default'],
    });
  });

  it('paths count from the file and are written as from here; an ending / stays', () => {
    expect([valueIn(score, 'lexicons'), valueIn(score, 'output')]).toEqual([['../ours/'], '../out/']);
  });

  it('pairs may be written as a mapping, and columns is another name of map', () => {
    expect([valueIn(score, 'map'), valueIn(score, 'speaker')]).toEqual(['conversation=会话编号,text=内容', ['小王=agent', '小李=agent']]);
  });

  it('a key at the top is for every command that has the option, and for no namesake', () => {
    const explain = settled(['explain', 'x'], { cwd: PROJECT, env: USER });
    expect([valueIn(explain, 'lexicons'), valueIn(explain, 'speaker'), valueIn(explain, 'lang')]).toEqual([['ours/'], 'customer', 'zh']);
  });

  it('a command below another has its section there', () => {
    expect(valueIn(settled(['lexicon', 'check'], { cwd: PROJECT }), 'broad')).toBe(7.5);
  });

  it('a list on the command line takes the place of the list of the file', () => {
    expect(valueIn(settled(['score', 'x', '--lexicons', 'mine'], { cwd: PROJECT }), 'lexicons')).toEqual(['mine']);
  });

  it('--no-config and KESU_CONFIG=off read nothing, --config FILE another file', () => {
    expect(valueIn(settled(['score', 'x', '--no-config'], { cwd: PROJECT, env: USER }), 'top')).toBe(20);
    expect(valueIn(settled(['score', 'x'], { cwd: PROJECT, env: { ...USER, KESU_CONFIG: 'off' } }), 'top')).toBe(20);
    expect(valueIn(settled(['score', 'x', '--config', '../user/config.yaml'], { cwd: PROJECT }), 'top')).toBe(9);
    expect(valueIn(settled(['score', 'x'], { cwd: PROJECT, env: { KESU_CONFIG: '../user/config.yaml' } }), 'top')).toBe(9);
  });
});

describe('where a file is looked for', () => {
  it('upwards, not beyond the root of the repository', () => {
    const outer = folder({ 'kesu.config.yaml': 'lang: zh\n', 'repo/.git/HEAD': '', 'repo/deep/er/x': '', 'loose/deep/x': '' });
    expect(findConfigs(join(outer, 'loose/deep'), {}, undefined)).toEqual({ project: join(outer, 'kesu.config.yaml') });
    expect(findConfigs(join(outer, 'repo/deep/er'), {}, undefined)).toEqual({});
    writeFileSync(join(outer, 'repo/kesu.config.yaml'), '');
    expect(findConfigs(join(outer, 'repo/deep/er'), {}, undefined)).toEqual({ project: join(outer, 'repo/kesu.config.yaml') });
  });

  it('the file of another user is not read, unless it is named', async () => {
    if (process.getuid?.() !== 0) return console.warn('config.test: giving a file to another user needs root; not tested');
    const { chownSync } = await import('node:fs');
    const shared = folder({ 'kesu.config.yaml': 'lang: zh\n', 'mine/x': '' });
    const file = join(shared, 'kesu.config.yaml');
    chownSync(file, 12345, 12345);
    expect(findConfigs(join(shared, 'mine'), {}, undefined)).toEqual({ ignored: file });
    expect(findConfigs(join(shared, 'mine'), {}, '../kesu.config.yaml')).toEqual({ project: file, named: true });
    // a checkout that belongs to somebody else as a whole, as in a container
    chownSync(join(shared, 'mine'), 12345, 12345);
    expect(findConfigs(join(shared, 'mine'), {}, undefined)).toEqual({ project: file });
  });
});

describe('what is wrong in a file', () => {
  const errors = (lang: 'en' | 'zh'): string =>
    readdirSync('fixtures/config/errors').sort().map((name) => {
      const error = caught(() => settled([name === 'conflict' ? 'eval' : 'score', 'x'], { cwd: resolve('fixtures/config/errors', name) }));
      if (!(error instanceof KesuError)) throw new Error(`${name}: ${String(error)}`);
      // which keys there are changes with every option
      return `${error.in(lang).replaceAll(`${resolve('fixtures/config/errors')}/`, '').replace(/(known here: |此处可用：).*/iu, '$1…')}\n`;
    }).join('');

  it.each(['en', 'zh'] as const)('is told with file, line, column and what is allowed (%s)', (lang) => {
    const golden = `fixtures/config/errors.${lang}.txt`;
    if (process.env['UPDATE_GOLDEN']) writeFileSync(golden, errors(lang));
    expect(errors(lang)).toBe(readFileSync(golden, 'utf8'));
  });

  it('the keys that are known are those of the place', () => {
    const { params } = caught(() => settled(['score', 'x'], { cwd: resolve('fixtures/config/errors/key-of-another-command') })) as KesuError;
    expect(params['known']).toBe('asr, before, color, format, lang, learned, lexicons, speaker');
  });

  it('stops every command with exit 2, whichever section it stands in, but not those that set kesu up', () => {
    const dir = folder({ 'kesu.config.yaml': 'explain:\n  asrr: true\n' });
    expect(run(['score', 'x.csv'], dir)).toMatchObject({ code: 2, out: '' });
    expect(run(['completion', 'bash'], dir).code).toBe(0);
    expect(run(['init', '--stdout'], dir).code).toBe(0);
  });

  it('a variable is checked as a file is', () => {
    expect((caught(() => settled(['score', 'x'], { cwd: PROJECT, env: { KESU_SCORE_TOP: 'ten' } })) as KesuError).message).toContain('KESU_SCORE_TOP: “ten” is not taken');
  });

  it('control characters of a file do not reach the terminal', () => {
    const dir = folder({ 'kesu.config.yaml': '"\\e]0;owned\\a": 1\n' });
    expect(run(['score', 'x'], dir).err).toContain('·]0;owned·');
  });

  it('a file that expands without end, or is too large, is refused', () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${Array.from({ length: 9 }, () => `*a${n}`).join(', ')}]`)].join('\n');
    for (const text of [bomb, `# ${'x'.repeat(2 * 1024 * 1024)}`]) {
      const dir = folder({ 'kesu.config.yaml': text });
      expect(caught(() => settled(['score', 'x'], { cwd: dir }))).toBeInstanceOf(KesuError);
    }
  });
});

describe('a file that was found writes only below its folder', () => {
  it('links are followed', () => {
    const dir = folder({ 'kesu.config.yaml': 'score:\n  output: link/out/\n' });
    const elsewhere = folder();
    symlinkSync(elsewhere, join(dir, 'link'));
    expect((caught(() => settled(['score', 'x'], { cwd: dir })) as KesuError).id).toBe('config-outside');
  });

  it('one that was named, and the user\'s own, may write anywhere', () => {
    const dir = folder({ 'kesu.config.yaml': 'score:\n  output: ../out/\n' });
    expect(valueIn(settled(['score', 'x', '--config', 'kesu.config.yaml'], { cwd: dir }), 'output')).toBe('../out/');
    const user = folder({ 'kesu/config.yaml': 'score:\n  output: ../out/\n' });
    expect(valueIn(settled(['score', 'x'], { cwd: dir, env: { XDG_CONFIG_HOME: user, KESU_CONFIG: join(user, 'kesu/config.yaml') } }), 'output')).toBeDefined();
  });
});

describe('options that exclude each other', () => {
  const dir = folder({ 'kesu.config.yaml': 'lexicons: [ours]\neval:\n  layers: true\n' });
  it('the one of the higher layer stays', () => {
    const eval_ = settled(['eval', 'x', '--reports', 'r.ndjson'], { cwd: dir });
    expect([valueIn(eval_, 'reports'), valueIn(eval_, 'layers'), valueIn(eval_, 'lexicons')]).toEqual(['r.ndjson', undefined, []]);
  });
});

describe('all commands', () => {
  const leaves = leavesOf(program());
  const common = commonOf(leaves);

  it('no key at the top is the name of a command', () => {
    const names = new Set(leaves.map(({ path }) => path[0]));
    expect([...common.keys(), 'columns'].filter((key) => names.has(key))).toEqual([]);
  });

  it('no variable means two things', () => {
    const owners = new Map<string, Set<string>>();
    for (const { path, settings } of leaves) {
      for (const setting of settings) {
        for (const [n, name] of variablesOf(path, setting, common).entries()) owners.set(name, (owners.get(name) ?? new Set()).add(n === 0 ? [...path, setting.key].join(' ') : setting.key));
      }
    }
    expect([...owners].filter(([, meanings]) => meanings.size > 1)).toEqual([]);
    expect(owners.size).toBeGreaterThan(50);
  });

  it.each(leaves.map(({ path }) => [path.join(' ')]))('kesu %s --print-config needs no input and shows each option', (path) => {
    const ran = run([...path.split(' '), '--print-config'], PROJECT);
    expect(ran).toMatchObject({ code: 0, err: '' });
    const keys = leaves.find((leaf) => leaf.path.join(' ') === path)?.settings.map(({ key }) => key);
    expect(ran.out.split('\n').slice(3, -1).map((line) => line.split(' ')[0])).toEqual(keys);
  });
});

describe('--print-config', () => {
  it('names flag, variable, file and line', () => {
    const { out } = run(['score', '--print-config', '--seed', '4'], join(PROJECT, 'night'), { KESU_REDACT: 'no', XDG_CONFIG_HOME: USER.XDG_CONFIG_HOME, KESU_LANG: 'en' });
    for (const line of [/^seed +4 +flag$/m, /^redact +false +env KESU_REDACT$/m, /^top +5 +.*kesu\.config\.yaml:7:8$/m, /^quiet +true +.*kesu\/config\.yaml:2:8$/m, /^header +true +default$/m]) expect(out).toMatch(line);
  });

  it('as JSON with --format json', () => {
    const told = JSON.parse(run(['score', '--print-config', '--format', 'json'], PROJECT).out) as { settings: Record<string, unknown>; files: unknown };
    expect(told).toMatchObject({ schema: 'kesu.settings/1', command: 'score', files: { project: join(PROJECT, 'kesu.config.yaml'), user: null } });
    expect(told.settings['top']).toEqual({ value: 5, origin: { layer: 'project', file: join(PROJECT, 'kesu.config.yaml'), line: 7 } });
  });
});

it('NO_COLOR outranks a file, a flag outranks NO_COLOR', () => {
  const dir = folder({ 'kesu.config.yaml': 'color: true\n' });
  const color = (args: string[], env = {}): unknown => valueIn(settled(['doctor', ...args], { cwd: dir, env }), 'color');
  expect([color([]), color([], { NO_COLOR: '1' }), color(['--color'], { NO_COLOR: '1' })]).toEqual([true, undefined, true]);
});

it('a file that cannot be read is an error, not an absence', () => {
  const dir = folder({ 'kesu.config.yaml': 'lang: zh' });
  expect((caught(() => readConfig(join(dir, 'nosuch.yaml'), program(), { cwd: dir })) as KesuError).id).toBe('config-unreadable');
});

/** One option of each kind, and a value for it as each layer writes it. */
const KINDS = ['top', 'redact', 'asr', 'lexicons', 'side', 'map'] as const;
type Kind = (typeof KINDS)[number];
const LAYERS = ['flag', 'env-own', 'env-common', 'project-own', 'project-common', 'user-own', 'user-common'] as const;

function twoCommands(): Command {
  const all = new Command('kesu').exitOverride();
  for (const name of ['score', 'review']) {
    all.command(name).exitOverride()
      .option('--top <n>', '', count, 20).option('--no-redact', '').option('--asr', '')
      .option('--lexicons <dir>', '', collect, []).addOption(new Option('--side <side>', '').choices(['s0', 's1', 's2', 's3', 's4', 's5', 's6']))
      .option('--map <roles>', '').option('--config <file>', '').option('--no-config', '').action(() => undefined);
  }
  return all;
}

/** The value that layer number `n` gives, and how it is written; switches can only say one of two things. */
const value = (kind: Kind, n: number): unknown =>
  ({ top: n, redact: n % 2 === 1, asr: n % 2 === 0, lexicons: [`/l${n}`, `/m${n}`], side: `s${n}`, map: `text=t${n}` })[kind];
const flags = (kind: Kind, n: number): string[] =>
  kind === 'redact' ? ['--no-redact'] : kind === 'asr' ? ['--asr'] : kind === 'lexicons' ? [`--lexicons=/l${n}`, `--lexicons=/m${n}`] : [`--${kind}=${String(value(kind, n))}`];
const variable = (kind: Kind, n: number): string => (kind === 'lexicons' ? `/l${n}:/m${n}` : String(value(kind, n)));
const fallback: Record<Kind, unknown> = { top: 20, redact: true, asr: undefined, lexicons: [], side: undefined, map: undefined };

it('whatever is set where, the first layer that sets it counts', () => {
  const sets = fc.record(Object.fromEntries(KINDS.map((kind) => [kind, fc.uniqueArray(fc.constantFrom(...LAYERS))])) as Record<Kind, fc.Arbitrary<(typeof LAYERS)[number][]>>);
  const dir = folder();
  mkdirSync(join(dir, 'user/kesu'), { recursive: true });
  fc.assert(fc.property(sets, (chosen) => {
    const at = (layer: (typeof LAYERS)[number]): Kind[] => KINDS.filter((kind) => chosen[kind].includes(layer));
    const n = (layer: (typeof LAYERS)[number]): number => LAYERS.indexOf(layer);
    const yaml = (layer: 'project' | 'user'): string => JSON.stringify({
      ...Object.fromEntries(at(`${layer}-common`).map((kind) => [kind, value(kind, n(`${layer}-common`))])),
      score: Object.fromEntries(at(`${layer}-own`).map((kind) => [kind, value(kind, n(`${layer}-own`))])),
    });
    writeFileSync(join(dir, 'kesu.config.yaml'), yaml('project'));
    writeFileSync(join(dir, 'user/kesu/config.yaml'), yaml('user'));
    const env = {
      XDG_CONFIG_HOME: join(dir, 'user'),
      ...Object.fromEntries(at('env-own').map((kind) => [`KESU_SCORE_${kind.toUpperCase()}`, variable(kind, n('env-own'))])),
      ...Object.fromEntries(at('env-common').map((kind) => [`KESU_${kind.toUpperCase()}`, variable(kind, n('env-common'))])),
    };
    const result = settled(['score', ...at('flag').flatMap((kind) => flags(kind, 0))], { cwd: dir, env }, twoCommands());
    for (const kind of KINDS) {
      const first = LAYERS.find((layer) => chosen[kind].includes(layer));
      expect(valueIn(result, kind)).toEqual(first === undefined ? fallback[kind] : value(kind, n(first)));
      const origin = result.values.find(({ setting }) => setting.key === kind)?.origin.layer;
      expect(origin).toBe(first === undefined ? 'default' : first.split('-')[0]);
    }
  }), { numRuns: 150 });
});
