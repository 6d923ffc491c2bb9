/**
 * A few messages that kesu is sure of, to see whether it is right to be: drawn by chance and stratified by the
 * signal heard, because plain chance would draw little but messages in which nothing is heard.
 */
import { drawn } from '../data/random.js';
import { SIGNALS, type SignalId } from '../model.js';
import { Pool, type Ranked } from './pool.js';

export class Checks<T extends Ranked & { readonly heard: ReadonlySet<SignalId> }> {
  private readonly strata = new Map<SignalId | undefined, Pool<T & { drawn: true }>>();

  /** @param most how many can be asked for in all */
  constructor(private readonly most: number, private readonly seed: number) {}

  /** Kept where its draw is among the smallest of its stratum (bottom-k sampling): the order of arrival decides nothing. */
  add(item: T): void {
    const chance = { ...item, rank: -drawn(item.key, this.seed), drawn: true as const };
    for (const signal of item.heard.size > 0 ? item.heard : [undefined]) {
      let pool = this.strata.get(signal);
      if (!pool) this.strata.set(signal, (pool = new Pool(this.most)));
      pool.add(chance);
    }
  }

  /**
   * In the order they are to be asked: a message with a signal (false alarms are found there), one with none
   * (misses are), and so on; signals take turns in a seeded order.
   */
  order(): T[] {
    const order = SIGNALS.filter((s) => this.strata.has(s)).sort((a, b) => drawn(a, this.seed) - drawn(b, this.seed) || (a < b ? -1 : 1));
    const heard = turns(order.map((signal) => this.strata.get(signal)?.best() ?? []));
    return turns([heard, this.strata.get(undefined)?.best() ?? []]);
  }
}

/** The first of each list, then the second of each; what stands in several comes once. */
function turns<T extends Ranked>(lists: readonly (readonly T[])[]): T[] {
  const seen = new Set<string>();
  const longest = Math.max(0, ...lists.map((l) => l.length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat().filter(({ key }) => !seen.has(key) && seen.add(key));
}
