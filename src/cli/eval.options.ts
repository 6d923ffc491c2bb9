import { InvalidArgumentError, Option, type Command } from 'commander';
import { GROUPINGS, type Grouping } from '../evaluation/groups.js';
import { collect } from './collect.js';
import { count } from './count.js';
import { labelledOptions, type LabelledOptions } from './labelled.options.js';
import type { Run } from './main.js';

export const EVAL_FORMATS = ['pretty', 'json', 'csv'] as const;
export type EvalFormat = (typeof EVAL_FORMATS)[number];

export interface EvalOptions extends LabelledOptions {
  format?: EvalFormat;
  output?: string;
  lexicons: string[];
  learned: boolean;
  layers?: boolean;
  reports?: string;
  against?: string;
  againstLexicons?: string;
  errors?: boolean;
  by: Grouping[];
  failUnder: string[];
  failOver: string[];
  resamples: number;
  seed: number;
  top: number;
}

export function defineEval(program: Command, define: (command: Command) => Command, choose: (run: Run, options: EvalOptions) => void): void {
  labelledOptions(define(program.command('eval'))
    .description('measure signals, bands and findings against labels')
    .argument('<labelled...>', 'labelled utterances or conversations (NDJSON, files or folders); - reads standard input')
    .addOption(new Option('-f, --format <format>', 'output format (default: the ending of -o, else pretty)').choices([...EVAL_FORMATS]))
    .option('-o, --output <file>', 'write the result to this file: .json, .csv, or with --format')
    .option('--lexicons <dir>', 'a lexicon folder laid over the shipped one (repeatable)', collect, [])
    .option('--no-learned', 'rules only: switch the trained layer off')
    .addOption(new Option('--layers', 'the same figures by rules only, by the trained layer only, and by both').conflicts(['reports']))
    .addOption(new Option('--reports <file>', 'measure these finished reports (NDJSON) and judge nothing').conflicts(['lexicons']))
    .option('--against <file>', 'compare with these finished reports')
    .addOption(new Option('--against-lexicons <dir>', 'compare with this lexicon folder laid over the shipped one, or - for the shipped one').conflicts(['against']))
    .option('--errors', 'list what was read wrongly, with the rule and words at fault; with --format csv, a table of them')
    .option('--by <group>', `the same figures for each ${GROUPINGS.join(', ')} (repeatable)`, grouping, [])
    .option('--fail-under <measure=bound>', 'exit 1 where a measure is below its bound: micro=0.8,threat=0.9 (repeatable)', collect, [])
    .option('--fail-over <measure=bound>', 'exit 1 where it is above: neutral-alarms=0.12 (repeatable)', collect, [])
    .option('--resamples <n>', 'samples of the bootstrap; 0 for no intervals', count, 1000)
    .option('--seed <n>', 'what the samples are drawn from', count, 1)
    .option('--top <n>', 'how many errors and changes the terminal view shows, 0 for all', count, 20))
    .addHelpText('after', `
Labelled lines, told apart by content:
  {"id", "speaker", "text", "signals": [{"signal", "stage"?, "subtype"?, "intensity"?} or "signal/stage"], "phenomenon"?}
  {"id", "messages": [{"speaker", "text", "at"?}], "signals": [[…], …]?, "band"?, "turning_points"?, "ignored_threats"?, "attribution"?, "satisfaction"?}
kesu schema labelled and kesu schema evaluation give JSON Schemas of these lines and of --format json.

Examples:
  kesu eval labelled.ndjson --by phenomenon --errors
  kesu eval labelled.ndjson --lexicons ours/ --against-lexicons -     # what our lexicon changes, with intervals
  kesu eval labelled.ndjson --reports reports.ndjson --against before.ndjson
  kesu eval labelled.ndjson --fail-under micro=0.8,threat=0.9 --fail-over neutral-alarms=0.12`)
    .action((labelled: string[], options: EvalOptions) => {
      choose(async (context) => (await import('./eval.js')).evaluation(labelled, options, context), options);
    });
}

function grouping(value: string, before: readonly Grouping[]): Grouping[] {
  const found = GROUPINGS.find((g) => g === value);
  if (!found) throw new InvalidArgumentError(`Choose from ${GROUPINGS.join(', ')}.`);
  return before.includes(found) ? [...before] : [...before, found];
}
