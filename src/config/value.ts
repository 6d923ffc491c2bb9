/** A value of a file or of the environment as its option takes it on the command line: parsed and checked by the same code. */
import { InvalidArgumentError } from 'commander';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, relative, resolve, sep } from 'node:path';
import type { MessageId, Params } from '../locale/index.js';
import { PAIRED, type Setting } from './settings.js';

/** What is wrong with a value; `at` leads to the part that is wrong. */
export class ValueProblem extends Error {
  constructor(readonly id: MessageId, readonly params: Params, readonly at: readonly (string | number)[] = []) {
    super(id);
  }
}

/** Where a path in the value counts from, and where it is used from. */
export interface Base {
  readonly from: string;
  readonly cwd: string;
}

/** @throws ValueProblem where the option does not take it. */
export function valueOf(setting: Setting, raw: unknown, base?: Base): unknown {
  switch (setting.kind) {
    case 'switch': return truth(raw);
    case 'value-or-switch': return typeof raw === 'boolean' ? raw : one(setting, raw, undefined, base);
    case 'value': return one(setting, joined(setting, raw), undefined, base);
    case 'list': return listOf(setting, raw).reduce<unknown>((before, item, n) => within(Array.isArray(raw) ? [n] : [], () => one(setting, item, before, base)), setting.option.defaultValue ?? []);
  }
}

function truth(raw: unknown): boolean {
  if (typeof raw !== 'boolean') throw new ValueProblem('config-switch', { value: shown(raw) });
  return raw;
}

function one(setting: Setting, raw: unknown, before: unknown, base: Base | undefined): unknown {
  if (typeof raw !== 'string' && typeof raw !== 'number') throw new ValueProblem(setting.kind === 'list' ? 'config-list' : 'config-text', { value: shown(raw) });
  const text = setting.path !== undefined && base ? placed(String(raw), base) : String(raw);
  if (setting.choices && !setting.choices.includes(text)) throw new ValueProblem('config-choice', { value: shown(raw), choices: setting.choices.join(', ') });
  const { parseArg } = setting.option;
  if (!parseArg) return setting.kind === 'list' ? [...(before as unknown[]), text] : text;
  try {
    return parseArg(text, before);
  } catch (error) {
    if (error instanceof InvalidArgumentError) throw new ValueProblem('config-refused', { value: shown(raw), problem: error.message });
    throw error;
  }
}

const isMapping = (raw: unknown): raw is Record<string, unknown> => typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/** `{a: b}` for options of pairs: `a=b`. */
const pairs = (raw: Record<string, unknown>): string[] =>
  Object.entries(raw).map(([name, value]) => {
    if (typeof value !== 'string' && typeof value !== 'number') throw new ValueProblem('config-text', { value: shown(value) }, [name]);
    return `${name}=${value}`;
  });

const joined = (setting: Setting, raw: unknown): unknown => (PAIRED.has(setting.key) && isMapping(raw) ? pairs(raw).join(',') : raw);

function listOf(setting: Setting, raw: unknown): readonly unknown[] {
  if (Array.isArray(raw)) return raw;
  return isMapping(raw) && setting.placeholder.includes('=') ? pairs(raw) : [raw];
}

function within<T>(at: readonly (string | number)[], run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw error instanceof ValueProblem ? new ValueProblem(error.id, error.params, [...at, ...error.at]) : error;
  }
}

/** A path written in a file elsewhere, as it is written from here; an ending `/` says *a folder* and stays. */
function placed(path: string, { from, cwd }: Base): string {
  if (path === '-' || path === '') return path;
  const whole = /^~[/\\]/.test(path) ? resolve(homedir(), path.slice(2)) : path;
  if (isAbsolute(whole) && whole === path) return path;
  const near = relative(cwd, resolve(from, whole)) || '.';
  return /[/\\]$/.test(path) && !near.endsWith(sep) ? `${near}${sep}` : near;
}

const YES: ReadonlySet<string> = new Set(['1', 'true', 'yes', 'on']);
const NO: ReadonlySet<string> = new Set(['0', 'false', 'no', 'off']);

/** A switch in the environment: yes, no, or something else. */
export const truthOf = (text: string): boolean | undefined => (YES.has(text.toLowerCase()) ? true : NO.has(text.toLowerCase()) ? false : undefined);

/** A variable as the same value would stand in a file: lists are separated as paths are on this system, others by commas. */
export function fromVariable(setting: Setting, text: string): unknown {
  switch (setting.kind) {
    case 'switch': return truthOf(text) ?? text;
    case 'value-or-switch': return truthOf(text) ?? text;
    case 'value': return text;
    case 'list': return text.split(setting.path === undefined ? ',' : delimiter).map((item) => item.trim()).filter((item) => item !== '');
  }
}

const shown = (raw: unknown): string => (typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? String(raw)));
