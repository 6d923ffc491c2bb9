/** Signals of one message: the candidates that stand, in the message's own characters. */
import type { Lexicon } from '../lexicon/compiled.js';
import { MARKS, type ChannelKind, type Mark, type MarkId, type Message, type Signal, type SignalId } from '../model.js';
import { originalRange, type FoldedText } from '../text/fold.js';
import type { Correction } from '../text/homophones.js';
import type { Tokenizer } from '../text/tokenizer.js';
import { candidatesOf, REPORTED_STRENGTH, type Candidate } from './candidates.js';

export interface SignalReader {
  /** What the message with this index does: signals by place, one for each signal and stretch of text, and marks. */
  read(message: Message, index: number, channel?: ChannelKind): MessageReading;
  readonly lexicon: Lexicon;
  readonly tokenizer: Tokenizer;
}

export interface MessageReading {
  readonly signals: readonly Signal[];
  readonly marks: readonly Mark[];
}

const isMark = (id: SignalId | MarkId): id is MarkId => (MARKS as readonly string[]).includes(id);

export function signalReader(lexicon: Lexicon, tokenizer: Tokenizer): SignalReader {
  return {
    lexicon,
    tokenizer,
    read(message, index, channel) {
      if (message.speaker === 'system' || message.speaker === 'unknown') return { signals: [], marks: [] };
      const written = lexicon.folder.fold(message.text);
      const { folded, corrections } = channel === 'call' ? lexicon.homophones().correct(written, tokenizer) : { folded: written, corrections: [] };
      const candidates = candidatesOf(folded, message.speaker, lexicon, tokenizer);
      const standing = candidates.filter((c) => !c.cancelled);
      const signals = mergeOverlapping(standing.filter((c) => !isMark(c.rule.signal))).map((c) => toSignal(c, folded, message.text, index, lexicon, corrections));
      const known = new Set(signals.map((s) => s.signal));
      const added = addedUp(candidates.filter((c) => c.cancelled?.by === 'weak' && !known.has(c.rule.signal as SignalId)))
        .map(({ lead, strength, with: others }) => ({ ...toSignal(lead, folded, message.text, index, lexicon, corrections), strength, modifiers: others.map((o) => `with:${o.rule.id}`) }));
      return {
        signals: [...signals, ...added].sort((a, b) => a.start - b.start || a.end - b.end),
        marks: standing.flatMap(({ rule }) => (isMark(rule.signal) ? [{ mark: rule.signal, message: index, rule: rule.id }] : [])),
      };
    },
  };
}

/** Of candidates for one signal that overlap, the strongest (then longest) speaks for all. */
function mergeOverlapping(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  const byWeight = [...candidates].sort((a, b) => b.rule.strength - a.rule.strength || length(b) - length(a) || a.match.start - b.match.start);
  for (const candidate of byWeight) {
    const rival = kept.find((k) => k.rule.signal === candidate.rule.signal && k.match.start < candidate.match.end && candidate.match.start < k.match.end);
    if (!rival) kept.push(candidate);
  }
  return kept.sort((a, b) => a.match.start - b.match.start || a.match.end - b.match.end);
}

/**
 * Weak rules that agree: the chance that at least one is right, were they independent (noisy or).
 * Only different rules on different words count; one weak rule alone stays unreported.
 */
function addedUp(weak: readonly Candidate[]): { lead: Candidate; strength: number; with: Candidate[] }[] {
  const bySignal = new Map<string, Candidate[]>();
  for (const candidate of mergeOverlapping(weak)) {
    const group = bySignal.get(candidate.rule.signal) ?? [];
    if (!group.some((c) => c.rule === candidate.rule)) bySignal.set(candidate.rule.signal, [...group, candidate]);
  }
  return [...bySignal.values()].flatMap((group) => {
    const strength = 1 - group.reduce((miss, c) => miss * (1 - c.rule.strength), 1);
    const [lead, ...others] = [...group].sort((a, b) => b.rule.strength - a.rule.strength);
    return lead && others.length > 0 && strength >= REPORTED_STRENGTH ? [{ lead, strength: Number(strength.toFixed(3)), with: others }] : [];
  });
}

const length = (c: Candidate): number => c.match.end - c.match.start;

export function toSignal(candidate: Candidate, folded: FoldedText, text: string, index: number, lexicon: Lexicon, corrections: readonly Correction[] = []): Signal {
  const { rule, match, stage } = candidate;
  const [start, end] = originalRange(folded, match.start, match.end);
  const channel = channelIn(candidate, folded, lexicon);
  const intensity = candidate.intensity ?? rule.intensity;
  return {
    signal: rule.signal as SignalId,
    ...(rule.subtype !== undefined && { subtype: rule.subtype }),
    rule: rule.id,
    message: index,
    start,
    end,
    text: text.slice(start, end),
    ...(stage && { stage }),
    ...(intensity && { intensity }),
    ...(channel !== undefined && { channel }),
    strength: rule.strength,
    modifiers: [
      ...candidate.cues.map((cue) => {
        const [from, to] = originalRange(folded, cue.start, cue.end);
        return `${cue.kind}:${text.slice(from, to)}`;
      }),
      ...corrections.filter((c) => c.start < match.end && match.start < c.end).map((c) => `asr:${c.heard}→${c.meant}`),
    ],
  };
}

/** The registered body that a part of the match names. */
function channelIn(candidate: Candidate, folded: FoldedText, lexicon: Lexicon): string | undefined {
  for (const part of candidate.match.parts) {
    const id = lexicon.channelOf.get(folded.text.slice(part.start, part.end));
    if (id !== undefined) return id;
  }
  return undefined;
}
