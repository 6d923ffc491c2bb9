/**
 * A judged conversation as a function of the scorecard's weights: amounts, relief, floors and limits are settled,
 * only the weights are open. Learning and *what if* read thousands of scorecards over one reading of the text.
 */
import type { Band } from '../model.js';
import { weightOf, type Ledger, type Term } from './ledger.js';
import { bandOf, scoreOf, type Account } from './score.js';
import type { Scorecard } from './scorecard.js';

export interface Unweighed {
  /** By term: what a weight of 1 adds to the log-odds, after relief; 0–1. */
  readonly shares: ReadonlyMap<string, number>;
  readonly floor: ReturnType<Account['floor']>;
  readonly limit: ReturnType<Account['limit']>;
}

export const unweighed = (ledger: Ledger): Unweighed => ({ shares: ledger.shares(), floor: ledger.floor(), limit: ledger.limit() });

/** Log-odds under a scorecard: its bias, and each share times its weight. The same as the ledger's sum (property test). */
export const logitUnder = (card: Scorecard, reading: Unweighed): number => termsUnder(card, reading).reduce((sum, t) => sum + t.logit, 0);

/** Score and band under a scorecard, floors and limits applied, as a report would have them. */
export function judgedUnder(card: Scorecard, reading: Unweighed): { score: number; band: Band } {
  const score = Math.round(scoreOf({ terms: () => termsUnder(card, reading), floor: () => reading.floor, limit: () => reading.limit }, card));
  return { score, band: bandOf(score, card) };
}

function termsUnder(card: Scorecard, { shares }: Unweighed): Term[] {
  const term = (id: string, logit: number): Term => ({ id, logit, messages: [], signals: [] });
  return [term('base', card.bias), ...[...shares].map(([id, share]) => term(id, share * (weightOf(card, id)?.weight ?? 0)))];
}
