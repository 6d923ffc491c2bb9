/** From terms in log-odds to a score whose parts add up to it. */
import { BANDS, type Band } from '../model.js';
import type { Term } from './ledger.js';
import type { Scorecard } from './scorecard.js';

export interface Part extends Term {
  /** Share of the score; all parts together are the score. */
  readonly points: number;
}

/** What is summed up: the account of one conversation, or that of a case. */
export interface Account {
  terms(): readonly Term[];
  floor(): { readonly id: string; readonly band: Band } | undefined;
  limit(): { readonly id: string; readonly band: Band } | undefined;
}

export const logistic = (z: number): number => 1 / (1 + Math.exp(-z));

/** 0–100, not rounded: the logistic of the summed terms, kept within what floors and limits allow. */
export function scoreOf(ledger: Account, card: Scorecard): number {
  return within(100 * logistic(ledger.terms().reduce((sum, t) => sum + t.logit, 0)), ledger, card).score;
}

/** How much of the top of a limited band the scores above it are pressed into, so that their order stays. */
const PRESSED = 10;

function within(raw: number, ledger: Account, card: Scorecard): { score: number; by?: string } {
  const floor = ledger.floor();
  if (floor && raw < leastOf(floor.band, card)) return { score: leastOf(floor.band, card), by: `floor:${floor.id}` };
  const limit = ledger.limit();
  if (!limit || limit.band === 'critical') return { score: raw };
  const top = leastOf(BANDS[BANDS.indexOf(limit.band) + 1] as Band, card) - 1;
  const start = top - PRESSED;
  return raw <= start ? { score: raw } : { score: start + (PRESSED * (raw - start)) / (100 - start), by: `limit:${limit.id}` };
}

/**
 * Shares the score out among its terms along the straight path from the base alone to all terms
 * (Aumann and Shapley, *Values of Non-Atomic Games*, 1974; for a logistic sum each term's share is
 * proportional to its log-odds). Shares of terms that lower the score are negative; what a floor
 * or limit changes is a part of its own.
 */
export function partsOf(ledger: Account, card: Scorecard): Part[] {
  const terms = ledger.terms();
  const base = terms.find((t) => t.id === 'base')?.logit ?? 0;
  const total = terms.reduce((sum, t) => sum + t.logit, 0);
  const slope = Math.abs(total - base) < 1e-9 ? logistic(base) * (1 - logistic(base)) : (logistic(total) - logistic(base)) / (total - base);
  const parts: Part[] = terms.map((t) => ({ ...t, points: 100 * (t.id === 'base' ? logistic(base) : t.logit * slope) }));
  const raw = 100 * logistic(total);
  const { score, by } = within(raw, ledger, card);
  if (by !== undefined) parts.push({ id: by, logit: 0, points: score - raw, messages: [], signals: [] });
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
