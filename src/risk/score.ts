/** From terms in log-odds to a score whose parts add up to it. */
import { BANDS, type Band } from '../model.js';
import type { Ledger, Term } from './ledger.js';
import type { Scorecard } from './scorecard.js';

export interface Part extends Term {
  /** Share of the score; all parts together are the score. */
  readonly points: number;
}

const logistic = (z: number): number => 1 / (1 + Math.exp(-z));

/** 0–100, not rounded; never below the floor that a finding sets. */
export function scoreOf(ledger: Ledger, card: Scorecard): number {
  const raw = 100 * logistic(ledger.terms().reduce((sum, t) => sum + t.logit, 0));
  const floor = ledger.floor();
  return floor ? Math.max(raw, leastOf(floor.band, card)) : raw;
}

/**
 * Shares the score out among its terms along the straight path from the base alone to all terms
 * (Aumann and Shapley, *Values of Non-Atomic Games*, 1974; for a logistic sum each term's share is
 * proportional to its log-odds). Shares of terms that lower the score are negative.
 */
export function partsOf(ledger: Ledger, card: Scorecard): Part[] {
  const terms = ledger.terms();
  const base = terms.find((t) => t.id === 'base')?.logit ?? 0;
  const total = terms.reduce((sum, t) => sum + t.logit, 0);
  const slope = Math.abs(total - base) < 1e-9 ? logistic(base) * (1 - logistic(base)) : (logistic(total) - logistic(base)) / (total - base);
  const parts: Part[] = terms.map((t) => ({ ...t, points: 100 * (t.id === 'base' ? logistic(base) : t.logit * slope) }));
  const raw = parts.reduce((sum, p) => sum + p.points, 0);
  const floor = ledger.floor();
  const least = floor ? leastOf(floor.band, card) : 0;
  if (floor && raw < least) parts.push({ id: `floor:${floor.id}`, logit: 0, points: least - raw, messages: [], signals: [] });
  return parts;
}

/** Whole points that add up to the rounded score (largest remainders). */
export function wholePoints(parts: readonly Part[], score: number): number[] {
  const floors = parts.map((p) => Math.floor(p.points));
  let missing = score - floors.reduce((sum, n) => sum + n, 0);
  const byRemainder = [...parts.keys()].sort((a, b) => fraction(parts[b]) - fraction(parts[a]) || a - b);
  for (const index of byRemainder) {
    if (missing <= 0) break;
    floors[index] = (floors[index] as number) + 1;
    missing -= 1;
  }
  return floors;
}

const fraction = (part: Part | undefined): number => (part ? part.points - Math.floor(part.points) : 0);

export function bandOf(score: number, card: Scorecard): Band {
  return [...BANDS].reverse().find((band) => score >= leastOf(band, card)) ?? 'low';
}

export const leastOf = (band: Band, card: Scorecard): number => (band === 'low' ? 0 : card.bands[band]);
