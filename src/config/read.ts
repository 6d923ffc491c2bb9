/** Reads one configuration file; whatever is wrong is named with file, line, column and field, before any command runs. */
import { distance } from 'fastest-levenshtein';
import { readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { isMap, isScalar, type Document, type LineCounter } from 'yaml';
import { parseYaml } from '../data/yaml-file.js';
import { KesuError, type Place } from '../errors.js';
import { ALIASES, FLAG_ONLY, commonOf, leavesOf, WRITTEN, type Setting } from './settings.js';
import { valueOf, ValueProblem } from './value.js';

export interface Entry {
  readonly raw: unknown;
  readonly place: Place;
}

export interface ConfigFile {
  /** What its paths count from. */
  readonly folder: string;
  readonly path: string;
  /** What the file says for a command: its own section before the keys at the top. */
  entry(command: readonly string[], setting: Setting): Entry | undefined;
}

type Field = readonly string[];
/** Keys of a level and what may stand under each: a value of these settings, or a further level. */
type Level = ReadonlyMap<string, readonly Taker[] | { readonly level: Level }>;
interface Taker {
  readonly path: readonly string[];
  readonly setting: Setting;
}

const MOST_BYTES = 1024 * 1024;

/**
 * @param confined whether places that are written to must lie below the folder of the file: so it is
 *   for a file that was found and not named, which may have come with somebody else's work.
 */
export function readConfig(path: string, program: Command, { cwd, confined = false }: { cwd: string; confined?: boolean }): ConfigFile {
  const { document, lines, place } = parseYaml(path, textOf(path));
  const common = commonOf(leavesOf(program));
  const root = plain(document, path);
  const entries = new Map<string, Entry>();
  const keyPlace = (field: Field): Place => keyPlaceOf(document, lines, path, field);

  const level = (map: Record<string, unknown>, known: Level, at: Field): void => {
    for (const [written, raw] of Object.entries(map)) {
      const field = [...at, written];
      const key = known.has(written) ? written : (ALIASES[written] ?? written);
      const takers = known.get(key);
      if (!takers) throw unknownKey(field, known, keyPlace(field));
      if (key !== written && Object.hasOwn(map, key)) throw new KesuError('config-twice', { key: written, other: key }, keyPlace(field));
      // a key whose lines are all commented out
      if (raw === null) continue;
      if ('level' in takers) {
        if (typeof raw !== 'object' || Array.isArray(raw)) throw new KesuError('config-section', { section: field.join(' ') }, place(field));
        level(raw as Record<string, unknown>, takers.level, field);
        continue;
      }
      check(raw, takers, field);
      entries.set([...at, key].join(' '), { raw, place: place(field) });
    }
  };

  const check = (raw: unknown, takers: readonly Taker[], field: Field): void => {
    const base = { from: dirname(path), cwd };
    const refusals = takers.flatMap(({ path: command, setting }) => {
      try {
        const value = valueOf(setting, raw, base);
        if (confined && WRITTEN.has(setting.key)) confine(String(value), field);
        return [];
      } catch (error) {
        if (error instanceof ValueProblem) return [{ command, problem: error }];
        throw error;
      }
    });
    const [first] = refusals;
    if (!first) return;
    const { id, params, at } = first.problem;
    const where = field.join('.');
    const all = refusals.length === takers.length;
    if (all) throw new KesuError(id, { where, ...params }, place([...field, ...at]));
    throw new KesuError('config-not-common', { where, command: first.command.join(' '), takers: takers.filter((t) => !refusals.some((r) => r.command === t.path)).map((t) => t.path.join(' ')).join(', ') }, place(field));
  };

  const confine = (value: string, field: Field): void => {
    const near = relative(real(dirname(path)), real(resolve(cwd, value)));
    if (isAbsolute(near) || /^\.\.(?:[/\\]|$)/.test(near)) throw new KesuError('config-outside', { where: field.join('.'), value }, place(field));
  };

  const isCommonTo = (command: readonly string[], key: string): boolean =>
    common.get(key)?.settings.some((s) => s.path.join(' ') === command.join(' ')) ?? false;

  level(root, levels(program), []);
  return {
    path, folder: dirname(path),
    entry: (command, { key }) => {
      for (let depth = command.length; depth >= 0; depth -= 1) {
        const entry = entries.get([...command.slice(0, depth), key].join(' '));
        if (entry && (depth > 0 || isCommonTo(command, key))) return entry;
      }
      return undefined;
    },
  };
}

/** What may stand where. */
export function levels(program: Command): Level {
  const leaves = leavesOf(program);
  type Growing = Map<string, readonly Taker[] | { readonly level: Growing }>;
  const top: Growing = new Map([...commonOf(leaves)].map(([key, { settings }]) => [key, settings]));
  for (const { path, settings } of leaves) {
    let here = top;
    for (const name of path) {
      const below = here.get(name);
      const level: Growing = below && 'level' in below ? below.level : new Map();
      here.set(name, { level });
      here = level;
    }
    for (const setting of settings) here.set(setting.key, [{ path, setting }]);
  }
  return top;
}

const keysOf = (level: Level): string[] => [...level.keys(), ...Object.entries(ALIASES).filter(([, key]) => level.has(key)).map(([alias]) => alias)].sort();

function unknownKey(field: Field, level: Level, place: Place): KesuError {
  const key = (field.at(-1) ?? '').toLowerCase().replaceAll('_', '-');
  if (FLAG_ONLY.has(key)) return new KesuError('config-flag-only', { where: field.join('.') }, place);
  const known = keysOf(level);
  const [near] = known.map((name) => ({ name, far: distance(key, name) })).sort((a, b) => a.far - b.far);
  const params = { where: field.join('.'), known: known.join(', ') };
  return near && near.far <= Math.max(1, Math.floor(key.length / 3))
    ? new KesuError('config-key-near', { ...params, near: near.name }, place)
    : new KesuError('config-key', params, place);
}

/** Where a key itself stands; `place` of the YAML reader leads to values. */
function keyPlaceOf(document: Document, lines: LineCounter, file: string, field: Field): Place {
  const parent = field.length > 1 ? document.getIn(field.slice(0, -1), true) : document.contents;
  const key = isMap(parent) ? parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === field.at(-1))?.key : undefined;
  if (!isScalar(key) || !key.range) return { file, field: field.join('.') };
  const { line, col } = lines.linePos(key.range[0]);
  return { file, line, column: col, field: field.join('.') };
}

/** Links on the way are followed, as far as the way exists. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(real(above), basename(path));
  }
}

function textOf(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    throw new KesuError('config-unreadable', { cause: String((cause as NodeJS.ErrnoException).code ?? cause) }, { file: path }, { cause });
  }
  if (bytes.length > MOST_BYTES) throw new KesuError('config-large', {}, { file: path });
  return bytes.toString('utf8').replace(/^\ufeff/u, '');
}

function plain(document: Document, file: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = document.toJS();
  } catch (cause) {
    throw new KesuError('yaml-syntax', { problem: (cause as Error).message }, { file }, { cause });
  }
  if (value === null || value === undefined) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw new KesuError('config-mapping', {}, { file, line: 1 });
  return value as Record<string, unknown>;
}
