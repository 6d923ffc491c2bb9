/** `kesu lint`: scripts in, diagnostics out; talk goes to standard error. */
import { extname } from 'node:path';
import { judgeOf } from '../engine.js';
import { KesuError } from '../errors.js';
import { SEVERITIES } from '../gate/diagnostic.js';
import { isDay } from '../lint/directives.js';
import type { ScriptDocument } from '../lint/document.js';
import { lint, type LintRun } from '../lint/lint.js';
import { readPages } from '../lint/pages.js';
import { readScript } from '../lint/read/index.js';
import { readLint, type LintSettings } from '../lint/settings.js';
import { ScriptWords } from '../lint/words.js';
import { say } from '../locale/index.js';
import type { Rejection } from '../model.js';
import { standings } from '../report/check.js';
import { BY_ENDING, isCiFormat } from '../report/formats.js';
import { LINT_FORMATS, type LintFormat } from '../report/lint-formats.js';
import { LINT_REPORTS } from '../report/lint.js';
import { tally } from '../report/lint-tally.js';
import { renderRun } from '../report/render-run.js';
import { jiebaTokenizer } from '../text/tokenizer.js';
import { decode } from '../transcripts/encoding.js';
import { checked, filesIn, openInput } from '../transcripts/inputs.js';
import { EXIT, type ExitCode } from './exit.js';
import { Gate } from './gate.js';
import { write, type Context } from './io.js';
import type { LintOptions } from './lint.options.js';
import { writeFileAtomic } from './output.js';
import { tellRejections } from './rejections.js';
import { pathFrom, repositoryRoot } from './repository.js';
import { homepage, version } from './version.js';

export async function lintScripts(inputs: readonly string[], options: LintOptions, context: Context): Promise<ExitCode> {
  const { lang, stdout } = context;
  const { lexicons } = options;
  if (options.stdinFilename !== undefined && !inputs.includes('-')) throw new KesuError('lint-stdin-filename');
  const gate = Gate.of(options, 'lint');
  const format = formatOf(options);
  const today = todayOf(options, context);
  const settings = readLint(lexicons);
  const files = scriptsIn(inputs, settings);
  const words = new ScriptWords(settings);
  const rejections: Rejection[] = [];
  const documents: ScriptDocument[] = [];
  for (const file of files) {
    const document = await readOne(file, words, options, context, rejections);
    if (document) documents.push(document);
  }
  if (documents.every(({ replies }) => replies.length === 0)) return nothingJudged(files, settings, rejections, context);
  const knowledge = { settings, pages: readPages(lexicons), judge: judgeOf(jiebaTokenizer(), lexicons, undefined, options) };
  const run = lint(documents, knowledge, { lang, today });

  const verdict = gate.judge(run);
  const text = isCiFormat(format) ? renderRun(format, run, { lang, version: version(), homepage: homepage(), path: pathFrom(repositoryRoot()), verdict })
    : LINT_REPORTS[format](format === 'pretty' ? unknownIn(run, verdict) : run, { lang, color: context.color, width: stdout.columns ?? 100, rejections });
  await (options.output === undefined ? write(stdout, text) : writeFileAtomic(options.output, text));
  if (!options.quiet) await tell(run, context);
  await tellRejections(rejections, undefined, context);
  // as linters do: without a gate of its own a run fails by its errors, which it has shown
  const closed = gate.asked ? await gate.close(run, verdict, '', context) : tally(run).error > 0 ? EXIT.failed : EXIT.done;
  if (closed !== EXIT.done) return closed;
  return rejections.length > 0 ? EXIT.rejected : EXIT.done;
}

/** What a baseline knows already is not told again to people. */
function unknownIn(run: LintRun, verdict: Parameters<typeof standings>[0]['verdict']): LintRun {
  const standing = standings({ verdict });
  return { ...run, units: run.units.map((unit) => ({ ...unit, diagnostics: unit.diagnostics.filter((d) => standing(d) !== 'known') })) };
}

/** As it was asked, else as the ending of the file says, else for people. */
function formatOf({ format, output }: LintOptions): LintFormat {
  const named = output === undefined ? undefined : BY_ENDING[extname(output)];
  return format ?? LINT_FORMATS.find((f) => f === named) ?? 'pretty';
}

/** The one place where a clock is looked at: permissions expire. */
function todayOf({ today }: LintOptions, context: Context): string {
  if (today !== undefined && !isDay(today)) throw new KesuError('lint-today', { value: today });
  return today ?? context.today?.() ?? new Date().toISOString().slice(0, 10);
}

/** Files behind the inputs, each once. */
function scriptsIn(inputs: readonly string[], { extensions, folders }: LintSettings): string[] {
  const endings = Object.values(extensions).flat();
  const files = [...new Set(inputs.flatMap((input) => (input === '-' || !checked(input).isDirectory() ? [input] : filesIn(input, endings, folders.skipped))))];
  if (files.length === 0) throw new KesuError('lint-nothing-matched', { extensions: endings.join(' '), inputs: inputs.join(' ') });
  return files;
}

/** A file of scripts is written by people. */
const LARGEST = 16 * 1024 * 1024;

async function readOne(file: string, words: ScriptWords, { encoding, stdinFilename }: LintOptions, { lang, stdin }: Context, rejections: Rejection[]): Promise<ScriptDocument | undefined> {
  const name = file === '-' ? stdinFilename ?? file : file;
  try {
    let raw = '';
    for await (const piece of decode(openInput(file, stdin), encoding, name).text) {
      raw += piece;
      if (raw.length > LARGEST) throw new KesuError('lint-file-large', { limit: `${LARGEST / 1024 / 1024} MB` }, { file: name });
    }
    const { document, unread } = readScript(name, raw, words);
    for (const { id, problem, line } of unread) rejections.push({ file: name, ...(line !== undefined && { line }), reason: say(lang, id, { problem }) });
    return document;
  } catch (error) {
    if (!(error instanceof KesuError) || error.id === 'encoding-unknown') throw error;
    rejections.push({ file: name, reason: say(lang, error.id, error.params) });
    return undefined;
  }
}

/** A run that judged nothing is not green. */
async function nothingJudged(files: readonly string[], { columns }: LintSettings, rejections: readonly Rejection[], context: Context): Promise<ExitCode> {
  const few = (list: readonly string[], most: number): string => list.slice(0, most).join(', ') + (list.length > most ? ' …' : '');
  await tellRejections(rejections, undefined, context);
  await write(context.stderr, `kesu: ${say(context.lang, 'lint-nothing-judged', { files: few(files, 3), n: files.length, columns: few([...columns.customer, ...columns.other].slice(0, 3), 3), known: few(columns.agent, 3) })}\n`);
  return EXIT.usage;
}

async function tell(run: LintRun, { stderr, lang }: Context): Promise<void> {
  const { error, warning, note, suppressed } = tally(run);
  const counts = { texts: run.texts, files: run.units.length };
  const open = run.units.flatMap((unit) => unit.diagnostics).filter((d) => !d.suppressed);
  const worst = SEVERITIES.map((severity) => open.find((d) => d.severity === severity)).find((d) => d !== undefined);
  const lines = error + warning + note + suppressed === 0 ? [say(lang, 'lint-clean', counts)]
    : [say(lang, 'lint-summary', { ...counts, errors: error, warnings: warning, notes: note, suppressed: suppressed > 0 ? say(lang, 'lint-summary-suppressed', { n: suppressed }) : '' })];
  if (worst) lines.push(say(lang, 'lint-next', { rule: worst.rule }));
  await write(stderr, `${lines.join('\n')}\n`);
}
