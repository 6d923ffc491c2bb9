/** Everything the reader did with one text, for `kesu explain`: folding, tokens, terms, candidates. */
import type { Lexicon } from '../lexicon/compiled.js';
import type { ChannelKind, Message, Signal } from '../model.js';
import { originalRange } from '../text/fold.js';
import type { Token, Tokenizer } from '../text/tokenizer.js';
import type { Cancellation, Candidate } from './candidates.js';
import type { Layer } from './layer.js';
import { readMessages, type ReadMessage } from './reading.js';
import { signalReader, toSignal, type MessageReading } from './signals.js';

export interface ExplainedCandidate extends Signal {
  readonly cancelled?: { readonly by: Cancellation['by']; readonly text?: string };
}

export interface Explanation {
  readonly text: string;
  readonly folded: string;
  readonly tokens: readonly Token[];
  /** Every rule that matched, strongest first; `cancelled` says what took it back. */
  readonly candidates: readonly ExplainedCandidate[];
  /** Signals that rules found and the trained layer took back, with its probability. */
  readonly doubted: Readonly<Partial<Record<string, number>>>;
  /** What a report would show. */
  readonly signals: readonly Signal[];
}

/** @param messages a conversation; its last message is explained */
export function explainLast(messages: readonly Message[], lexicon: Lexicon, tokenizer: Tokenizer, channel?: ChannelKind, layer?: Layer): Explanation {
  const { text } = messages.at(-1) as Message;
  const read = [...readMessages(messages, lexicon, tokenizer, { everything: true, ...(channel && { channel }), ...(layer && { layer }) })].at(-1) as ReadMessage;
  const { folded } = read;
  const candidates = read.candidates.map((candidate) => explainCandidate(candidate, read, text, lexicon));
  return {
    text,
    folded: folded.text,
    tokens: tokenizer.tokens(folded.text),
    candidates: candidates.sort((a, b) => Number(Boolean(a.cancelled)) - Number(Boolean(b.cancelled)) || b.strength - a.strength || a.start - b.start),
    doubted: Object.fromEntries(read.doubted),
    signals: (signalReader(lexicon, tokenizer, layer).read(messages, channel).at(-1) as MessageReading).signals,
  };
}

/** A candidate in the message's own characters, with what took it back. */
export function explainCandidate(candidate: Candidate, read: ReadMessage, text: string, lexicon: Lexicon): ExplainedCandidate {
  const signal = toSignal(candidate, read, text, read.index, lexicon);
  const { cancelled } = candidate;
  if (!cancelled) return signal;
  const words = 'start' in cancelled ? text.slice(...originalRange(read.folded, cancelled.start, cancelled.end)) : undefined;
  return { ...signal, cancelled: { by: cancelled.by, ...(words !== undefined && { text: words }) } };
}
