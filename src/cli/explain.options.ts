import { Option, type Command } from 'commander';
import { collect } from './collect.js';
import type { Run } from './main.js';

export interface ExplainOptions {
  speaker: 'customer' | 'agent' | 'bot';
  lexicons: string[];
  format: 'pretty' | 'json';
}

export function defineExplain(program: Command, define: (command: Command) => Command, choose: (run: Run, options: ExplainOptions) => void): void {
  define(program.command('explain'))
    .description('show what matches in a text, what is cancelled, and why')
    .argument('<text>', 'one message, as the speaker wrote it')
    .addOption(new Option('-s, --speaker <who>', 'who says it').choices(['customer', 'agent', 'bot']).default('customer'))
    .addOption(new Option('-f, --format <format>', 'output format').choices(['pretty', 'json']).default('pretty'))
    .option('--lexicons <dir>', 'a lexicon folder laid over the shipped one (repeatable)', collect, [])
    .addHelpText('after', '\nExample:\n  kesu explain "再不处理我就打12315"')
    .action((text: string, options: ExplainOptions) => {
      choose(async (context) => (await import('./explain.js')).explain(text, options, context), options);
    });
}
