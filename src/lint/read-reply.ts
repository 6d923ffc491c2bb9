/** What the engine hears in a reply. */
import type { Mark, MarkId, Message, Signal, SignalId } from '../model.js';
import type { Layer } from '../signals/layer.js';
import { signalReader, type SignalReader } from '../signals/signals.js';
import type { Reply } from './document.js';
import type { Quality } from './settings.js';

/** Signals and marks of a reply; their `message` is the number of the line. */
export interface ReadReply extends Reply {
  readonly signals: readonly Signal[];
  readonly marks: readonly Mark[];
}

/** A stretch of a line. */
export interface Span {
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The engine for scripts: the trained layer may add to what rules hear and takes nothing back. It learned from talks,
 * and doubts a plain dare in the midst of a long script; in a gate a rule that matches must be answered for.
 */
export function scriptReader({ lexicon, tokenizer, layer }: SignalReader): SignalReader {
  return signalReader(lexicon, tokenizer, layer && hearingOnly(layer));
}

const hearingOnly = (layer: Layer): Layer =>
  ({ version: layer.version, opinions: (message) => layer.opinions(message).filter(({ verdict }) => verdict === 'hear') });

export function readReply(reply: Reply, reader: SignalReader): ReadReply {
  const asked: Message[] = reply.asked === undefined ? [] : [{ speaker: 'customer', text: reply.asked }];
  const read = reader.read([...asked, ...reply.lines.map(({ text }): Message => ({ speaker: 'agent', text }))]).slice(asked.length);
  return {
    ...reply,
    signals: read.flatMap(({ signals }, line) => signals.map((signal) => ({ ...signal, message: line }))),
    marks: read.flatMap(({ marks }, line) => marks.map((mark) => ({ ...mark, message: line }))),
  };
}

/** What shows each quality. */
const SHOWN_BY: Readonly<Record<Quality, readonly (SignalId | MarkId)[]>> = {
  feeling: ['empathy', 'apology'],
  alternative: ['solution'],
  action: ['solution', 'commitment', 'ownership'],
  owner: ['ownership'],
  deadline: ['commitment'],
  'way-on': ['names-way-on'],
};

/** Whether a reply shows a quality, in other words than those that are found fault with. */
export function shows({ signals, marks }: ReadReply, quality: Quality, beside?: Span): boolean {
  const kinds: readonly string[] = SHOWN_BY[quality];
  const elsewhere = ({ message, start, end }: Signal | Mark): boolean => !beside || message !== beside.line || start >= beside.end || end <= beside.start;
  return signals.some((s) => kinds.includes(s.signal) && elsewhere(s)) || marks.some((m) => kinds.includes(m.mark) && elsewhere(m));
}

/** The sentence a place stands in, as offsets of its line. */
export function sentenceAt(text: string, at: number): readonly [from: number, to: number] {
  const head = /[^。！？!?；;\n]*$/u.exec(text.slice(0, at))?.[0] ?? '';
  const tail = /^[^。！？!?；;\n]*[。！？!?；;]?/u.exec(text.slice(at))?.[0] ?? '';
  return [at - head.length, at + tail.length];
}
