/** What can be typed after `kesu`, for the scripts of all shells. */
import type { Argument, Command, Option } from 'commander';
import { pathKind, pathOf, placeholderOf } from '../../config/settings.js';

/** What stands in one place: one of these words, a path, or anything. */
export type Takes = { readonly kind: 'words'; readonly words: readonly string[] } | { readonly kind: 'file' | 'folder' | 'text' };

export interface OptionShape {
  /** `-f`, `--format`. */
  readonly flags: readonly string[];
  readonly description: string;
  /** Absent for a switch. */
  readonly takes?: Takes;
  readonly repeatable: boolean;
}

export interface CommandShape {
  /** `lexicon check`; empty for `kesu` itself. */
  readonly path: string;
  readonly description: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly OptionShape[];
  readonly arguments: readonly { readonly name: string; readonly takes: Takes; readonly variadic: boolean }[];
}

export function shapesOf(program: Command): CommandShape[] {
  return [shapeOf(program), ...program.commands.flatMap(shapesOf)];
}

function shapeOf(command: Command): CommandShape {
  const help = command.createHelp();
  return {
    path: pathOf(command).join(' '),
    description: command.description(),
    commands: help.visibleCommands(command).filter((c) => c.name() !== 'help').map((c) => ({ name: c.name(), description: c.description() })),
    options: help.visibleOptions(command).map(optionShape),
    arguments: command.registeredArguments.map((argument) => ({ name: argument.name(), takes: argumentTakes(argument), variadic: argument.variadic })),
  };
}

const optionShape = (option: Option): OptionShape => ({
  flags: [option.short, option.long].filter((flag) => flag !== undefined && flag !== null),
  description: option.description,
  ...((option.required || option.optional) && { takes: takesOf(option.argChoices, placeholderOf(option.flags)) }),
  repeatable: option.variadic || Array.isArray(option.defaultValue),
});

/** Arguments are named after what they are; what is read or checked by kesu is a file. */
const FILES: ReadonlySet<string> = new Set(['inputs', 'labelled', 'scripts', 'files', 'paths', 'list', 'old', 'new']);

const argumentTakes = (argument: Argument): Takes => (FILES.has(argument.name()) ? { kind: 'file' } : takesOf(argument.argChoices, argument.name()));

function takesOf(choices: readonly string[] | undefined, placeholder: string): Takes {
  if (choices) return { kind: 'words', words: choices };
  return { kind: pathKind(placeholder) ?? 'text' };
}
