/** Signals of a conversation: the candidates that stand, in each message's own characters. */
import type { Lexicon } from '../lexicon/compiled.js';
import { MARKS, type ChannelKind, type Mark, type MarkId, type Message, type Signal, type SignalId } from '../model.js';
import { originalRange, type FoldedText } from '../text/fold.js';
import { touched, type Corrected } from '../text/correction.js';
import type { Tokenizer } from '../text/tokenizer.js';
import type { Candidate } from './candidates.js';
import type { Layer, Learned } from './layer.js';
import { readMessages } from './reading.js';

export interface SignalReader {
  /** What each message of a conversation does. */
  read(messages: readonly Message[], channel?: ChannelKind): MessageReading[];
  readonly lexicon: Lexicon;
  readonly tokenizer: Tokenizer;
  /** The trained layer over the rules, where it is on. */
  readonly layer?: Layer;
}

/** Signals by place, one for each signal and stretch of text, and marks. */
export interface MessageReading {
  readonly signals: readonly Signal[];
  readonly marks: readonly Mark[];
}

const isMark = (id: SignalId | MarkId): id is MarkId => (MARKS as readonly string[]).includes(id);

export function signalReader(lexicon: Lexicon, tokenizer: Tokenizer, layer?: Layer): SignalReader {
  return {
    lexicon,
    tokenizer,
    ...(layer && { layer }),
    read: (messages, channel) => Array.from(readMessages(messages, lexicon, tokenizer, { ...(channel && { channel }), ...(layer && { layer }) }), (read): MessageReading => {
      const { text } = messages[read.index] as Message;
      const signal = (candidate: Candidate): Signal => toSignal(candidate, read, text, read.index, lexicon);
      const signals = read.standing.filter((c) => !isMark(c.rule.signal)).map(signal);
      const added = read.added.filter(({ lead }) => !isMark(lead.rule.signal))
        .map(({ lead, strength, others }) => ({ ...signal(lead), strength, modifiers: others.map((o) => `with:${o.rule.id}`) }));
      return {
        signals: [...signals, ...added, ...read.learned.map((learned) => toLearned(learned, read, text, read.index))].sort((a, b) => a.start - b.start || a.end - b.end),
        marks: read.standing.flatMap(({ rule, match }): Mark[] => {
          if (!isMark(rule.signal)) return [];
          const { message, start, end } = placed(match, read.folded, text, read.index);
          return [{ mark: rule.signal, message, rule: rule.id, start, end }];
        }),
      };
    }),
  };
}

export function toSignal(candidate: Candidate, { folded, corrections }: Corrected, text: string, index: number, lexicon: Lexicon): Signal {
  const { rule, match, stage } = candidate;
  const channel = channelIn(candidate, folded.text, lexicon);
  const intensity = candidate.intensity ?? rule.intensity;
  return {
    signal: rule.signal as SignalId,
    ...(rule.subtype !== undefined && { subtype: rule.subtype }),
    rule: rule.id,
    ...placed(match, folded, text, index),
    ...(stage && { stage }),
    ...(intensity && { intensity }),
    ...(channel !== undefined && { channel }),
    strength: rule.strength,
    modifiers: [
      ...candidate.cues.map((cue) => {
        const [from, to] = originalRange(folded, cue.start, cue.end);
        return `${cue.kind}:${text.slice(from, to)}`;
      }),
      ...touched(corrections, match.start, match.end).map((c) => `${c.kind}:${c.heard}→${c.meant}`),
    ],
  };
}

/** A hit of the trained layer, from its first n-gram to its last. */
function toLearned(learned: Learned, { folded }: Corrected, text: string, index: number): Signal {
  const { signal, subtype, stage, intensity, probability, evidence } = learned;
  return {
    signal,
    ...(subtype !== undefined && { subtype }),
    rule: `learned/${signal}`,
    ...placed(learned, folded, text, index),
    ...(stage && { stage }),
    ...(intensity && { intensity }),
    strength: probability,
    modifiers: [],
    learned: { probability, evidence },
  };
}

/** Where a stretch of the text as it was matched stands in the message's own characters. */
function placed({ start: from, end: to }: { readonly start: number; readonly end: number }, folded: FoldedText, text: string, message: number): Pick<Signal, 'message' | 'start' | 'end' | 'text'> {
  const [start, end] = originalRange(folded, from, to);
  return { message, start, end, text: text.slice(start, end) };
}

/** The registered body that a part of the match names. */
function channelIn(candidate: Candidate, text: string, lexicon: Lexicon): string | undefined {
  for (const part of candidate.match.parts) {
    const id = lexicon.channelOf.get(text.slice(part.start, part.end));
    if (id !== undefined) return id;
  }
  return undefined;
}
