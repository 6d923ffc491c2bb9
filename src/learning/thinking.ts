/** What kesu hears in each message of a conversation, and what it thinks of the signals it does not report. */
import type { ReadMessage } from '../signals/reading.js';
import { readMessages } from '../signals/reading.js';
import { SIGNALS, type Conversation, type SignalId } from '../model.js';
import type { Candidate } from './candidate.js';
import { readCorrections } from './corrections.js';
import { featuresOf, type Reader } from './examples.js';
import type { Label } from './labelled.js';
import { layerOf } from './layer.js';
import { readWeights } from './weights.js';

/** A message of a conversation that can be asked about. */
export interface Considered extends Candidate {
  readonly conversation: Conversation;
  /** From 0. */
  readonly index: number;
  /** As kesu reports it: one label a signal. */
  readonly labels: readonly Label[];
}

/** Considers messages of customers and agents that hold words; a bot's are the company's own text. */
export function thinker({ lexicon, tokenizer }: Reader, overlays: readonly string[] = []): (conversation: Conversation) => Generator<Considered> {
  const { files, version } = readWeights(overlays);
  // what was taught already is not asked again
  const corrections = readCorrections(overlays)?.corrections;
  const layer = layerOf(files, version, { ...(corrections && { corrections }) });
  return function* think(conversation) {
    const { messages, channel } = conversation;
    for (const read of readMessages(messages, lexicon, tokenizer, { layer, ...(channel && { channel }) })) {
      const speaker = messages[read.index]?.speaker;
      if ((speaker !== 'customer' && speaker !== 'agent') || !read.ruled || !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(read.ruled.text)) continue;
      const { text } = read.ruled;
      const labels = heardIn(read);
      yield {
        id: `${conversation.id}\u0000${read.index}`, side: speaker, text, conversation, index: read.index,
        features: () => featuresOf(text), thoughts: layer.thoughts(read.ruled), heard: new Set(labels.map((l) => l.signal)), labels,
      };
    }
  };
}

/** The first place of each signal speaks for it, as in `kesu eval`. */
export function heardIn({ standing, added, learned }: ReadMessage): Label[] {
  const places = [
    ...[...standing, ...added.map((a) => a.lead)].map(({ rule, match, stage, intensity = rule.intensity }) => ({ at: match.start, signal: rule.signal, stage, intensity, subtype: rule.subtype })),
    ...learned.map(({ start, signal, stage, intensity, subtype }) => ({ at: start, signal, stage, intensity, subtype })),
  ].sort((a, b) => a.at - b.at);
  const first = new Map(places.reverse().map((place) => [place.signal, place]));
  return SIGNALS.flatMap((signal: SignalId): Label[] => {
    const { stage, intensity, subtype } = first.get(signal) ?? {};
    return first.has(signal) ? [{ signal, ...(stage && { stage }), ...(intensity && { intensity }), ...(subtype !== undefined && { subtype }) }] : [];
  });
}
