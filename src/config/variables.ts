/** The environment as a layer of the configuration: `KESU_<COMMAND>_<OPTION>`, and `KESU_<OPTION>` for what several commands share. */
import type { Env } from './find.js';
import type { Common, Setting } from './settings.js';
import { fromVariable } from './value.js';

const upper = (words: readonly string[]): string => ['kesu', ...words].join('_').toUpperCase().replaceAll('-', '_');

/** Names of a setting's variables, the one that counts first. */
export const variablesOf = (command: readonly string[], { key }: Setting, common: ReadonlyMap<string, Common>): string[] => [
  upper([...command, key]),
  ...(common.get(key)?.settings.some(({ path }) => path.join(' ') === command.join(' ')) ? [upper([key])] : []),
];

/** An empty variable is one that is not set. */
export function fromEnvironment(names: readonly string[], setting: Setting, env: Env): { raw: unknown; variable: string } | undefined {
  const variable = names.find((name) => env[name]);
  return variable === undefined ? undefined : { raw: fromVariable(setting, env[variable] ?? ''), variable };
}
