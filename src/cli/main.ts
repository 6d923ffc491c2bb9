/** The process: arguments in, exit code out. Commands are loaded when they are called, so `--help` is instant. */
import { Command, CommanderError, Help, Option } from 'commander';
import { describe, KesuError } from '../errors.js';
import { resolveLang } from '../locale/index.js';
import type { Settled } from '../config/settle.js';
import { withoutControls } from '../report/control.js';
import { defineCompletion } from './completion.options.js';
import { defineDoctor } from './doctor.options.js';
import { EXIT, type ExitCode } from './exit.js';
import { defineInit } from './init.options.js';
import { colorFor, type Context, type Io } from './io.js';
import { defineEval } from './eval.options.js';
import { defineExplain } from './explain.options.js';
import { defineFit } from './fit.options.js';
import { defineLint } from './lint.options.js';
import { defineLexicon } from './lexicon.options.js';
import { defineReview } from './review.options.js';
import { defineSchema } from './schema.options.js';
import { defineScore } from './score.options.js';
import { version } from './version.js';

export type Run = (context: Context) => Promise<ExitCode>;

const SHARED = 'Options of every command:';

/** What a command alone has comes first in its help. */
function sharedLast(this: Help, command: Command): Option[] {
  const all = Help.prototype.visibleOptions.call(this, command);
  return [...all.filter((o) => o.helpGroupHeading !== SHARED), ...all.filter((o) => o.helpGroupHeading === SHARED)];
}

export interface Chosen {
  readonly run: Run;
  readonly lang?: string;
  readonly color?: boolean;
  readonly printConfig?: boolean;
}

/** All commands as they are defined. `choose` is told which one was called. */
export function programOf(io: Pick<Io, 'stdout' | 'stderr'>, choose: (chosen: Chosen) => void): Command {
  const program = new Command('kesu')
    .description('Reads Chinese customer-service transcripts and reports, case by case, how likely each is to escalate and why; checks agent scripts before they ship.')
    .version(version(), '-V, --version')
    .exitOverride()
    .configureOutput({ writeOut: (text) => void io.stdout.write(text), writeErr: (text) => void io.stderr.write(text) })
    .showHelpAfterError('(kesu --help lists commands and options)')
    .addHelpText('after', '\nExit codes: 0 done · 1 a gate or example failed · 2 usage, configuration or lexicon error · 3 done, some input rejected');
  const shared = (flags: string, description: string): Option => new Option(flags, description).helpGroup(SHARED);
  const define = (command: Command): Command =>
    command
      .exitOverride()
      .configureOutput({ writeOut: (text) => void io.stdout.write(text), writeErr: (text) => void io.stderr.write(text) })
      .configureHelp({ visibleOptions: sharedLast })
      .addOption(shared('--lang <zh|en>', 'language of messages and reports (default: the locale)').choices(['zh', 'en']))
      .addOption(shared('--color', 'colour even where the output is no terminal'))
      .addOption(shared('--no-color', 'no colour'))
      .addOption(shared('--config <file>', 'read this configuration instead of the kesu.config.yaml found here or above'))
      .addOption(shared('--no-config', 'read no configuration file, the user\'s neither'))
      .addOption(shared('--print-config', 'show what each option is set to and by what, and do nothing else'))
      .on('option:print-config', function (this: Command) {
        // nothing will run: what a run needs may be missing
        for (const argument of this.registeredArguments) argument.required = false;
        for (const option of this.options.filter((o) => o.mandatory)) this.setOptionValueWithSource(option.attributeName(), null, 'default');
      });
  const chosen = (run: Run, options: Omit<Chosen, 'run'>): void => choose({ run, ...options });
  for (const add of [defineScore, defineLint, defineExplain, defineEval, defineReview, defineFit, defineLexicon, defineSchema, defineInit, defineDoctor, defineCompletion]) add(program, define, chosen);
  return program;
}

export async function main(argv: readonly string[], io: Io): Promise<number> {
  let chosen: Chosen | undefined;
  const program = programOf(io, (called) => {
    chosen = called;
  });
  let asked: string | undefined;
  let settled: Settled | undefined;
  program.hook('preAction', async (_, command) => {
    asked = command.getOptionValue('lang') as string | undefined;
    settled = (await import('../config/index.js')).settleFor(command, { env: io.env, cwd: process.cwd() });
    asked = command.getOptionValue('lang') as string | undefined;
  });

  try {
    await program.parseAsync([...argv]);
    if (!chosen) return EXIT.usage;
    const { run, lang, color, printConfig } = chosen as Chosen;
    if (printConfig && settled) return await (await import('./print-config.js')).printConfig(settled, { ...io, lang: resolveLang(lang, io.env), color: colorFor(io.stdout, io.env, color) });
    if (settled?.found.ignored !== undefined) io.stderr.write(`kesu: ${describe(resolveLang(lang, io.env), 'config-ignored', {}, { file: settled.found.ignored })}\n`);
    return await run({ ...io, lang: resolveLang(lang, io.env), color: colorFor(io.stdout, io.env, color) });
  } catch (error) {
    if (error instanceof CommanderError) {
      const fine = ['commander.helpDisplayed', 'commander.help', 'commander.version'].includes(error.code) && error.exitCode === 0;
      return fine ? EXIT.done : EXIT.usage;
    }
    if (error instanceof KesuError) {
      io.stderr.write(`kesu: ${withoutControls(error.in(resolveLang(asked, io.env)), '·', true)}\n`);
      return EXIT.usage;
    }
    throw error;
  }
}
