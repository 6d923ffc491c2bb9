/** `kesu lexicon diff`: the same transcripts judged with two lexicons; it informs, and so exits 0. */
import { compareReports, type CaseChange, type SignalChange } from '../lexicography/diff.js';
import { summarise } from '../lexicography/diff-summary.js';
import type { Rejection } from '../model.js';
import { judge, type Judge } from '../risk/case-report.js';
import { jiebaTokenizer } from '../text/tokenizer.js';
import { EXIT, type ExitCode } from './exit.js';
import { write, type Context } from './io.js';
import { judgeWith } from './judge-with.js';
import { prettyDiff } from './lexicon-diff.pretty.js';
import type { DiffOptions } from './lexicon.options.js';
import { conversationsOf } from './reading.js';
import { tellRejections } from './rejections.js';

export async function lexiconDiff(before: string, after: string, inputs: readonly string[], options: DiffOptions, context: Context): Promise<ExitCode> {
  const tokenizer = jiebaTokenizer();
  const [old, young] = [judgeWith(before, tokenizer, options), judgeWith(after, tokenizer, options)];
  const signals: SignalChange[] = [];
  const cases: CaseChange[] = [];
  const rejections: Rejection[] = [];
  const read = { conversations: 0, messages: 0 };
  for await (const conversation of conversationsOf(inputs, options, context, rejections)) {
    read.conversations += 1;
    read.messages += conversation.messages.length;
    const change = compareReports(judge(conversation, old), judge(conversation, young));
    signals.push(...change.signals);
    if (change.case) cases.push(change.case);
  }
  const summary = summarise(signals, cases, read);
  const named = (folder: string, { reader }: Judge) => ({ folder, version: reader.lexicon.version });
  await write(context.stdout, options.format === 'json'
    ? `${JSON.stringify({ old: named(before, old), new: named(after, young), summary, messages: signals, cases }, null, 2)}\n`
    : prettyDiff({ signals, cases, summary }, { lang: context.lang, color: context.color, width: context.stdout.columns ?? 100, top: options.top }));
  await tellRejections(rejections, undefined, context);
  return rejections.length > 0 ? EXIT.rejected : EXIT.done;
}
