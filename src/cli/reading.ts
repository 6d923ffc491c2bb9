/** Reads transcripts as the options of a command say; remarks about them go to standard error. */
import { KesuError, describe } from '../errors.js';
import { SHIPPED } from '../lexicon/sources.js';
import type { Conversation, Rejection, Speaker } from '../model.js';
import { redact } from '../text/redact.js';
import { parseColumnMap, readConversations, type ReadOptions } from '../transcripts/index.js';
import type { Context } from './io.js';
import type { ReadingOptions } from './reading.options.js';

/** Masks a whole id. */
type Mask = (id: string) => string;

/** Conversations as they are to be judged: masked unless told not to, and heard as calls with `--asr`. */
export async function* conversationsOf(inputs: readonly string[], options: ReadingOptions, context: Context, rejections: Rejection[], mask: Mask = redact): AsyncGenerator<Conversation> {
  for await (const conversation of readConversations(inputs, readOptions(options, context, rejections))) {
    const heard = options.asr ? { ...conversation, channel: 'call' as const } : conversation;
    yield options.redact ? redacted(heard, mask) : heard;
  }
}

function readOptions(options: ReadingOptions, context: Context, rejections: Rejection[]): ReadOptions {
  return {
    lexicons: SHIPPED,
    lang: context.lang,
    stdin: context.stdin,
    header: options.header,
    ...(options.encoding !== undefined && { encoding: options.encoding }),
    ...(options.map !== undefined && { map: parseColumnMap(options.map) }),
    ...(options.caseBy !== undefined && { caseBy: options.caseBy }),
    ...(options.sheet !== undefined && { sheet: options.sheet }),
    ...(options.inputFormat !== undefined && { format: options.inputFormat }),
    speakers: Object.fromEntries(options.speaker.map(speakerOption)),
    // a rejected line is as private as a message
    onReject: (r) => void rejections.push(options.redact && r.raw !== undefined ? { ...r, raw: redact(r.raw) } : r),
    onNotice: (notice) => {
      if (!options.quiet) context.stderr.write(`kesu: ${describe(context.lang, notice.id, notice.params, notice.place)}\n`);
    },
  };
}

function speakerOption(value: string): [string, Speaker] {
  const [, name, role] = /^(.+)=(customer|agent|bot|system)$/.exec(value) ?? [];
  if (name === undefined) throw new KesuError('option-speaker', { value });
  return [name, role as Speaker];
}

/** Masks the texts before anything is judged, so that no report can hold what was masked. */
const redacted = (conversation: Conversation, mask: Mask): Conversation => ({
  ...conversation,
  messages: conversation.messages.map((m) => ({ ...m, text: redact(m.text), ...(m.name !== undefined && { name: redact(m.name) }) })),
  ...(conversation.customer !== undefined && { customer: mask(conversation.customer) }),
  ...(conversation.case !== undefined && { case: mask(conversation.case) }),
});
