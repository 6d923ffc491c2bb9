/** `kesu review`: the messages worth labelling next, and their labels in and out. */
import { existsSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { KesuError } from '../errors.js';
import { textKey } from '../learning/candidate.js';
import { Picker, type Pick } from '../learning/picking.js';
import { ReviewLines, reviewedOf, type Reviewed } from '../learning/review-lines.js';
import { thinker, type Considered } from '../learning/thinking.js';
import { loadLexicon } from '../lexicon/compile.js';
import { say } from '../locale/index.js';
import type { Rejection } from '../model.js';
import { written } from '../signals/reading.js';
import { DistinctMasks } from '../text/distinct-masks.js';
import { redact } from '../text/redact.js';
import { jiebaTokenizer } from '../text/tokenizer.js';
import { expandInputs } from '../transcripts/inputs.js';
import { labelledCases } from './labelled-input.js';
import { EXIT, type ExitCode } from './exit.js';
import { write, type Context } from './io.js';
import { writeFileAtomic, writeRejected } from './output.js';
import { conversationsOf } from './reading.js';
import { tellRejections } from './rejections.js';
import { askAll } from './review.ask.js';
import { reviewedAlone, reviewedIn } from './review.join.js';
import type { ReviewOptions } from './review.options.js';
import { terminalPrompts, type Prompts } from './review.prompts.js';
import { isSheet, readSheet, type SheetRow } from './review.sheet-read.js';
import { reviewSheet } from './review.sheet.js';

const DEFAULT_OUTPUT = 'review.ndjson';

/** @param ask opens the questions of a terminal; tests answer them themselves */
export async function review(inputs: readonly string[], options: ReviewOptions, context: Context, ask: () => Promise<Prompts> = terminalPrompts): Promise<ExitCode> {
  const rejections: Rejection[] = [];
  const { transcripts, sheets } = await sortedOut(inputs, options);
  if (sheets.length > 0) await takeLabels(transcripts, sheets, options, context, rejections);
  else if (options.output !== undefined && isCsv(options.output)) await makeSheet(transcripts, options.output, options, context, rejections);
  else await askInTerminal(transcripts, options.output ?? DEFAULT_OUTPUT, options, context, rejections, ask);
  if (options.rejected !== undefined) await writeRejected(options.rejected, rejections.map((r) => (options.redact && r.raw !== undefined ? { ...r, raw: redact(r.raw) } : r)));
  await tellRejections(rejections, options.rejected, context);
  return rejections.length > 0 ? EXIT.rejected : EXIT.done;
}

const isCsv = (path: string): boolean => extname(path).toLowerCase() === '.csv';

/** Sheets among the inputs are to be read back; sheets in a folder of transcripts are no transcripts and left alone. */
async function sortedOut(inputs: readonly string[], { labels, output }: ReviewOptions): Promise<{ transcripts: string[]; sheets: string[] }> {
  const files = expandInputs(inputs);
  expandInputs(labels);
  if (output !== undefined && !['.csv', '.ndjson', '.jsonl'].includes(extname(output).toLowerCase())) throw new KesuError('review-ending', { path: output });
  const filled: string[] = [];
  for (const file of files) if (await isSheet(file)) filled.push(file);
  const transcripts = files.filter((file) => !filled.includes(file));
  if (labels.length === 0 && transcripts.length > 0 && filled.length > 0) {
    const named = filled.find((file) => inputs.includes(file));
    if (named !== undefined) throw new KesuError('review-mixed', {}, { file: named });
  }
  const sheets = labels.length > 0 ? [...labels] : transcripts.length > 0 ? [] : filled;
  if (sheets.length > 0 && output !== undefined && isCsv(output)) throw new KesuError('review-labels-output', { path: output });
  return { transcripts, sheets };
}

/** Filled sheets become labelled conversations. */
async function takeLabels(transcripts: readonly string[], sheets: readonly string[], options: ReviewOptions, context: Context, rejections: Rejection[]): Promise<void> {
  const { output } = options;
  // before anything else: what cannot be added to is not touched
  const lines = linesIn(output);
  const rows: SheetRow[] = [];
  let unlabelled = 0;
  for (const file of sheets) {
    const sheet = await readSheet(file, { lexicons: options.lexicons, ...(transcripts.length === 0 && options.encoding !== undefined && { encoding: options.encoding }) }, context, rejections);
    rows.push(...sheet.rows);
    unlabelled += sheet.unlabelled;
  }
  if (rows.length === 0 && rejections.length === 0) throw new KesuError('review-unfilled', {}, { file: sheets[0] as string });
  const reviewed = transcripts.length === 0 ? reviewedAlone(rows.map((row) => masked(row, options))) : await reviewedIn(read(transcripts, options, context, rejections), rows, context, rejections);
  for (const part of reviewed) lines.put(part);
  if (output === undefined) await write(context.stdout, lines.text());
  else await writeFileAtomic(output, lines.text());
  if (options.quiet) return;
  const labelled = reviewed.reduce((sum, r) => sum + r.answers.size, 0);
  await tell(context, [
    say(context.lang, 'review-taken', { labelled, conversations: reviewed.length, unlabelled }),
    ...(output === undefined ? [] : [say(context.lang, 'summary-written', { path: output }), say(context.lang, 'review-next-fit', { path: output })]),
  ]);
}

const masked = (row: SheetRow, { redact: mask }: ReviewOptions): SheetRow =>
  (mask ? { ...row, text: redact(row.text), context: row.context.map((m) => ({ ...m, text: redact(m.text) })) } : row);

/** A sheet may hold hours of somebody's work: it is never overwritten unasked. */
async function makeSheet(transcripts: readonly string[], output: string, options: ReviewOptions, context: Context, rejections: Rejection[]): Promise<void> {
  if (existsSync(output) && !options.force) throw new KesuError('review-sheet-exists', { path: output }, { file: output });
  const { picks, seen } = await pick(transcripts, options.known, options, context, rejections);
  if (picks.length === 0) return tell(context, [say(context.lang, 'review-no-message')]);
  await writeFileAtomic(output, reviewSheet(picks, context.lang));
  if (!options.quiet) {
    await tell(context, [
      say(context.lang, 'review-picked', { n: picks.length, of: seen }), say(context.lang, 'summary-written', { path: output }),
      say(context.lang, 'review-next-fill', { path: output, inputs: transcripts.length > 3 ? '…' : transcripts.join(' ') }),
    ]);
  }
}

async function askInTerminal(transcripts: readonly string[], output: string, options: ReviewOptions, context: Context, rejections: Rejection[], ask: () => Promise<Prompts>): Promise<void> {
  const { stdin, stdout, lang, color } = context;
  if (!stdin.isTTY || !stdout.isTTY) throw new KesuError('review-no-terminal');
  const lines = linesIn(output);
  const { picks } = await pick(transcripts, [...options.known, ...(existsSync(output) && lines.text() !== '' ? [output] : [])], options, context, rejections);
  if (picks.length === 0) return tell(context, [say(lang, 'review-no-message')]);
  const { labelled, skipped } = await askAll(picks, await ask(), { lang, color, width: stdout.columns ?? 80 }, async ({ candidate }, labels) => {
    lines.put(reviewedOf(candidate.conversation, new Map([[candidate.index, { labels }]])) satisfies Reviewed);
    await writeFileAtomic(output, lines.text());
  });
  await tell(context, [
    say(lang, 'review-asked', { labelled, skipped, left: picks.length - labelled - skipped }),
    ...(labelled > 0 ? [say(lang, 'summary-written', { path: output }), say(lang, 'review-next-fit', { path: output })] : []),
  ]);
}

const linesIn = (path: string | undefined): ReviewLines => (path !== undefined && existsSync(path) ? new ReviewLines(readFileSync(path, 'utf8'), path) : new ReviewLines());
const tell = (context: Context, lines: readonly string[]): Promise<void> => write(context.stderr, lines.map((line) => `${line}\n`).join(''));

/** Ids that are masked stay apart. */
function read(transcripts: readonly string[], options: ReviewOptions, context: Context, rejections: Rejection[]): ReturnType<typeof conversationsOf> {
  const masks = new DistinctMasks();
  return conversationsOf(transcripts, options, context, rejections, (id) => masks.mask(id));
}

async function pick(transcripts: readonly string[], known: readonly string[], options: ReviewOptions, context: Context, rejections: Rejection[]): Promise<{ picks: Pick<Considered>[]; seen: number }> {
  const reader = { lexicon: loadLexicon(options.lexicons), tokenizer: jiebaTokenizer() };
  const labelled = known.length > 0 ? await labelledCases(known, context, rejections) : [];
  const keys = labelled.flatMap(({ messages, channel }) => messages.flatMap(({ speaker, text, labels }) => {
    if (!labels || (speaker !== 'customer' && speaker !== 'agent')) return [];
    const said = options.redact ? redact(text) : text;
    return [textKey({ side: speaker, text: written(reader.lexicon, said, reader.tokenizer, options.asr ? 'call' : channel).folded.text })];
  }));
  const picker = new Picker<Considered>({ count: options.count, seed: options.seed, known: new Set(keys) });
  const think = thinker(reader, options.lexicons);
  for await (const conversation of read(transcripts, options, context, rejections)) {
    for (const considered of think(conversation)) if (options.side === undefined || considered.side === options.side) picker.add(considered);
  }
  return { picks: picker.picks(), seen: picker.seen };
}
