import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Side } from '../learning/columns.js';
import { collect } from './collect.js';
import { count } from './count.js';
import type { Run } from './main.js';
import { readingOptions, type ReadingOptions } from './reading.options.js';

export interface ReviewOptions extends ReadingOptions {
  count: number;
  output?: string;
  labels: string[];
  known: string[];
  side?: Side;
  seed: number;
  lexicons: string[];
  force?: boolean;
  rejected?: string;
}

export function defineReview(program: Command, define: (command: Command) => Command, choose: (run: Run, options: ReviewOptions) => void): void {
  readingOptions(define(program.command('review'))
    .description('pick the messages worth labelling next, and take their labels')
    .argument('<inputs...>', 'transcripts, as for `kesu score`; or filled sheets, to be read back')
    .option('-n, --count <n>', 'how many messages to pick', some, 20)
    .option('-o, --output <file>', '.csv: a sheet to fill; .ndjson: labelled conversations, added to what stands there (default in a terminal: review.ndjson)')
    .option('--labels <sheet>', 'take the labels of this filled sheet; the inputs are the transcripts it was made from (repeatable)', collect, [])
    .option('--known <file>', 'labelled lines whose messages are not picked again (repeatable)', collect, [])
    .addOption(new Option('--side <side>', 'pick messages of one side').choices(['customer', 'agent']))
    .option('--seed <n>', 'what the checks are drawn from', count, 1)
    .option('--lexicons <dir>', 'a lexicon folder laid over the shipped one (repeatable)', collect, [])
    .option('--force', 'overwrite a sheet that exists')
    .option('--rejected <file>', 'list what could not be read in this file (NDJSON)'))
    .addHelpText('after', `
Picked are the messages kesu is least sure of, no two alike, and every tenth one that it is sure of, as a check.

In a terminal each message is shown with what stands before it and asked about; every answer is saved at once, and
messages labelled in the output or in --known are not asked again. Elsewhere make a sheet, fill it and read it back:
  kesu review chats.csv -n 50 -o review.csv                       # fill the column labels in Excel or WPS
  kesu review chats.csv --labels review.csv -o review.ndjson      # whole conversations with the labels
  kesu review review.csv -o review.ndjson                         # without the transcripts: the messages and those shown before them
The second is better: what stands before and after a message decides how it is read.

In the column labels, separated by blanks or commas: ids or names of signals, with what the guide tells apart:
  anger/strong, media-threat/stated, stonewalling/stalling, 辱骂、最后通牒
  -  nothing      =  as in the column heard      ?  or empty: not labelled

Labelled lines are those of kesu eval (kesu schema labelled); signals is null for messages nobody labelled. As most of
them were picked because they are hard, figures of kesu eval on them are lower than on messages as they come.`)
    .action((inputs: string[], options: ReviewOptions) => {
      choose(async (context) => (await import('./review.js')).review(inputs, options, context), options);
    });
}

function some(value: string): number {
  const n = count(value);
  if (n < 1 || n > 10_000) throw new InvalidArgumentError('It takes a number from 1 to 10000.');
  return n;
}
