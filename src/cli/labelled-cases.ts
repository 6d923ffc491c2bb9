/** Labelled cases as `kesu score` would read and judge them: without their labels, through the same reader. */
import { describe } from '../errors.js';
import type { LabelledCase } from '../learning/labelled.js';
import type { Conversation, Rejection } from '../model.js';
import { redact } from '../text/redact.js';
import type { Context } from './io.js';
import type { LabelledOptions } from './labelled.options.js';
import { conversationsOf } from './reading.js';
import type { ReadingOptions } from './reading.options.js';

/**
 * The conversation of each case, in their order; none where it could not be read, or where the reader puts its
 * messages in another order than the labels count them in.
 */
export async function conversationsOfCases(cases: readonly LabelledCase[], { asr, redact: masked }: LabelledOptions, context: Context, rejections: Rejection[]): Promise<(Conversation | undefined)[]> {
  const encoder = new TextEncoder();
  const lines = async function* (): AsyncGenerator<Uint8Array> {
    for (const { unlabelled } of cases) yield encoder.encode(`${JSON.stringify(unlabelled)}\n`);
  };
  const found = new Array<Conversation | undefined>(cases.length);
  const trouble: Rejection[] = [];
  const reading: ReadingOptions = { ...(asr && { asr }), redact: masked, header: true, speaker: [], inputFormat: 'ndjson', quiet: true };
  for await (const conversation of conversationsOf(['-'], reading, { ...context, stdin: lines() }, trouble)) {
    const at = conversation.source.line - 1;
    const gold = cases[at];
    if (!gold) continue;
    const source = { file: gold.set, line: gold.line };
    if (sameMessages(conversation, gold, masked)) found[at] = { ...conversation, source };
    else rejections.push({ ...source, field: 'messages', reason: describe(context.lang, 'label-order', {}, {}) });
  }
  for (const { line, ...rejection } of trouble) {
    const gold = line === undefined ? undefined : cases[line - 1];
    rejections.push({ ...rejection, ...(gold ? { file: gold.set, line: gold.line } : {}) });
  }
  return found;
}

/** Whether labels and messages still count alike. */
function sameMessages({ messages }: Conversation, gold: LabelledCase, masked: boolean): boolean {
  const text = (said: string): string => (masked ? redact(said) : said).trim();
  return messages.length === gold.messages.length && messages.every((m, i) => m.text.trim() === text(gold.messages[i]?.text ?? ''));
}
