/** The numbers of a scorecard that can be learned from labelled bands, and what they make of a case. */
import { weightOf } from '../risk/ledger.js';
import type { Scorecard } from '../risk/scorecard.js';
import type { Unweighed } from '../risk/unweighed.js';

/** One number of the scorecard. */
export interface Weight {
  /** Where it stands, as `signals.anger.weight`. */
  readonly path: readonly string[];
  readonly value: number;
  /** How much firmer than others it is held. */
  readonly hold: number;
  /** What it is multiplied with in the log-odds of a case; 0 where the case does not have its term. */
  share(reading: Unweighed): number;
}

/**
 * People label conversations that are worth it, as many critical as routine ones; of such a choice by outcome a
 * logistic model takes harm in its intercept alone (Prentice & Pyke 1979). So the bias is hardly learned: held no
 * firmer than weights, it rises by 0.35 with 64 evenly chosen conversations, and six of 70 everyday chats are no
 * longer called low; held so, none.
 */
const HOLD_BIAS = 100;

/** Those that are learned: one that is 0 was switched off and stays so. */
export const weightsOf = (card: Scorecard): Weight[] => allWeights(card).filter(({ value }) => value !== 0);

/** In the order of the scorecard. */
export function allWeights(card: Scorecard): Weight[] {
  const terms = (['signals', 'findings'] as const).flatMap((part) => Object.entries(card[part])
    // a finding that shares its name with a signal is weighed as the signal
    .filter(([id, term]) => weightOf(card, id) === term)
    .map(([id, { weight }]): Weight => ({ path: [part, id, 'weight'], value: weight, hold: 1, share: ({ shares }) => shares.get(id) ?? 0 })));
  const bias: Weight = { path: ['bias'], value: card.bias, hold: HOLD_BIAS, share: () => 1 };
  return [bias, ...terms];
}

/** A copy with some numbers replaced. */
export function withWeights(card: Scorecard, values: ReadonlyMap<Weight, number>): Scorecard {
  const copy = structuredClone(card);
  for (const [{ path }, value] of values) {
    const holder = path.slice(0, -1).reduce((node, key) => node[key] as Record<string, unknown>, copy as Record<string, unknown>);
    holder[path.at(-1) as string] = value;
  }
  return copy;
}
