import { InvalidArgumentError, Option, type Command } from 'commander';
import { collect } from './collect.js';
import type { Run } from './main.js';
import { readingOptions, type ReadingOptions } from './reading.options.js';

export interface LexiconOptions {
  lexicons: string[];
  format: 'pretty' | 'json';
}

export interface CheckOptions extends LexiconOptions, ReadingOptions {
  input: string[];
  broad: number;
  strict?: boolean;
}

export interface ListOptions extends LexiconOptions {
  channels?: boolean;
}

export interface DiffOptions extends Pick<LexiconOptions, 'format'>, ReadingOptions {
  top: number;
  learned: boolean;
}

export interface ImportOptions extends LexiconOptions {
  output: string;
  signal?: string;
  name?: string;
  skipCovered?: boolean;
  force?: boolean;
  encoding?: string;
}

type Choose = (run: Run, options: LexiconOptions | DiffOptions) => void;

export function defineLexicon(program: Command, define: (command: Command) => Command, choose: Choose): void {
  const lexicon = program.command('lexicon').description('work on the lexicons');
  const overlay = (command: Command): Command => command.option('--lexicons <dir>', 'a lexicon folder laid over the shipped one (repeatable)', collect, []);
  const format = (command: Command): Command => command.addOption(new Option('-f, --format <format>', 'output format').choices(['pretty', 'json']).default('pretty'));
  const add = (name: string): Command => format(define(lexicon.command(name)));

  overlay(add('test'))
    .description("run every rule's examples and counterexamples; exit 1 where one fails")
    .argument('[rules...]', 'only rules whose id begins so: `anger`, `anger/waiting`')
    .action((only: string[], options: LexiconOptions) => {
      choose(async (context) => (await import('./lexicon-test.js')).lexiconTest(only, options, context), options);
    });

  readingOptions(overlay(add('check')))
    .description('find duplicates, shadowed, dead and over-broad rules, and contradictions; exit 1 on errors')
    .argument('[about...]', 'only what is about rules, classes or channels whose id begins so')
    .option('--input <path>', 'transcripts to find over-broad rules with (repeatable)', collect, [])
    .option('--broad <percent>', "share of its speaker's messages above which a rule is over-broad", percent, 5)
    .option('--strict', 'exit 1 on warnings too')
    .addHelpText('after', '\nExamples:\n  kesu lexicon check\n  kesu lexicon check --lexicons ours/ --input export.csv --strict')
    .action((about: string[], options: CheckOptions) => {
      choose(async (context) => (await import('./lexicon-check.js')).lexiconCheck(about, options, context), options);
    });

  overlay(add('list'))
    .description('list the rules, or the register of channels')
    .argument('[prefix...]', 'only ids (of channels: kinds too) that begin so')
    .option('--channels', 'the register of bodies, hotlines, platforms and programmes')
    .action((prefixes: string[], options: ListOptions) => {
      choose(async (context) => (await import('./lexicon-list.js')).lexiconList(prefixes, options, context), options);
    });

  readingOptions(add('diff'))
    .description('score transcripts with two lexicons and show which messages and cases change')
    .argument('<old>', 'a lexicon folder laid over the shipped one, a complete one (with fold.yaml) in its place, or - for the shipped one')
    .argument('<new>', 'the other, given in the same way')
    .argument('<inputs...>', 'transcripts, as for `kesu score`')
    .option('--top <n>', 'how many messages and cases to show, 0 for all', whole, 20)
    .option('--no-learned', 'rules only: switch the trained layer off')
    .addHelpText('after', '\nExample:\n  kesu lexicon diff - ours/ export.csv')
    .action((before: string, after: string, inputs: string[], options: DiffOptions) => {
      choose(async (context) => (await import('./lexicon-diff.js')).lexiconDiff(before, after, inputs, options, context), options);
    });

  overlay(add('import'))
    .description('make a lexicon folder of a list of terms (CSV or text, UTF-8 or GBK)')
    .argument('<list>', 'a table with a column of terms (and signal, strength, stage, subtype, note), or one term a line with --signal; - reads standard input')
    .requiredOption('-o, --output <dir>', 'folder to write, for --lexicons')
    .option('--signal <id>', 'signal of the rows that name none: an id, or its Chinese name')
    .option('--name <word>', 'what the ids of the rules begin with (default: the name of the list)', word)
    .option('--skip-covered', 'leave out terms that the rules there are hear already')
    .option('--force', 'overwrite files that exist')
    .option('--encoding <label>', 'encoding of the list (default: detected)')
    .addHelpText('after', '\nExample:\n  kesu lexicon import terms.csv -o ours/ && kesu lexicon test --lexicons ours/')
    .action((list: string, options: ImportOptions) => {
      choose(async (context) => (await import('./lexicon-import.js')).lexiconImport(list, options, context), options);
    });
}

function percent(value: string): number {
  const number = Number(value);
  if (value.trim() === '' || !(number >= 0 && number <= 100)) throw new InvalidArgumentError('write a percentage from 0 to 100.');
  return number;
}

function whole(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('write a whole number.');
  return Number(value);
}

function word(value: string): string {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(value)) throw new InvalidArgumentError('write lower-case words joined by hyphens.');
  return value;
}
