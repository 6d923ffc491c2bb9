/** `kesu fit`: what labels teach the trained layer, judged on what it was not learned from, and written where asked. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { KesuError } from '../errors.js';
import { LEVEL } from '../evaluation/bootstrap.js';
import { evaluate, type Evaluation } from '../evaluation/evaluation.js';
import { verdictOf } from '../evaluation/verdict.js';
import { correctionsIn, readCorrections, writeCorrections } from '../learning/corrections.js';
import { fitScorecard, type ScorecardFit } from '../learning/fit-scorecard.js';
import type { LabelledCase } from '../learning/labelled.js';
import { layerOf } from '../learning/layer.js';
import { amountOf, correctionsOf, crossTaught, taughtCases, type Before, type TaughtCase } from '../learning/taught.js';
import { fingerprintOf, readWeights } from '../learning/weights.js';
import { writeScorecard } from '../learning/write-scorecard.js';
import { SHIPPED } from '../lexicon/sources.js';
import { say } from '../locale/index.js';
import type { CaseReport, Conversation, Rejection } from '../model.js';
import { judgeOf } from '../engine.js';
import { judge, type Judge } from '../risk/case-report.js';
import { SCORECARD, scorecardFile } from '../risk/scorecard.js';
import { signalReader } from '../signals/signals.js';
import { readIdentity } from '../transcripts/index.js';
import { jiebaTokenizer } from '../text/tokenizer.js';
import { prettyEvaluation } from './eval.pretty.js';
import { scorecardLines } from './fit.pretty.js';
import { EXIT, type ExitCode } from './exit.js';
import type { FitOptions } from './fit.options.js';
import { write, type Context } from './io.js';
import { conversationsOfCases } from './labelled-cases.js';
import { labelledCases } from './labelled-input.js';
import { writeFileAtomic, writeRejected } from './output.js';
import { tellRejections } from './rejections.js';
import { version } from './version.js';

/** With fewer messages figures of cross-validation move by several points from one seed to the next. */
const ENOUGH_MESSAGES = 100;
/** With fewer messages of a signal, what is learned about it is hardly more than what was known. */
const ENOUGH_OF_A_SIGNAL = 10;

interface Known {
  readonly gold: LabelledCase;
  readonly conversation: Conversation;
}

export async function fit(inputs: readonly string[], options: FitOptions, context: Context): Promise<ExitCode> {
  const { folds, seed, output: target } = options;
  const { lang } = context;
  if (folds < 2) throw new KesuError('fit-folds', { n: folds });
  if (target !== undefined && !options.force) demandFresh(target);

  const rejections: Rejection[] = [];
  const known = await read(inputs, options, context, rejections);
  const judging = judgeOf(jiebaTokenizer(), options.lexicons);
  const before = beforeOf(options.lexicons);
  const cases = [...taughtCases(known.map(asScored), judging.reader, before)];
  const { messages, positives } = amountOf(cases);
  const banded = known.some((k) => k.gold.band);
  if (messages < folds && !banded) throw new KesuError('fit-nothing', { n: messages });

  const figures = compared(known, cases, before, judging, options, messages >= folds);
  const scorecard = banded ? fitScorecard(known, judging, { seed, identity: readIdentity(SHIPPED) }) : undefined;
  const problems = messages < folds ? [] : [
    ...(messages < ENOUGH_MESSAGES ? [say(lang, 'fit-few', { n: messages, enough: ENOUGH_MESSAGES })] : []),
    ...((figures.measures['micro']?.difference?.value ?? 0) > 0 ? [] : [say(lang, 'fit-no-better')]),
  ];
  await write(context.stdout, shown({ figures, ...(scorecard && { scorecard }), problems }, options, context));

  const files = setsOf(known);
  const written = target === undefined ? [] : [
    ...(messages >= folds && (problems.length === 0 || options.anyway)
      ? [{ path: correctionsIn(target), text: () => writeCorrections(correctionsOf(cases, before, options, { files, examples: messages, settings: { over: judging.reader.layer?.version ?? '', folds, seed } })) }] : []),
    ...(scorecard && !scorecard.refused
      ? [{ path: join(target, SCORECARD), text: () => writeScorecard(scorecardFile(options.lexicons).text, scorecard, { kesu: version(), files: Object.entries(files).map(([name, sha256]) => ({ name, sha256 })) }) }] : []),
  ];
  for (const { path, text } of written) await writeFileAtomic(path, text());
  if (options.rejected !== undefined) await writeRejected(options.rejected, rejections);

  if (!options.quiet) {
    const few = messages < folds ? [] : [...positives].filter(([, n]) => n < ENOUGH_OF_A_SIGNAL).map(([signal]) => signal);
    await tell(context, { target, written: written.map((w) => w.path), problems, few });
  }
  await tellRejections(rejections, options.rejected, context);
  if (target !== undefined && written.length === 0) return EXIT.failed;
  return rejections.length > 0 ? EXIT.rejected : EXIT.done;
}

