/**
 * A conversation message by message: what each was heard to say, the candidates in it, and those that
 * stand. Rules may look at the turns before (`after`) and at the place of their own turn (`turns`).
 */
import type { Lexicon } from '../lexicon/compiled.js';
import { MessageMatch } from '../match/message-match.js';
import type { ChannelKind, Message, SignalId } from '../model.js';
import type { Corrected } from '../text/correction.js';
import { mayBeSpelled } from '../text/spelled.js';
import type { Tokenizer } from '../text/tokenizer.js';
import { candidatesOf, REPORTED_STRENGTH, type Around, type Candidate } from './candidates.js';
import { combine, type Combined, type Layer, type RuledMessage } from './layer.js';
import { Past } from './past.js';
import { turnsOf, type Turn } from './turns.js';

export interface ReadMessage extends Corrected {
  readonly index: number;
  readonly candidates: readonly Candidate[];
  /** Of candidates that stand, one for each stretch of text. */
  readonly standing: readonly Candidate[];
  /** Weak rules that agree. */
  readonly added: readonly Agreed[];
  /** What the trained layer heard that no rule did, and which signals of rules it took back. */
  readonly learned: Combined['learned'];
  readonly doubted: Combined['doubted'];
  /** The message as the layer is shown it; absent where nobody known speaks. */
  readonly ruled?: RuledMessage;
}

export interface ReadOptions {
  readonly channel?: ChannelKind;
  readonly layer?: Layer;
  /** Also list candidates of rules for other speakers, for `kesu explain`. */
  readonly everything?: boolean;
}

const NONE: Combined['doubted'] = new Map();

export function* readMessages(messages: readonly Message[], lexicon: Lexicon, tokenizer: Tokenizer, { channel, layer, everything = false }: ReadOptions = {}): Generator<ReadMessage> {
  const turns = turnsOf(messages);
  const turnOf = new Map(turns.flatMap((turn, at) => turn.messages.map((m) => [m, at] as const)));
  const past = new Past(lexicon.reach);
  for (const [index, message] of messages.entries()) {
    const at = turnOf.get(index);
    if (at === undefined) {
      yield { index, folded: { text: message.text, softBreaks: [] }, corrections: [], candidates: [], standing: [], added: [], learned: [], doubted: NONE };
      continue;
    }
    // the two sides take turns
    const { side } = turns[at] as Turn;
    const around: Around = {
      turn: 1 + (at >> 1), fromEnd: 1 + ((turns.length - 1 - at) >> 1),
      follows: (after) => past.follows(after),
    };
    past.enter(at);
    const corrected = written(lexicon, message.text, tokenizer, channel);
    const match = new MessageMatch(lexicon, corrected.folded);
    const candidates = candidatesOf(match, side, tokenizer, around, everything);
    const standing = mergeOverlapping(candidates.filter((c) => !c.cancelled));
    const known = new Set(standing.map((c) => c.rule.signal));
    const added = addedUp(candidates.filter((c) => c.cancelled?.by === 'weak' && !known.has(c.rule.signal)));
    const ruled: RuledMessage = { text: corrected.folded.text, side, candidates, standing, added, before: past.before };
    const together = layer ? combine(ruled, layer) : { standing, added, learned: [], doubted: NONE };
    const signals = [...together.standing.map((c) => c.rule.signal), ...together.added.map((a) => a.lead.rule.signal), ...together.learned.map((l) => l.signal)];
    past.add({ speaker: side, match, signals: new Set(signals as SignalId[]) });
    yield { index, ...corrected, candidates, ...together, ruled };
  }
}

/** The text as it is matched: folded, pinyin written out, and in calls what was misheard put right. */
export function written(lexicon: Lexicon, text: string, tokenizer: Tokenizer, channel?: ChannelKind): Corrected {
  const folded = lexicon.folder.fold(text);
  const spelled = mayBeSpelled(folded.text) ? lexicon.spelled().correct(folded) : { folded, corrections: [] };
  if (channel !== 'call') return spelled;
  const heard = lexicon.homophones().correct(spelled.folded, tokenizer);
  // what was misheard keeps its length, so that both stand in the same text
  return { folded: heard.folded, corrections: [...spelled.corrections, ...heard.corrections].sort((a, b) => a.start - b.start) };
}

/** Of candidates for one signal that overlap, the strongest (then longest) speaks for all. */
function mergeOverlapping(candidates: readonly Candidate[]): Candidate[] {
  if (candidates.length < 2) return [...candidates];
  const kept: Candidate[] = [];
  /** By signal, the characters that a kept candidate stands on. */
  const taken = new Map<string, Set<number>>();
  const byWeight = [...candidates].sort((a, b) => b.rule.strength - a.rule.strength || length(b) - length(a) || a.match.start - b.match.start);
  for (const candidate of byWeight) {
    const { rule: { signal }, match: { start, end } } = candidate;
    const places = taken.get(signal) ?? new Set();
    if (places.size === 0) taken.set(signal, places);
    let free = true;
    for (let i = start; free && i < end; i += 1) free = !places.has(i);
    if (!free) continue;
    for (let i = start; i < end; i += 1) places.add(i);
    kept.push(candidate);
  }
  return kept.sort((a, b) => a.match.start - b.match.start || a.match.end - b.match.end);
}

export interface Agreed {
  readonly lead: Candidate;
  readonly strength: number;
  readonly others: readonly Candidate[];
}

/**
 * Weak rules that agree: the chance that at least one is right, were they independent (noisy or).
 * Only different rules on different words count; one weak rule alone stays unreported.
 */
function addedUp(weak: readonly Candidate[]): Agreed[] {
  const bySignal = new Map<string, Candidate[]>();
  for (const candidate of mergeOverlapping(weak)) {
    const group = bySignal.get(candidate.rule.signal) ?? [];
    if (!group.some((c) => c.rule === candidate.rule)) bySignal.set(candidate.rule.signal, [...group, candidate]);
  }
  return [...bySignal.values()].flatMap((group) => {
    const strength = 1 - group.reduce((miss, c) => miss * (1 - c.rule.strength), 1);
    const [lead, ...others] = [...group].sort((a, b) => b.rule.strength - a.rule.strength);
    return lead && others.length > 0 && strength >= REPORTED_STRENGTH ? [{ lead, strength: Number(strength.toFixed(3)), others }] : [];
  });
}

const length = (c: Candidate): number => c.match.end - c.match.start;
