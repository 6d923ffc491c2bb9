/** The checks of `kesu doctor`, in the order in which one would look. */
import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import stringWidth from 'string-width';
import { distance } from 'fastest-levenshtein';
import { colorReason, type Io } from './io.js';
import { shownPath } from './place.js';
import { configWish, readConfigs } from '../config/settle.js';
import { findConfigs } from '../config/find.js';
import { commonOf, leavesOf } from '../config/settings.js';
import { variablesOf } from '../config/variables.js';
import { cached, fingerprint } from '../data/parsed-cache.js';
import { judgeOf } from '../engine.js';
import { KesuError } from '../errors.js';
import { SHIPPED } from '../lexicon/sources.js';
import { jiebaTokenizer } from '../text/tokenizer.js';
import { decoderFor } from '../transcripts/encoding.js';
import type { Check, Finding } from '../setup/doctor/check.js';
import { tokenizerCheck } from '../setup/doctor/tokenizer.js';

export interface Examined {
  readonly command: Command;
  readonly io: Io;
  readonly cwd: string;
  readonly lexicons: readonly string[];
  readonly learned: boolean;
}

export const checksOf = (examined: Examined): Check[] => [
  nodeCheck(), tokenizerCheck(), encodingsCheck(), cacheCheck(), lexiconsCheck(examined), configurationCheck(examined), terminalCheck(examined.io), outputCheck(examined.cwd),
];

export const nodeCheck = (version: string = process.versions.node): Check => ({
  id: 'node',
  run: () => {
    const wanted = /\d+(?:\.\d+)*/.exec((JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { engines: { node: string } }).engines.node)?.[0] ?? '0';
    const fine = compare(version, wanted) >= 0;
    return [{ status: fine ? 'ok' : 'fail', message: 'doctor-node', params: { version, wanted, platform: `${process.platform} ${process.arch}` }, ...(!fine && { advice: 'doctor-node-advice' }) }];
  },
});

