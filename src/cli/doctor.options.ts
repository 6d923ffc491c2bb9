import { Option, type Command } from 'commander';
import { collect } from './collect.js';
import type { Run } from './main.js';

export interface DoctorOptions {
  format: 'pretty' | 'json';
  lexicons: string[];
  learned: boolean;
}

export function defineDoctor(program: Command, define: (command: Command) => Command, choose: (run: Run, options: DoctorOptions) => void): void {
  define(program.command('doctor'))
    .description('check what works here: tokenizer, encodings, lexicons, configuration, terminal; exit 2 where something does not')
    .addOption(new Option('-f, --format <format>', 'output format').choices(['pretty', 'json']).default('pretty'))
    .option('--lexicons <dir>', 'a lexicon folder laid over the shipped one (repeatable)', collect, [])
    .option('--no-learned', 'rules only: switch the trained layer off')
    .action((options: DoctorOptions) => {
      choose(async (context) => (await import('./doctor.js')).doctor(options, program, context), options);
    });
}
