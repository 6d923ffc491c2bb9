import { Option, type Command } from 'commander';
import { collect } from './collect.js';
import { count } from './count.js';
import { labelledOptions, type LabelledOptions } from './labelled.options.js';
import type { Run } from './main.js';

export interface FitOptions extends LabelledOptions {
  output?: string;
  format: 'pretty' | 'json';
  lexicons: string[];
  folds: number;
  seed: number;
  resamples: number;
  anyway?: boolean;
  force?: boolean;
}

export function defineFit(program: Command, define: (command: Command) => Command, choose: (run: Run, options: FitOptions) => void): void {
  labelledOptions(define(program.command('fit'))
    .description('teach the trained layer and the scorecard from labels, as a lexicon folder to lay over the shipped one')
    .argument('<labelled...>', 'labelled utterances or conversations, or what kesu review wrote (NDJSON, files or folders); - reads standard input')
    .option('-o, --output <dir>', 'write what was learned to this folder; without it, only the table is shown')
    .addOption(new Option('-f, --format <format>', 'how the figures are shown').choices(['pretty', 'json']).default('pretty'))
    .option('--lexicons <dir>', 'a lexicon folder laid over the shipped one, as when scoring: learning starts from it (repeatable)', collect, [])
    .option('--folds <n>', 'parts of the cross-validation', count, 5)
    .option('--seed <n>', 'what folds and samples are drawn from', count, 1)
    .option('--resamples <n>', 'samples of the bootstrap; 0 for no intervals', count, 1000)
    .option('--anyway', 'write even where labels are too few, or what was learned reads no better')
    .option('--force', 'replace files of an earlier run in the folder'))
    .addHelpText('after', `
Learning starts from the weights that are in use and is drawn back to them: what the labels do not speak about stays.
Figures are of cross-validation: each message and case is read by what was learned from the others.

Examples:
  kesu review export.csv -o todo.csv                   # label the column, then
  kesu review export.csv --labels todo.csv -o review.ndjson
  kesu fit review.ndjson -o ours/                      # before and after, and a folder
  kesu score export.csv --lexicons ours/`)
    .action((labelled: string[], options: FitOptions) => {
      choose(async (context) => (await import('./fit.js')).fit(labelled, options, context), options);
    });
}
