import { Option, type Command } from 'commander';
import { CI_SYSTEMS, type CiSystem } from '../setup/ci-systems.js';
import type { Run } from './main.js';

export interface InitOptions {
  ci: CiSystem[];
  force?: boolean;
  stdout?: boolean;
}

export function defineInit(program: Command, define: (command: Command) => Command, choose: (run: Run, options: InitOptions) => void): void {
  define(program.command('init'))
    .description('write a commented kesu.config.yaml into this folder, and on demand files for CI')
    .addOption(new Option('--ci <system...>', 'write the files of these systems, to check agent scripts on every change').choices([...CI_SYSTEMS]).default([], 'none'))
    .option('--force', 'overwrite files that exist')
    .option('--stdout', 'print what would be written, and write nothing')
    .addHelpText('after', `
pre-commit is for https://pre-commit.com; git-hook is a hook of git alone, in .githooks.

Examples:
  kesu init
  kesu init --ci github pre-commit
  kesu init --ci git-hook && git config core.hooksPath .githooks`)
    .action((options: InitOptions) => {
      choose(async (context) => (await import('./init.js')).init(options, program, context), options);
    });
}
