/** `kesu completion`: a script for a shell, from the commands as they are defined. */
import type { Command } from 'commander';
import { bashScript } from '../setup/completion/bash.js';
import { fishScript } from '../setup/completion/fish.js';
import { shapesOf } from '../setup/completion/shape.js';
import { zshScript } from '../setup/completion/zsh.js';
import type { Shell } from './completion.options.js';
import { EXIT, type ExitCode } from './exit.js';
import { write, type Context } from './io.js';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

export async function completion(shell: Shell, program: Command, { stdout }: Context): Promise<ExitCode> {
  await write(stdout, SCRIPTS[shell](shapesOf(program)));
  return EXIT.done;
}
