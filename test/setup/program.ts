/** The commands without a process around them, and the built command in a process of its own. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { programOf } from '../../src/cli/main.js';
import { settle, type Settled } from '../../src/config/settle.js';

export const BIN = fileURLToPath(new URL('../../bin/kesu.js', import.meta.url));

export const program = (): Command => programOf({ stdout: { write: () => true }, stderr: { write: () => true } }, () => undefined);

/** Settles a command that was called with these arguments, as `preAction` does. */
export function settled(args: readonly string[], { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> }, commands = program()): Settled {
  let result: Settled | undefined;
  commands.hook('preAction', (_, command) => {
    result = settle(command, { env, cwd });
  });
  commands.parse([...args], { from: 'user' });
  if (!result) throw new Error(`nothing was called by ${args.join(' ')}`);
  return result;
}

export const valueIn = ({ values }: Settled, key: string): unknown => values.find(({ setting }) => setting.key === key)?.value;

/** Runs the built command somewhere; needs `npm run build`. */
export function run(args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'], LANG: 'en_US.UTF-8', HOME: cwd, ...env } });
  return { code: status, out: stdout, err: stderr };
}
