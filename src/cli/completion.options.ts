import { Argument, type Command } from 'commander';
import type { Run } from './main.js';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export function defineCompletion(program: Command, define: (command: Command) => Command, choose: (run: Run, options: object) => void): void {
  define(program.command('completion'))
    .description('print a script that completes commands, options and their values in a shell')
    .addArgument(new Argument('<shell>', 'which shell').choices([...SHELLS]))
    .addHelpText('after', `
The script holds all it needs and calls nothing while you type. To have it in every new shell:
  bash  echo 'source <(kesu completion bash)' >> ~/.bashrc
  zsh   echo 'source <(kesu completion zsh)' >> ~/.zshrc        # after the line with compinit
  fish  kesu completion fish > ~/.config/fish/completions/kesu.fish

Scripts saved to a file (fish; or /etc/bash_completion.d, a folder of $fpath as _kesu) are to be made anew after an update.
The bash of macOS (3.2) cannot source <(…); there: eval "$(kesu completion bash)".`)
    .action((shell: Shell, options: object) => {
      choose(async (context) => (await import('./completion.js')).completion(shell, program, context), options);
    });
}
