import { Option, type Command } from 'commander';
import { LINT_FORMATS, type LintFormat } from '../report/lint-formats.js';
import { collect } from './collect.js';
import { gateOptions, type GateFlags } from './gate.options.js';
import type { Run } from './main.js';

export interface LintOptions extends GateFlags {
  format?: LintFormat;
  output?: string;
  stdinFilename?: string;
  today?: string;
  encoding?: string;
  lexicons: string[];
  learned: boolean;
}

export function defineLint(program: Command, define: (command: Command) => Command, choose: (run: Run, options: LintOptions) => void): void {
  gateOptions(define(program.command('lint'))
    .description('check agent scripts (话术) before they ship')
    .argument('<scripts...>', 'files or folders (Markdown, text, CSV, TSV, YAML, JSON, NDJSON); - reads standard input')
    .addOption(new Option('-f, --format <format>', 'output format (default: pretty, or what the ending of --output says)').choices([...LINT_FORMATS]))
    .option('-o, --output <file>', 'write the result to this file')
    .option('--stdin-filename <name>', 'what standard input is called in the result, and read as')
    .option('--today <date>', 'YYYY-MM-DD, to which expiries of kesu-ignore are compared (default: the date of this machine)')
    .option('--encoding <label>', 'of the files (default: told by their bytes)')
    .option('--lexicons <dir>', 'a lexicon folder laid over the shipped one (repeatable)', collect, [])
    .option('--no-learned', 'rules only: switch the trained layer off')
    .option('-q, --quiet', 'results alone: no summary on standard error'), 'lint')
    .addHelpText('after', `
Allowing a finding, with a reason and perhaps a last day:
  Markdown, text   <!-- kesu-ignore stonewalling/policy-shield until=2026-12-31: legal asked for these words -->
                   <!-- kesu-ignore-start RULE: reason --> … <!-- kesu-ignore-end -->
  YAML, text       # kesu-ignore RULE[, RULE]: reason
  JSON, YAML       "kesu-ignore": "RULE: reason", a field beside the texts
  CSV              a column kesu-ignore

Exit codes: 0 nothing wrong · 1 an error that nothing allows, or what --fail-on and --baseline say · 2 nothing was checked, or usage · 3 some files could not be read

Examples:
  kesu lint scripts/
  kesu lint refund.md macros.csv -o lint.json
  kesu lint scripts/ --fail-on warning --format sarif -o kesu.sarif
  kesu lint scripts/ --baseline kesu-baseline.json --update-baseline
  git show :refund.md | kesu lint - --stdin-filename refund.md
  kesu explain stonewalling/policy-shield`)
    .action((scripts: string[], options: LintOptions) => {
      choose(async (context) => (await import('./lint.js')).lintScripts(scripts, options, context), options);
    });
}
