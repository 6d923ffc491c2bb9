import { Option, type Command } from 'commander';
import { LINT_FORMATS, type LintFormat } from '../report/lint-formats.js';
import { collect } from './collect.js';
import type { Run } from './main.js';

export interface LintOptions {
  format: LintFormat;
  output?: string;
  stdinFilename?: string;
  today?: string;
  encoding?: string;
  lexicons: string[];
  learned: boolean;
  quiet?: boolean;
}

export function defineLint(program: Command, define: (command: Command) => Command, choose: (run: Run, options: LintOptions) => void): void {
  define(program.command('lint'))
    .description('check agent scripts (话术) before they ship')
    .argument('<scripts...>', 'files or folders (Markdown, text, CSV, TSV, YAML, JSON, NDJSON); - reads standard input')
    .addOption(new Option('-f, --format <format>', 'output format').choices([...LINT_FORMATS]).default('pretty'))
    .option('-o, --output <file>', 'write the result to this file')
    .option('--stdin-filename <name>', 'what standard input is called in the result, and read as')
    .option('--today <date>', 'YYYY-MM-DD, to which expiries of kesu-ignore are compared (default: the date of this machine)')
    .option('--encoding <name>', 'of the files (default: told by their bytes)')
    .option('--lexicons <dir>', 'a lexicon folder laid over the shipped one (repeatable)', collect, [])
    .option('--no-learned', 'rules only: switch the trained layer off')
    .option('-q, --quiet', 'results alone: no summary on standard error')
    .addHelpText('after', `
Allowing a finding, with a reason and perhaps a last day:
  Markdown, text   <!-- kesu-ignore stonewalling/policy-shield until=2026-12-31: legal asked for these words -->
                   <!-- kesu-ignore-start RULE: reason --> … <!-- kesu-ignore-end -->
  YAML, text       # kesu-ignore RULE[, RULE]: reason
  JSON, YAML       "kesu-ignore": "RULE: reason", a field beside the texts
  CSV              a column kesu-ignore

Exit codes: 0 nothing wrong · 1 an error that nothing allows · 2 nothing was checked, or usage · 3 some files could not be read

Examples:
  kesu lint scripts/
  kesu lint refund.md macros.csv --format json -o lint.json
  git show :refund.md | kesu lint - --stdin-filename refund.md
  kesu explain stonewalling/policy-shield`)
    .action((scripts: string[], options: LintOptions) => {
      choose(async (context) => (await import('./lint.js')).lintScripts(scripts, options, context), options);
    });
}
