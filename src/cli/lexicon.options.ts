import { Option, type Command } from 'commander';
import { collect } from './collect.js';
import type { Run } from './main.js';

export interface LexiconOptions {
  lexicons: string[];
  format: 'pretty' | 'json';
}

export function defineLexicon(program: Command, define: (command: Command) => Command, choose: (run: Run, options: LexiconOptions) => void): void {
  const lexicon = program.command('lexicon').description('work on the lexicons');
  define(lexicon.command('test'))
    .description("run every rule's examples and counterexamples")
    .argument('[rules...]', 'only rules whose id begins so: `anger`, `anger/waiting`')
    .option('--lexicons <dir>', 'a lexicon folder laid over the shipped one (repeatable)', collect, [])
    .addOption(new Option('-f, --format <format>', 'output format').choices(['pretty', 'json']).default('pretty'))
    .action((only: string[], options: LexiconOptions) => {
      choose(async (context) => (await import('./lexicon-test.js')).lexiconTest(only, options, context), options);
    });
}
