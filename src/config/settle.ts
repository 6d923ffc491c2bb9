/**
 * Settles what each option of a command is: flags, then the environment, then the project's file, then
 * the user's, then the default. It is done here once for all commands, on the sources that commander keeps.
 */
import type { Command } from 'commander';
import { KesuError, type Place } from '../errors.js';
import { findConfigs, type Env, type Found } from './find.js';
import { readConfig, type ConfigFile } from './read.js';
import { commonOf, leavesOf, pathOf, settingsOf, type Setting } from './settings.js';
import { truthOf, valueOf, ValueProblem, type Base } from './value.js';
import { fromEnvironment, variablesOf } from './variables.js';

export type Origin =
  | { readonly layer: 'flag' | 'default' }
  | { readonly layer: 'env'; readonly variable: string }
  | { readonly layer: 'project' | 'user'; readonly place: Place };

export interface Settled {
  readonly command: readonly string[];
  readonly found: Found;
  /** Each setting with its value; `undefined` where nothing sets it. */
  readonly values: readonly { readonly setting: Setting; readonly value: unknown; readonly origin: Origin }[];
}

interface Surroundings {
  readonly env: Env;
  readonly cwd: string;
}

/** Writes what the lower layers say into the options that no flag has set. */
export function settle(command: Command, surroundings: Surroundings, { files: read = true }: { files?: boolean } = {}): Settled {
  const found = findConfigs(surroundings.cwd, surroundings.env, read && configWish(command, surroundings.env));
  const program = rootOf(command);
  const files = readConfigs(program, found, surroundings.cwd);
  const path = pathOf(command);
  const common = commonOf(leavesOf(program));
  const origins = new Map<string, Origin>();
  const settings = settingsOf(command);

  for (const setting of settings) {
    if (command.getOptionValueSource(setting.attribute) === 'cli') {
      origins.set(setting.key, { layer: 'flag' });
      continue;
    }
    const names = variablesOf(path, setting, common);
    const variable = fromEnvironment(names, setting, surroundings.env);
    const set = (raw: unknown, origin: Origin, where: string, place: Place, base?: Base): void => {
      try {
        command.setOptionValueWithSource(setting.attribute, valueOf(setting, raw, base), origin.layer === 'env' ? 'env' : 'config');
      } catch (error) {
        if (error instanceof ValueProblem) throw new KesuError(error.id, { where, ...error.params }, place);
        throw error;
      }
      origins.set(setting.key, origin);
    };
    if (variable) {
      set(variable.raw, { layer: 'env', variable: variable.variable }, variable.variable, {});
      continue;
    }
    if (setting.key === 'color' && hasColorVariable(surroundings.env)) continue;
    for (const { layer, file } of files) {
      const entry = file.entry(path, setting);
      if (!entry) continue;
      set(entry.raw, { layer, place: entry.place }, setting.key, entry.place, { from: file.folder, cwd: surroundings.cwd });
      break;
    }
  }
  yieldConflicts(command, settings, origins);
  return {
    command: path,
    found,
    values: settings.map((setting) => ({ setting, value: command.getOptionValue(setting.attribute) as unknown, origin: origins.get(setting.key) ?? { layer: 'default' } })),
  };
}

/** The files of a search, read and checked; the project's first. */
export function readConfigs(program: Command, { project, user, named }: Found, cwd: string): { layer: 'project' | 'user'; file: ConfigFile }[] {
  return [
    ...(project === undefined ? [] : [{ layer: 'project' as const, file: readConfig(project, program, { cwd, confined: !named }) }]),
    ...(user === undefined ? [] : [{ layer: 'user' as const, file: readConfig(user, program, { cwd }) }]),
  ];
}

/** `--config` and `--no-config`, else `KESU_CONFIG` (a file, or `off`). */
export function configWish(command: Command, env: Env): string | false | undefined {
  const flag = command.getOptionValue('config') as string | boolean | undefined;
  if (typeof flag === 'string' || flag === false) return flag;
  const variable = env['KESU_CONFIG'];
  return variable ? (truthOf(variable) === false ? false : variable) : undefined;
}

export const rootOf = (command: Command): Command => (command.parent ? rootOf(command.parent) : command);

/** Variables that all programs know and that outrank files; what they say is read where colour is decided. */
const hasColorVariable = (env: Env): boolean => Boolean(env['NO_COLOR']) || env['FORCE_COLOR'] !== undefined;

const RANK = { flag: 0, env: 1, project: 2, user: 3, default: 4 } as const;

/** Of two options that exclude each other the one of the higher layer stays; commander itself has only compared flags. */
function yieldConflicts(command: Command, settings: readonly Setting[], origins: Map<string, Origin>): void {
  for (const setting of settings) {
    for (const other of settings.filter((s) => conflicts(setting).includes(s.attribute))) {
      const mine = origins.get(setting.key);
      const theirs = origins.get(other.key);
      if (!mine || !theirs || (mine.layer === 'flag' && theirs.layer === 'flag')) continue;
      if (RANK[mine.layer] === RANK[theirs.layer]) throw new KesuError('config-conflict', { one: setting.key, other: other.key }, 'place' in mine ? mine.place : {});
      const weaker = RANK[mine.layer] > RANK[theirs.layer] ? setting : other;
      command.setOptionValueWithSource(weaker.attribute, weaker.option.defaultValue, 'default');
      origins.delete(weaker.key);
    }
  }
}

const conflicts = ({ option }: Setting): readonly string[] => (option as unknown as { conflictsWith: string[] }).conflictsWith;
