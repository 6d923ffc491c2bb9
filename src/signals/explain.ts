/** Everything the reader did with one text, for `kesu explain`: folding, tokens, terms, candidates. */
import type { Lexicon } from '../lexicon/compiled.js';
import type { Message, Signal } from '../model.js';
import { originalRange } from '../text/fold.js';
import type { Token, Tokenizer } from '../text/tokenizer.js';
import { candidatesOf, type Cancellation } from './candidates.js';
import { signalReader, toSignal } from './signals.js';

export interface ExplainedCandidate extends Signal {
  readonly cancelled?: { readonly by: Cancellation['by']; readonly text?: string };
}

export interface Explanation {
  readonly text: string;
  readonly folded: string;
  readonly tokens: readonly Token[];
  /** Every rule that matched, strongest first; `cancelled` says what took it back. */
  readonly candidates: readonly ExplainedCandidate[];
  /** What a report would show. */
  readonly signals: readonly Signal[];
}

export function explainMessage(message: Message, lexicon: Lexicon, tokenizer: Tokenizer): Explanation {
  const folded = lexicon.folder.fold(message.text);
  const candidates = candidatesOf(folded, message.speaker, lexicon, tokenizer, true).map((candidate): ExplainedCandidate => {
    const signal = toSignal(candidate, folded, message.text, 0, lexicon);
    const { cancelled } = candidate;
    if (!cancelled) return signal;
    const text = 'start' in cancelled ? message.text.slice(...originalRange(folded, cancelled.start, cancelled.end)) : undefined;
    return { ...signal, cancelled: { by: cancelled.by, ...(text !== undefined && { text }) } };
  });
  return {
    text: message.text,
    folded: folded.text,
    tokens: tokenizer.tokens(folded.text),
    candidates: candidates.sort((a, b) => Number(Boolean(a.cancelled)) - Number(Boolean(b.cancelled)) || b.strength - a.strength || a.start - b.start),
    signals: signalReader(lexicon, tokenizer).read(message, 0).signals,
  };
}

