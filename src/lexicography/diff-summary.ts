/** The changes of a whole input, counted by signal, by rule and by case. */
import { BANDS, SIGNALS } from '../model.js';
import type { CaseChange, SignalChange, Standing } from './diff.js';

export interface ChangeCount {
  gained: number;
  lost: number;
  changed: number;
}

export interface DiffSummary {
  readonly conversations: number;
  readonly messages: number;
  /** Messages in which some signal changed. */
  readonly touched: number;
  readonly signals: ChangeCount;
  readonly bySignal: Readonly<Record<string, ChangeCount>>;
  /** By the rule that gives the signal now, or gave it where it is lost. */
  readonly byRule: Readonly<Record<string, ChangeCount>>;
  /** Cases whose score or band changed; of these, those with a higher or lower score or another band. */
  readonly cases: { readonly changed: number; readonly raised: number; readonly lowered: number; readonly band: number };
}

export function summarise(signals: readonly SignalChange[], cases: readonly CaseChange[], read: { conversations: number; messages: number }): DiffSummary {
  const total = none();
  const bySignal = new Map<string, ChangeCount>();
  const byRule = new Map<string, ChangeCount>();
  const touched = new Set<string>();
  for (const { signal, change, before, after, source, conversation, message } of signals) {
    touched.add(JSON.stringify([source.file, source.line, conversation, message]));
    for (const count of [total, of(bySignal, signal), of(byRule, (after ?? before)?.rule ?? '')]) count[change] += 1;
  }
  return {
    ...read, touched: touched.size, signals: total,
    bySignal: Object.fromEntries(SIGNALS.flatMap((s) => (bySignal.has(s) ? [[s, bySignal.get(s) as ChangeCount]] : []))),
    byRule: Object.fromEntries([...byRule].sort(([a], [b]) => (a < b ? -1 : 1))),
    cases: {
      changed: cases.length,
      raised: cases.filter((c) => rise(c) > 0).length,
      lowered: cases.filter((c) => rise(c) < 0).length,
      band: cases.filter((c) => c.before.band !== c.after.band).length,
    },
  };
}

export const rise = ({ before, after }: CaseChange): number => (after.score ?? 0) - (before.score ?? 0);

/** Cases that change their band first, then by how far the score moves; ties by input order. */
export function byChange(cases: readonly CaseChange[]): CaseChange[] {
  const rank = ({ band }: Standing): number => (band ? BANDS.indexOf(band) : -1);
  const steps = ({ before, after }: CaseChange): number => Math.abs(rank(after) - rank(before));
  return [...cases].sort((a, b) => steps(b) - steps(a) || Math.abs(rise(b)) - Math.abs(rise(a)));
}

const none = (): ChangeCount => ({ gained: 0, lost: 0, changed: 0 });

function of(counts: Map<string, ChangeCount>, key: string): ChangeCount {
  const count = counts.get(key) ?? none();
  counts.set(key, count);
  return count;
}
