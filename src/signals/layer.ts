/**
 * What a trained layer over the rules must offer, and where rules and layer may overrule each other. The
 * layer itself (`src/learning/`) knows this room; this room knows only the shape of it.
 */
import { SIGNALS, STAGED, type Intensity, type MarkId, type Signal, type SignalId, type Speaker, type Stage } from '../model.js';
import type { Earlier } from './past.js';
import type { Agreed } from './reading.js';
import type { Candidate, Cancellation } from './candidates.js';

/** A message as the rules left it. */
export interface RuledMessage {
  /** As it was matched: folded, what was misspelled or misheard put right. */
  readonly text: string;
  readonly side: Speaker;
  readonly candidates: readonly Candidate[];
  readonly standing: readonly Candidate[];
  readonly added: readonly Agreed[];
  /** What the turn before says. */
  readonly before: readonly Pick<Earlier, 'signals'>[];
}

/** What the layer thinks of one signal in one message, all evidence together: words and rules. */
export interface Opinion {
  readonly signal: SignalId;
  readonly probability: number;
}

export interface Layer {
  /** Fingerprint of the weights. */
  readonly version: string;
  /** Rules are not asked: what the words alone would say, for measuring. */
  readonly alone?: boolean;
  /** The signals that the layer would add or take back. */
  opinions(message: RuledMessage): readonly Verdict[];
}

export type Verdict =
  | (Opinion & { readonly verdict: 'doubt' })
  | (Opinion & { readonly verdict: 'hear'; readonly heard: () => Heard });

/** A learned hit: what speaks for it, in folded offsets. */
export interface Heard {
  readonly start: number;
  readonly end: number;
  readonly evidence: NonNullable<Signal['learned']>['evidence'];
  readonly subtype?: string;
  readonly stage?: Stage;
  readonly intensity?: Intensity;
}

export interface Learned extends Opinion, Heard {}

/**
 * Conditions of a rule that were merely not met. What cancels otherwise, weakness aside, cancels for good: the
 * rule understood the words and found that they mean something else.
 */
export const UNMET: ReadonlySet<Cancellation['by']> = new Set(['requires', 'turns', 'after', 'boundary']);
const refuted = ({ cancelled }: Candidate): boolean => cancelled !== undefined && cancelled.by !== 'weak' && !UNMET.has(cancelled.by);

/**
 * Whether the layer may add a signal or take it back. Threats, complaints and leaving (what has a stage) are acts
 * that words name, which rules know: a learned model finds almost no threat, and hears a complaint in the very
 * word, wherever it stands.
 */
export const maySpeak = (signal: SignalId): boolean => !STAGED.includes(signal);

export interface Combined {
  readonly standing: readonly Candidate[];
  readonly added: readonly Agreed[];
  readonly learned: readonly Learned[];
  /** Signals that rules found and the layer took back, with its probability. */
  readonly doubted: ReadonlyMap<SignalId | MarkId, number>;
}

/**
 * Rules and layer together. A rule hit stands unless the layer is very sure; a learned hit needs that no
 * rule of the signal was refuted in the message.
 */
export function combine(message: RuledMessage, layer: Layer): Combined {
  const { standing, added, candidates } = message;
  if (layer.alone) return alone(message, layer);
  const known = new Set<string>([...standing.map((c) => c.rule.signal), ...added.map((a) => a.lead.rule.signal)]);
  const doubted = new Map<SignalId | MarkId, number>();
  const learned: Learned[] = [];
  for (const opinion of layer.opinions(message)) {
    const { signal, probability } = opinion;
    if (!maySpeak(signal)) continue;
    if (opinion.verdict === 'doubt') {
      if (known.has(signal)) doubted.set(signal, probability);
    } else if (!known.has(signal) && !candidates.some((c) => c.rule.signal === signal && refuted(c))) {
      learned.push({ signal, probability, ...opinion.heard() });
    }
  }
  return {
    standing: doubted.size === 0 ? standing : standing.filter((c) => !doubted.has(c.rule.signal)),
    added: doubted.size === 0 ? added : added.filter((a) => !doubted.has(a.lead.rule.signal)),
    learned, doubted,
  };
}

/** Marks are rules' alone, and stay. */
function alone(message: RuledMessage, layer: Layer): Combined {
  const marks = message.standing.filter((c) => !(SIGNALS as readonly string[]).includes(c.rule.signal));
  const learned = layer.opinions(message).flatMap((o) => (o.verdict === 'hear' ? [{ signal: o.signal, probability: o.probability, ...o.heard() }] : []));
  return { standing: marks, added: [], learned, doubted: new Map() };
}
