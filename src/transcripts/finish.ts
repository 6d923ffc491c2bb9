import type { Conversation, Message } from '../model.js';
import type { Draft } from './draft.js';
import { inOrder } from './order.js';
import { isoTime } from './times.js';
import type { Reader } from './reader.js';
import { cast } from './who.js';

/** Longest message that is read, in characters. */
export const MESSAGE_LIMIT = 1_000_000;

/** Makes the conversation of a draft: messages in order, with their speakers and times. */
export function finish(draft: Draft, reader: Reader): Conversation {
  const { speakers, unknown } = cast(draft, reader.speakers);
  for (const name of unknown) reader.unknownSpeaker(name);
  const ordered = inOrder(draft);
  const began = ordered.every(({ at }) => at === undefined) ? startOf(draft) : undefined;
  const messages = ordered.map(({ raw, at = ordered[0]?.raw === raw ? began : undefined }): Message => {
    const name = raw.name ?? (raw.speaker !== undefined && isName(raw.speaker, reader) ? raw.speaker : undefined);
    return {
      speaker: speakers.get(raw) ?? 'unknown',
      text: raw.text,
      ...(at !== undefined && { at }),
      ...(name !== undefined && { name }),
    };
  });
  const customer = draft.customer ?? messages.find((message) => message.speaker === 'customer' && message.name && !reader.speakers.isNumberedWord(message.name))?.name;
  const agent = draft.agent ?? messages.find((message) => message.speaker === 'agent' && message.name)?.name;
  return {
    id: draft.id,
    ...(draft.channel && { channel: draft.channel }),
    ...(customer !== undefined && { customer }),
    ...(agent !== undefined && { agent }),
    ...(draft.case !== undefined && { case: draft.case }),
    meta: { ...draft.meta },
    messages,
    source: { file: reader.remarks.file, ...(reader.sheet !== undefined && { sheet: reader.sheet }), line: draft.line },
  };
}

/** Where no message has a time, the first one has that at which the conversation began. */
function startOf({ start }: Draft): string | undefined {
  return start?.day === undefined ? undefined : isoTime(start.day, start.clock ?? 0);
}

/** 客服 is a word for a side; 客服01 and 小王 are names. */
function isName(value: string, reader: Reader): boolean {
  return !reader.speakers.isBareWord(value) && reader.speakers.direction(value) === undefined;
}
