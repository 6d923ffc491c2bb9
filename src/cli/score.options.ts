import { Option, type Command } from 'commander';
import { FORMATS, type ReportFormat } from '../report/formats.js';
import { collect } from './collect.js';
import type { Run } from './main.js';

export interface ScoreOptions {
  format?: ReportFormat;
  output?: string;
  top: string;
  lexicons: string[];
  encoding?: string;
  map?: string;
  header: boolean;
  caseBy?: string;
  speaker: string[];
  inputFormat?: 'csv' | 'tsv' | 'json' | 'ndjson' | 'text';
  asr?: boolean;
  redact: boolean;
  rejected?: string;
  quiet?: boolean;
}

export function defineScore(program: Command, define: (command: Command) => Command, choose: (run: Run, options: ScoreOptions) => void): void {
  define(program.command('score'))
    .description('score transcripts and report the cases, worst first')
    .argument('<inputs...>', 'files or folders (CSV, TSV, JSON, NDJSON, text); - reads standard input')
    .addOption(new Option('-f, --format <format>', 'output format (default: pretty)').choices([...FORMATS]))
    .option('-o, --output <path>', 'a folder: one JSON and Markdown report a case, and summary.csv; or a file')
    .option('--top <n>', 'how many cases the terminal view shows, 0 for all', '20')
    .option('--lexicons <dir>', 'a lexicon folder laid over the shipped one (repeatable)', collect, [])
    .option('--encoding <label>', 'encoding of the input (default: detected; utf-8, gb18030, big5, utf-16le …)')
    .option('--map <roles>', 'which column is which: conversation=…,speaker=…,text=…,time=… (names or numbers)')
    .option('--no-header', 'the first row is data, not column names (with --map by number)')
    .option('--case-by <column>', 'column that names the case')
    .option('--speaker <name=role>', 'who a speaker is: NAME=agent, customer, bot or system (repeatable)', collect, [])
    .addOption(new Option('--input-format <format>', 'layout of the input (default: detected)').choices(['csv', 'tsv', 'json', 'ndjson', 'text']))
    .option('--asr', 'the text is speech-recognised whatever its channel: hear terms that were misheard')
    .option('--no-redact', 'leave phone, card and identity numbers and e-mail readable')
    .option('--rejected <file>', 'list what could not be read in this file (NDJSON)')
    .option('-q, --quiet', 'say nothing on standard error but errors')
    .addHelpText('after', '\nExamples:\n  kesu score export.csv\n  kesu score logs/ -o out/\n  cat chats.ndjson | kesu score --format ndjson - > reports.ndjson')
    .action((inputs: string[], options: ScoreOptions) => {
      choose(async (context) => (await import('./score.js')).score(inputs, options, context), options);
    });
}
