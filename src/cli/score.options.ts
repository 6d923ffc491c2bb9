import { Option, type Command } from 'commander';
import { FORMATS, type ReportFormat } from '../report/formats.js';
import { collect } from './collect.js';
import type { Run } from './main.js';
import { count } from './count.js';
import { gateOptions, type GateFlags } from './gate.options.js';
import { readingOptions, type ReadingOptions } from './reading.options.js';

export interface ScoreOptions extends ReadingOptions, GateFlags {
  format?: ReportFormat;
  output?: string;
  top: number;
  sample?: number;
  seed: number;
  lexicons: string[];
  compare?: string;
  rejected?: string;
  learned: boolean;
}

export function defineScore(program: Command, define: (command: Command) => Command, choose: (run: Run, options: ScoreOptions) => void): void {
  readingOptions(gateOptions(define(program.command('score'))
    .description('score transcripts and report the cases, worst first')
    .argument('<inputs...>', 'files or folders (Excel .xlsx and .xls, CSV, TSV, JSON, NDJSON, text); - reads standard input')
    .addOption(new Option('-f, --format <format>', 'output format (default: pretty)').choices([...FORMATS]))
    .option('-o, --output <path>', 'a folder: one JSON and Markdown report a case, summary.csv, sample.csv with --sample, and cases.json where cases have several contacts; with --format html pages for a browser; or a file')
    .option('--top <n>', 'how many cases the terminal view shows, 0 for all', count, 20)
    .option('--sample <n>', 'draw cases of every band and channel for checking by people: shown after the worst ones, sample.csv in a folder', count)
    .option('--seed <n>', 'what the sample is drawn from', count, 1)
    .option('--lexicons <dir>', 'a lexicon folder laid over the shipped one (repeatable)', collect, [])
    .option('--no-learned', 'rules only: switch the trained layer off')
    .addOption(new Option('--compare <old>', 'show what changed since these reports of an earlier run (NDJSON or JSON) and through which rule; formats: pretty, json, md').conflicts(['baseline', 'sample']))
    .option('--rejected <file>', 'list what could not be read in this file (NDJSON)'), 'score'))
    .addHelpText('after', '\nConversations of one case or customer are chained in time and the case gets a risk of its own, except with --format ndjson\non standard output, which holds nothing: one conversation in, one report out.\n\nExamples:\n  kesu score export.csv\n  kesu score logs/ -o out/ --sample 40\n  kesu score logs/ --format html -o report/\n  kesu score one-case.json -o report.html\n  kesu score may.xlsx --sheet Sheet2\n  cat chats.ndjson | kesu score --format ndjson - > reports.ndjson\n  kesu score cases/ --fail-on high --baseline kesu-baseline.json -f sarif -o kesu.sarif\n  kesu score cases/ --lexicons ours/ --compare before.ndjson -f md')
    .action((inputs: string[], options: ScoreOptions) => {
      choose(async (context) => (await import('./score.js')).score(inputs, options, context), options);
    });
}
