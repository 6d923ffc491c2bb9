/** What matched in a message and was taken back, for the listing of what was missed. */
import type { Lexicon } from '../lexicon/compiled.js';
import type { Conversation, SignalId } from '../model.js';
import { explainCandidate, type ExplainedCandidate } from '../signals/explain.js';
import { readMessages } from '../signals/reading.js';
import type { Tokenizer } from '../text/tokenizer.js';
import type { Cancelled, Why } from './errors.js';

/** The strongest of them tell enough. */
const MOST = 3;

/** @param conversations as they were judged, in the order of the pairs; only those that are asked about are read again */
export function whyOf(conversations: readonly (Conversation | undefined)[], lexicon: Lexicon, tokenizer: Tokenizer): Why {
  const read = new Map<number, ExplainedCandidate[][]>();
  return (at, message, signal) => {
    const conversation = conversations[at];
    if (!conversation) return [];
    const candidates = read.get(at) ?? explainAll(conversation, lexicon, tokenizer);
    read.set(at, candidates);
    return cancelledOf(candidates[message] ?? [], signal);
  };
}

function explainAll({ messages, channel }: Conversation, lexicon: Lexicon, tokenizer: Tokenizer): ExplainedCandidate[][] {
  return Array.from(readMessages(messages, lexicon, tokenizer, { everything: true, ...(channel && { channel }) }), (heard) =>
    heard.candidates.map((candidate) => explainCandidate(candidate, heard, messages[heard.index]?.text ?? '', lexicon)));
}

function cancelledOf(candidates: readonly ExplainedCandidate[], signal: SignalId): Cancelled[] {
  const rivals = candidates.filter((c) => c.signal === signal).sort((a, b) => b.strength - a.strength || a.start - b.start);
  const rules = rivals.filter((c, i) => rivals.findIndex((other) => other.rule === c.rule) === i);
  return rules.slice(0, MOST).flatMap(({ rule, text, cancelled }) =>
    (cancelled ? [{ rule, words: text, by: cancelled.by, ...(cancelled.text !== undefined && { cue: cancelled.text }) }] : []));
}
