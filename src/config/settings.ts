/**
 * What a configuration file may set: derived from the options that commands define, so that a new
 * option can be configured as soon as it is there.
 */
import type { Command, Option } from 'commander';

/** An option of one command, whatever its spelling on the command line. */
export interface Setting {
  /** The long name without `--` and `no-`: the key in a configuration file. */
  readonly key: string;
  /** What commander calls it. */
  readonly attribute: string;
  readonly kind: 'switch' | 'value' | 'list' | 'value-or-switch';
  /** What stands between the brackets of `--top <n>`; empty for a switch. */
  readonly placeholder: string;
  /** Whether its value names a file or a folder. */
  readonly path?: 'file' | 'folder';
  readonly choices?: readonly string[];
  readonly description: string;
  readonly option: Option;
}

/** A command that does something: `score`, or `lexicon check`. */
export interface Leaf {
  readonly path: readonly string[];
  readonly command: Command;
  readonly settings: readonly Setting[];
}

/** What belongs to one run and is dangerous or senseless as a habit: it is given on the command line alone. */
export const FLAG_ONLY: ReadonlySet<string> = new Set(['config', 'print-config', 'force', 'anyway', 'update-baseline', 'stdout', 'ci', 'version', 'help']);

/** Other names of a key in configuration files. */
export const ALIASES: Readonly<Record<string, string>> = { columns: 'map' };

/** Options of several pairs in one value, `--map text=…,time=…`: a file may write them as a mapping. */
export const PAIRED: ReadonlySet<string> = new Set(['map']);

/** Options whose value names a place that is written to. */
export const WRITTEN: ReadonlySet<string> = new Set(['output', 'rejected']);

/** Commands that put kesu itself in order: they go on where a configuration is broken. */
export const SETTING_UP: ReadonlySet<string> = new Set(['init', 'doctor', 'completion', 'schema']);

export function leavesOf(program: Command): Leaf[] {
  const below = (command: Command, path: readonly string[]): Leaf[] =>
    command.commands.length > 0
      ? command.commands.flatMap((child) => below(child, [...path, child.name()]))
      : [{ path, command, settings: settingsOf(command) }];
  return program.commands.flatMap((command) => below(command, [command.name()]));
}

export const pathOf = (command: Command): string[] => (command.parent ? [...pathOf(command.parent), command.name()] : []);

export function settingsOf(command: Command): Setting[] {
  const known = new Set<string>();
  return command.options.flatMap((option) => {
    const key = option.negate ? option.name().replace(/^no-/, '') : option.name();
    if (known.has(key) || FLAG_ONLY.has(key) || option.hidden || option.mandatory) return [];
    known.add(key);
    const option_ = command.options.find((o) => !o.negate && o.name() === key) ?? option;
    return [settingOf(key, option_)];
  });
}

function settingOf(key: string, option: Option): Setting {
  const placeholder = placeholderOf(option.flags);
  const path = pathKind(placeholder);
  return {
    key, option, placeholder,
    attribute: option.attributeName(),
    // of an option that is only ever switched off, the words say what that does
    description: option.negate ? `false: ${option.description}` : option.description,
    kind: kindOf(option),
    ...(path !== undefined && { path }),
    ...(option.argChoices !== undefined && { choices: option.argChoices }),
  };
}

const kindOf = (option: Option): Setting['kind'] =>
  option.variadic || Array.isArray(option.defaultValue) ? 'list' : option.required ? 'value' : option.optional ? 'value-or-switch' : 'switch';

export const placeholderOf = (flags: string): string => /[<[]([^\]>]*)[\]>]/.exec(flags)?.[1]?.replace(/\.\.\.$/, '') ?? '';

/** What a placeholder says about its value, for options and arguments alike. */
export function pathKind(placeholder: string): Setting['path'] {
  if (/\b(?:dir|folder)\b/i.test(placeholder)) return 'folder';
  return /\b(?:file|path|sheet|old)$/i.test(placeholder) || /\.\w+$/.test(placeholder) ? 'file' : undefined;
}

/** A setting that several commands share, with all who have it. */
export interface Common {
  readonly key: string;
  readonly settings: readonly { readonly path: readonly string[]; readonly setting: Setting }[];
}

/**
 * Keys that may stand at the top of a file, for every command that has them: options that at least
 * two commands define alike. Where a command means something else by the name (`explain --speaker`),
 * the meaning of the most commands counts and the others are left out. Files of a run are never common.
 */
export function commonOf(leaves: readonly Leaf[]): Map<string, Common> {
  const byKey = new Map<string, Map<string, Common['settings'][number][]>>();
  for (const { path, settings } of leaves) {
    for (const setting of settings) {
      if (setting.path === 'file' || WRITTEN.has(setting.key)) continue;
      const alike = byKey.get(setting.key) ?? new Map<string, Common['settings'][number][]>();
      const shape = `${setting.kind} ${setting.placeholder}`;
      alike.set(shape, [...(alike.get(shape) ?? []), { path, setting }]);
      byKey.set(setting.key, alike);
    }
  }
  const common = new Map<string, Common>();
  for (const [key, alike] of byKey) {
    const [most] = [...alike.values()].sort((a, b) => b.length - a.length);
    if (most && most.length > 1) common.set(key, { key, settings: most });
  }
  return common;
}