function beforeOf(lexicons: readonly string[]): Before {
  const taught = readCorrections(lexicons);
  return { files: readWeights(lexicons).files, ...(taught && { corrections: taught.corrections }) };
}

/** Nothing of an earlier run, and nothing a hand has written, is replaced unasked. */
function demandFresh(dir: string): void {
  const file = [correctionsIn(dir), join(dir, SCORECARD)].find(existsSync);
  if (file !== undefined) throw new KesuError('fit-taken', {}, { file });
}

async function read(inputs: readonly string[], options: FitOptions, context: Context, rejections: Rejection[]): Promise<Known[]> {
  const labelled = await labelledCases(inputs, context, rejections);
  const conversations = await conversationsOfCases(labelled, options, context, rejections);
  return labelled.flatMap((gold, at) => (conversations[at] ? [{ gold, conversation: conversations[at] }] : []));
}

/** The messages as they are scored: what is masked is learned masked. */
function asScored({ gold, conversation }: Known): { gold: LabelledCase; group: string } {
  const messages = gold.messages.map((m, i) => ({ ...m, text: conversation.messages[i]?.text ?? m.text }));
  return { gold: { ...gold, messages }, group: conversation.case ?? `${gold.set}:${gold.line}` };
}

/** Before: the weights in use. After: each case by what was learned without it; the same, where there is nothing to learn from. */
function compared(known: readonly Known[], cases: readonly TaughtCase[], before: Before, judging: Judge, { resamples, lexicons, folds, seed }: FitOptions, learned: boolean): Evaluation {
  const { lexicon, tokenizer } = judging.reader;
  const was = known.map(({ conversation }) => judge(conversation, judging));
  const after = [...was];
  for (const { places, corrections } of learned ? crossTaught(cases, before, { folds, seed }) : []) {
    const taught = { ...judging, reader: signalReader(lexicon, tokenizer, layerOf(before.files, 'fold', { corrections })) };
    for (const at of places) after[at] = judge((known[at] as Known).conversation, taught);
  }
  const run = (reports: readonly CaseReport[]) => ({
    lexicon: lexicon.version, lexicons,
    pairs: known.map(({ gold }, at) => ({ gold, got: verdictOf(reports[at] as CaseReport, gold.messages.length) })),
  });
  const { changes: _, ...figures } = evaluate(run(after), { bootstrap: { resamples, seed, level: LEVEL }, by: [] }, run(was));
  return figures;
}

/** Hashes of the labels of each file. */
function setsOf(known: readonly Known[]): Record<string, string> {
  const plain = (_: string, value: unknown): unknown => (value instanceof Map ? [...value.values()] : value instanceof Set ? [...value] : value);
  const labels = (set: string): string => known.filter((k) => k.gold.set === set).map(({ gold }) => JSON.stringify([gold.id, gold.messages, gold.band], plain)).join('\n');
  return Object.fromEntries([...new Set(known.map((k) => k.gold.set))].map((set) => [basename(set), fingerprintOf(labels(set))]));
}

interface Learned {
  readonly figures: Evaluation;
  readonly scorecard?: ScorecardFit;
  readonly problems: readonly string[];
}

function shown({ figures, scorecard, problems }: Learned, options: FitOptions, { lang, color, stdout }: Context): string {
  if (options.format === 'json') {
    const { scorecard: _, ...learned } = scorecard ?? {};
    return `${JSON.stringify({ ...figures, ...(scorecard && { scorecard: learned }), problems }, null, 2)}\n`;
  }
  const view = { lang, color, width: stdout.columns ?? 100, top: 0 };
  return prettyEvaluation(figures, view) + (scorecard ? `\n${scorecardLines(scorecard, view).join('\n')}\n` : '');
}

async function tell({ stderr, lang }: Context, { target, written, problems, few }: { target: string | undefined; written: readonly string[]; problems: readonly string[]; few: readonly string[] }): Promise<void> {
  const lines = [
    ...problems,
    ...(few.length > 0 ? [say(lang, 'fit-few-of', { n: ENOUGH_OF_A_SIGNAL, signals: few.join(', ') })] : []),
    ...(target === undefined ? [say(lang, 'fit-dry')] : written.length > 0 ? [say(lang, 'fit-written', { files: written.join(', '), dir: target })] : [say(lang, 'fit-not-written', { dir: target })]),
  ];
  await write(stderr, `${lines.join('\n')}\n`);
}
