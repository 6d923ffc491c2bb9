/** The process: arguments in, exit code out. Commands are loaded when they are called, so `--help` is instant. */
import { Command, CommanderError, Option } from 'commander';
import { KesuError } from '../errors.js';
import { resolveLang } from '../locale/index.js';
import { EXIT, type ExitCode } from './exit.js';
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

export async function main(argv: readonly string[], io: Io): Promise<number> {
  let chosen: { run: Run; lang?: string; color?: boolean } | undefined;
  const program = new Command('kesu')
    .description('Reads Chinese customer-service transcripts and reports, case by case, how likely each is to escalate and why; checks agent scripts before they ship.')
    .version(version(), '-V, --version')
    .exitOverride()
    .configureOutput({ writeOut: (text) => void io.stdout.write(text), writeErr: (text) => void io.stderr.write(text) })
    .showHelpAfterError('(kesu --help lists commands and options)')
    .addHelpText('after', '\nExit codes: 0 done · 1 a gate or example failed · 2 usage, configuration or lexicon error · 3 done, some input rejected');
  const define = (command: Command): Command =>
    command
      .exitOverride()
      .configureOutput({ writeOut: (text) => void io.stdout.write(text), writeErr: (text) => void io.stderr.write(text) })
      .addOption(new Option('--lang <zh|en>', 'language of messages and reports (default: the locale)').choices(['zh', 'en']))
      .option('--color', 'colour even where the output is no terminal')
      .option('--no-color', 'no colour');
  const choose = (run: Run, options: { lang?: string; color?: boolean }): void => {
    chosen = { run, ...options };
  };
  for (const add of [defineScore, defineLint, defineExplain, defineEval, defineReview, defineFit, defineLexicon, defineSchema]) add(program, define, choose);

  try {
    await program.parseAsync([...argv]);
    if (!chosen) return EXIT.usage;
    const { run, lang, color } = chosen as { run: Run; lang?: string; color?: boolean };
    return await run({ ...io, lang: resolveLang(lang, io.env), color: colorFor(io.stdout, io.env, color) });
  } catch (error) {
    if (error instanceof CommanderError) {
      const fine = ['commander.helpDisplayed', 'commander.help', 'commander.version'].includes(error.code) && error.exitCode === 0;
      return fine ? EXIT.done : EXIT.usage;
    }
    if (error instanceof KesuError) {
      io.stderr.write(`kesu: ${error.in(resolveLang(chosen?.lang, io.env))}\n`);
      return EXIT.usage;
    }
    throw error;
  }
}
