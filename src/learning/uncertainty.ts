/** How near the decision about a message lies: there a label teaches most (uncertainty sampling; Lewis & Gale 1994). */
import type { Thought } from './layer.js';

/** What a disagreement of rules and words counts beside the entropy of what they say together. */
export const DISAGREEMENT = 0.5;
/** How much the most doubtful signals of a message count, most doubtful first: one hard question makes a message worth asking, two more so. */
export const FEW = [1, 0.5, 0.25] as const;
const MOST = FEW.reduce<number>((sum, w) => sum + w, 0) * (1 + DISAGREEMENT);

export type Cause = 'uncertain' | 'disagreement';

export interface Uncertainty {
  /** 0 (all is clear) to 1. */
  readonly value: number;
  /** What there is more of in the most doubtful signal: words may contradict rules where both together decide. */
  readonly cause: Cause;
  /** The signals it is about, most doubtful first. */
  readonly about: readonly Thought[];
}

/** Entropy of yes and no, in bits. */
export function entropy(probability: number): number {
  const part = (p: number): number => (p > 0 ? -p * Math.log2(p) : 0);
  return part(probability) + part(1 - probability);
}

/**
 * How far rules and words are apart: the Jensen–Shannon divergence of their votes, in bits, 0 to 1 (a committee
 * of two; McCallum & Nigam 1998). Rules vote yes or no, words with a probability.
 */
export const disagreement = (ruled: boolean, words: number): number => Math.max(0, entropy((Number(ruled) + words) / 2) - entropy(words) / 2);

/** Threats count like all others: the layer may not speak about them, but rules are learned from what it doubts. */
export function uncertaintyOf(thoughts: readonly Thought[]): Uncertainty {
  const doubts = thoughts.map((thought) => {
    const open = entropy(thought.probability);
    const apart = DISAGREEMENT * disagreement(thought.ruled, thought.words);
    return { thought, open, apart, both: open + apart };
  }).sort((a, b) => b.both - a.both || (a.thought.signal < b.thought.signal ? -1 : 1)).slice(0, FEW.length);
  const [first] = doubts;
  return {
    value: doubts.reduce((sum, { both }, i) => sum + both * (FEW[i] as number), 0) / MOST,
    cause: first && first.apart > DISAGREEMENT * first.open ? 'disagreement' : 'uncertain',
    about: doubts.map((d) => d.thought),
  };
}