/** Versions by their numbers. */
function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((v) => v.split('.').map(Number)) as [number[], number[]];
  return left.map((n, i) => n - (right[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** Two characters as files hold them, and what they are. */
const ENCODED = [
  ['utf-8', 'e68a95e8af89', '\u6295\u8bc9'],
  ['gbk', 'cdb6cbdf', '\u6295\u8bc9'],
  ['gb18030', 'cdb68231843095328238cbdf', ''],
  ['big5', 'a7ebb644', '\u6295\u8a34'],
  ['utf-16le', '9562c98b', '\u6295\u8bc9'],
] as const;

const encodingsCheck = (): Check => ({
  id: 'encodings',
  run: () => {
    const broken = ENCODED.flatMap(([label, bytes, text]) => {
      try {
        const read = decoderFor(label).decode(Buffer.from(bytes, 'hex'));
        return read.includes('\ufffd') || (text !== '' && read !== text) ? [label] : [];
      } catch {
        return [label];
      }
    });
    return broken.length === 0
      ? [{ status: 'ok', message: 'doctor-encodings', params: { labels: ENCODED.map(([label]) => label).join(', ') } }]
      : [{ status: 'fail', message: 'doctor-encodings-broken', params: { labels: broken.join(', ') }, advice: 'doctor-encodings-advice' }];
  },
});

/** Files every run reads; the build keeps them parsed. */
const CACHED = ['fold.yaml', 'classes.yaml', 'channels.yaml', 'scorecard.yaml', 'dynamics.yaml', 'actions.yaml', 'anger.yaml', 'regulator-threat.yaml'];

const cacheCheck = (): Check => ({
  id: 'cache',
  run: () => {
    const stale = CACHED.filter((file) => cached(fingerprint(readFileSync(join(SHIPPED, file), 'utf8'))) === undefined);
    if (stale.length === 0) return [{ status: 'ok', message: 'doctor-cache' }];
    return [{ status: 'warn', message: stale.length === CACHED.length ? 'doctor-cache-absent' : 'doctor-cache-stale', params: { files: stale.join(', ') }, advice: 'doctor-cache-advice' }];
  },
});

const lexiconsCheck = ({ lexicons, learned }: Examined): Check => ({
  id: 'lexicons',
  run: () => {
    const { reader } = judgeOf(jiebaTokenizer(), lexicons, undefined, { learned });
    const { rules, channels, version } = reader.lexicon;
    return [
      { status: 'ok', message: 'doctor-lexicons', params: { rules: rules.length, signals: new Set(rules.map((rule) => rule.signal)).size, channels: channels.size, version } },
      ...(lexicons.length > 0 ? [{ status: 'ok', message: 'doctor-overlays', params: { folders: lexicons.join(', ') } } as const] : []),
      reader.layer ? { status: 'ok', message: 'doctor-learned', params: { version: reader.layer.version } } : { status: 'ok', message: learned ? 'doctor-learned-absent' : 'doctor-learned-off' },
    ];
  },
});

const configurationCheck = ({ command, io, cwd }: Examined): Check => ({
  id: 'configuration',
  run: (lang) => {
    const program = command.parent ?? command;
    const found = findConfigs(cwd, io.env, configWish(command, io.env));
    const files = ([['project', found.project], ['user', found.user]] as const).map(([layer, file]): Finding => {
      if (file === undefined) return { status: 'ok', message: `doctor-config-none-${layer}` };
      try {
        readConfigs(program, layer === 'project' ? { project: file, named: found.named ?? false } : { user: file }, cwd);
        return { status: 'ok', message: `doctor-config-${layer}`, params: { path: shownPath(file) } };
      } catch (error) {
        if (!(error instanceof KesuError)) throw error;
        return { status: 'fail', message: 'doctor-problem', params: { problem: error.in(lang) } };
      }
    });
    return [
      ...files,
      ...(found.ignored === undefined ? [] : [{ status: 'warn', message: 'doctor-config-ignored', params: { path: found.ignored } } as const]),
      ...strayVariables(program, io.env),
    ];
  },
});

/** `KESU_…` variables that set nothing are misspelt, or left over. */
function strayVariables(program: Command, env: Io['env']): Finding[] {
  const leaves = leavesOf(program);
  const common = commonOf(leaves);
  const known = new Set(['KESU_CONFIG', ...leaves.flatMap(({ path, settings }) => settings.flatMap((setting) => variablesOf(path, setting, common)))]);
  return Object.keys(env).filter((name) => name.startsWith('KESU_') && !known.has(name)).sort().map((name) => {
    const [near] = [...known].sort((a, b) => distance(name, a) - distance(name, b));
    return { status: 'warn', message: 'doctor-variable', params: { name, near: near ?? '' } };
  });
}

const terminalCheck = ({ stdout, env }: Io): Check => ({
  id: 'terminal',
  run: () => {
    const { level, because } = colorReason(stdout, env);
    const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
    const utf8 = process.platform === 'win32' || /utf-?8/i.test(locale);
    return [
      { status: 'ok', message: stdout.isTTY ? 'doctor-terminal' : 'doctor-no-terminal', params: { columns: stdout.columns ?? 0 } },
      { status: 'ok', message: 'doctor-color', params: { level, because } },
      utf8
        ? { status: 'ok', message: 'doctor-locale', params: { locale: locale || process.platform } }
        : { status: 'warn', message: 'doctor-locale-narrow', params: { locale: locale || '–' }, advice: 'doctor-locale-advice' },
      stringWidth('\u5ba2') === 2 ? { status: 'ok', message: 'doctor-wide' } : { status: 'fail', message: 'doctor-wide-broken' },
    ];
  },
});

const outputCheck = (cwd: string): Check => ({
  id: 'output',
  run: () => {
    try {
      accessSync(cwd, constants.W_OK);
      return [{ status: 'ok', message: 'doctor-output', params: { path: cwd } }];
    } catch {
      return [{ status: 'warn', message: 'doctor-output-closed', params: { path: cwd }, advice: 'doctor-output-advice' }];
    }
  },
});
