import { Option, type Command } from 'commander';
import { collect } from './collect.js';
import type { Run } from './main.js';

export interface ExplainOptions {
  speaker: 'customer' | 'agent' | 'bot';
  lexicons: string[];
  format: 'pretty' | 'json';
  before: string[];
  asr?: boolean;
  learned: boolean;
}

export function defineExplain(program: Command, define: (command: Command) => Command, choose: (run: Run, options: ExplainOptions) => void): void {
  define(program.command('explain'))
    .description('show what matches in a text, what is cancelled, and why; or what a rule of kesu lint means')
    .argument('<text>', 'one message, as the speaker wrote it, or the id of a rule')
    .addOption(new Option('-s, --speaker <who>', 'who says it').choices(['customer', 'agent', 'bot']).default('customer'))
    .addOption(new Option('-f, --format <format>', 'output format').choices(['pretty', 'json']).default('pretty'))
    .option('--before <speaker=text>', 'a message before it, customer=… or agent=…, in order (repeatable)', collect, [])
    .option('--asr', 'the text is speech-recognised: hear terms that were misheard')
    .option('--lexicons <dir>', 'a lexicon folder laid over the shipped one (repeatable)', collect, [])
    .option('--no-learned', 'rules only: switch the trained layer off')
    .addHelpText('after', '\nExample:\n  kesu explain "再不处理我就打12315"\n  kesu explain --before "agent=请耐心等待" "又等？"\n  kesu explain stonewalling/policy-shield')
    .action((text: string, options: ExplainOptions) => {
      choose(async (context) => (await import('./explain.js')).explain(text, options, context), options);
    });
}
