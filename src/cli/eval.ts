/** `kesu eval`: how well labels are found again, by the engine or in finished reports. */
import { extname } from 'node:path';
import { Chalk } from 'chalk';
import { LEVEL } from '../evaluation/bootstrap.js';
import { evaluate, measuresOf, type Evaluation, type Run } from '../evaluation/evaluation.js';
import type { LabelledCase } from '../learning/labelled.js';
import { verdictOf, type ReportLike } from '../evaluation/verdict.js';
import { whyOf } from '../evaluation/why.js';
import type { Why } from '../evaluation/errors.js';
import { say } from '../locale/index.js';
import type { Conversation, Rejection } from '../model.js';
import { judgeOf } from '../engine.js';
import { judge, type Judge } from '../risk/case-report.js';
import { redact } from '../text/redact.js';
import { jiebaTokenizer, type Tokenizer } from '../text/tokenizer.js';
import { evalCsv } from './eval.csv.js';
import { checked, gatesOf, tellGates } from './eval.gates.js';
import { conversationsOfCases } from './labelled-cases.js';
import { EVAL_FORMATS, type EvalFormat, type EvalOptions } from './eval.options.js';
import { prettyEvaluation } from './eval.pretty.js';
import { demandOwnIds, labelledCases, readReports } from './labelled-input.js';
import { EXIT, type ExitCode } from './exit.js';
import { write, type Context } from './io.js';
import { judgeWith } from './judge-with.js';
import { writeFileAtomic, writeRejected } from './output.js';
import { tellRejections } from './rejections.js';


export async function evaluation(inputs: readonly string[], options: EvalOptions, context: Context): Promise<ExitCode> {
  const gates = gatesOf(options.failUnder, options.failOver);
  const rejections: Rejection[] = [];
  const labelled = await labelledCases(inputs, context, rejections);
  if (options.reports !== undefined || options.against !== undefined) demandOwnIds(labelled);
  const judging = options.reports === undefined || options.againstLexicons !== undefined;
  const read = judging ? await readBy(labelled, options, context, rejections) : { cases: labelled, conversations: [] };
  const { run, why, against } = await runsOf(read, options, context, rejections);

  const { resamples, seed, by, errors } = options;
  const result = evaluate(run, { bootstrap: { resamples, seed, level: LEVEL }, by, ...(errors && { errors: why ? { why } : {} }) }, against);
  const results = checked(gates, result);
  const layers = options.layers ? layersOf(read, run, options) : undefined;
  const shown: Evaluation = { ...(options.redact ? masked(result) : result), ...(layers && { layers }), ...(gates.length > 0 && { gates: results }) };

  const text = render(shown, options, context);
  if (options.output !== undefined) await writeFileAtomic(options.output, text);
  else await write(context.stdout, text);
  if (options.rejected !== undefined) await writeRejected(options.rejected, rejections);

  if (!options.quiet) await tell(result, options, context);
  await tellGates(results, context);
  await tellRejections(rejections, options.rejected, context);
  if (results.some((r) => !r.passed)) return EXIT.failed;
  return rejections.length > 0 ? EXIT.rejected : EXIT.done;
}

interface Read {
  readonly cases: readonly LabelledCase[];
  /** As they are judged, in the order of the cases. */
  readonly conversations: readonly Conversation[];
}

/** The cases that could be read; the others are rejected, and measured in neither run. */
async function readBy(labelled: readonly LabelledCase[], options: EvalOptions, context: Context, rejections: Rejection[]): Promise<Read> {
  const conversations = await conversationsOfCases(labelled, options, context, rejections);
  return { cases: labelled.filter((_, at) => conversations[at]), conversations: conversations.filter((c) => c !== undefined) };
}

async function runsOf({ cases, conversations }: Read, options: EvalOptions, context: Context, rejections: Rejection[]): Promise<{ run: Run; why?: Why; against?: Run }> {
  let tokenizer: Tokenizer | undefined;
  const jieba = (): Tokenizer => (tokenizer ??= jiebaTokenizer());
  const reported = async (file: string): Promise<Run> => {
    const reports = await readReports(file, context, rejections);
    return { reports: file, pairs: cases.map((gold) => pairOf(gold, reports.get(gold.id))) };
  };
  const judged = (judging: Judge, lexicons: readonly string[]): Run => ({
    lexicon: judging.reader.lexicon.version, lexicons: [...lexicons],
    pairs: cases.map((gold, at) => pairOf(gold, judge(conversations[at] as Conversation, judging))),
  });
  const other = async (): Promise<Run | undefined> => {
    if (options.against !== undefined) return reported(options.against);
    const folder = options.againstLexicons;
    return folder === undefined ? undefined : judged(judgeWith(folder, jieba(), options), [folder]);
  };
  const against = await other();
  const withOther = against ? { against } : {};
  if (options.reports !== undefined) return { run: await reported(options.reports), ...withOther };
  const judging = judgeOf(jieba(), options.lexicons, undefined, options);
  return { run: judged(judging, options.lexicons), why: whyOf(conversations, judging.reader.lexicon, jieba()), ...withOther };
}

/** What rules and the trained layer do alone, and together; one of these is what was measured already. */
function layersOf({ cases, conversations }: Read, run: Run, { lexicons, learned: asked }: EvalOptions): NonNullable<Evaluation['layers']> {
  const tokenizer = jiebaTokenizer();
  const by = (learned: boolean | 'alone'): Evaluation['measures'] => {
    if (learned === asked) return measuresOf(run);
    const judging = judgeOf(tokenizer, lexicons, undefined, { learned });
    return measuresOf({ pairs: cases.map((gold, at) => pairOf(gold, judge(conversations[at] as Conversation, judging))) });
  };
  return { rules: by(false), layer: by('alone'), both: by(true) };
}

const pairOf = (gold: LabelledCase, report: ReportLike | undefined) => ({ gold, ...(report && { got: verdictOf(report, gold.messages.length) }) });

/** Texts of the labelled lines are as private as those that are judged. */
function masked(result: Evaluation): Evaluation {
  const mask = <T extends { text: string }>(list: readonly T[]): T[] => list.map((item) => ({ ...item, text: redact(item.text) }));
  return { ...result, ...(result.errors && { errors: mask(result.errors) }), ...(result.changes && { changes: mask(result.changes) }) };
}

const formatOf = ({ format, output }: EvalOptions): EvalFormat => format ?? EVAL_FORMATS.find((f) => output !== undefined && extname(output) === `.${f}`) ?? 'pretty';

function render(result: Evaluation, options: EvalOptions, { lang, color, stdout }: Context): string {
  const { errors, output, top } = options;
  const format = formatOf(options);
  if (format === 'json') return `${JSON.stringify(result, null, 2)}\n`;
  if (format === 'csv') return evalCsv(result, errors === true);
  return prettyEvaluation(result, { lang, color: output === undefined ? color : new Chalk({ level: 0 }), width: stdout.columns ?? 100, top });
}

async function tell({ run, against, errors, sets }: Evaluation, options: EvalOptions, { stderr, lang }: Context): Promise<void> {
  const lines = [run, against].filter((r) => r && r.missing > 0).map((r) => say(lang, 'eval-missing', { n: r?.missing ?? 0, file: r?.reports ?? '' }));
  if (formatOf(options) === 'pretty' && !errors && sets.some((s) => s.messages > 0)) lines.push(say(lang, 'eval-next'));
  if (lines.length > 0) await write(stderr, `${lines.join('\n')}\n`);
}
