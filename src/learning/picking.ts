/**
 * The messages worth labelling next: those that kesu is least sure of, unlike each other, and a few that it is
 * sure of as checks. Bounded memory, whatever the number of messages; the order of the input decides nothing.
 */
import { textKey, type Candidate } from './candidate.js';
import { Checks } from './checks.js';
import { Likeness } from './likeness.js';
import { Pool } from './pool.js';
import { uncertaintyOf, type Cause, type Uncertainty } from './uncertainty.js';

export interface PickSettings {
  readonly count: number;
  readonly seed: number;
  /** Share of the picks that are checks. */
  readonly checks: number;
  /** What uncertainty counts against unlikeness: λ of maximal marginal relevance (Carbonell & Goldstein 1998). */
  readonly relevance: number;
  /** Cosine from which on two texts are near-duplicates, of which one is asked. */
  readonly near: number;
  /** Uncertainty up to which kesu is sure of a message. */
  readonly sure: number;
  /** Messages held for each pick to choose from, and the least and most held in all. */
  readonly pool: { readonly each: number; readonly least: number; readonly most: number };
  /** Texts (`textKey`) that somebody labelled already. */
  readonly known?: ReadonlySet<string>;
}

export const PICKING: Omit<PickSettings, 'count'> = { seed: 1, checks: 0.1, relevance: 0.5, near: 0.75, sure: 0.2, pool: { each: 20, least: 1_000, most: 20_000 } };

export interface Pick<T extends Candidate = Candidate> {
  readonly candidate: T;
  readonly why: Cause | 'check';
  readonly uncertainty: Uncertainty;
}

/** All at once: for messages that are read already, as in a loop that trains, picks, labels and trains again. */
export function pickMessages<T extends Candidate>(candidates: Iterable<T>, settings: Partial<PickSettings> & { count: number }): Pick<T>[] {
  const picker = new Picker<T>(settings);
  for (const candidate of candidates) picker.add(candidate);
  return picker.picks();
}

interface Held<T> {
  readonly key: string;
  readonly id: string;
  readonly rank: number;
  readonly candidate: T;
  readonly uncertainty: Uncertainty;
  readonly heard: Candidate['heard'];
}

export class Picker<T extends Candidate> {
  private readonly settings: PickSettings;
  private readonly doubtful: Pool<Held<T>>;
  private readonly sure: Checks<Held<T>>;
  /** Messages that could have been picked, repeated ones included. */
  seen = 0;

  constructor(settings: Partial<PickSettings> & { count: number }) {
    this.settings = { ...PICKING, ...settings };
    const { count, pool, checks, seed } = this.settings;
    this.doubtful = new Pool(Math.max(count, Math.min(pool.most, Math.max(pool.least, pool.each * count))));
    // near-duplicates are dropped only at the end, so that more are held than will be asked
    this.sure = new Checks(4 * Math.ceil(checks * count) + 4, seed);
  }

  add(candidate: T): void {
    const uncertainty = uncertaintyOf(candidate.thoughts);
    const { value: rank } = uncertainty;
    const sure = rank <= this.settings.sure;
    if (!sure && !this.doubtful.admits(rank)) return void (this.seen += 1);
    const key = textKey(candidate);
    if (this.settings.known?.has(key)) return;
    this.seen += 1;
    const held: Held<T> = { key, id: candidate.id, rank, candidate, uncertainty, heard: candidate.heard };
    this.doubtful.add(held);
    if (sure) this.sure.add(held);
  }

  /** At most `count`, in the order to ask in; checks stand evenly among the others. */
  picks(): Pick<T>[] {
    const { count, checks, near, relevance } = this.settings;
    const doubtful = this.doubtful.best();
    const places = new Map(doubtful.map(({ key }, i) => [key, i]));
    const sure = this.sure.order();
    const items = [...doubtful, ...sure.filter(({ key }) => !places.has(key))];
    for (let i = doubtful.length; i < items.length; i += 1) places.set((items[i] as Held<T>).key, i);

    const likeness = new Likeness(items.map(({ candidate }) => candidate.features()));
    const taken = new Set<number>();
    const open = (i: number): boolean => !taken.has(i) && (likeness.nearest[i] as number) < near;
    const nextCheck = (): number | undefined => sure.map(({ key }) => places.get(key) as number).find(open);
    const nextDoubtful = (): number | undefined => {
      let best: { i: number; worth: number } | undefined;
      doubtful.forEach(({ uncertainty }, i) => {
        const worth = relevance * uncertainty.value - (1 - relevance) * (likeness.nearest[i] as number);
        if (open(i) && (!best || worth > best.worth)) best = { i, worth };
      });
      return best?.i;
    };

    const picks: Pick<T>[] = [];
    while (picks.length < count) {
      const check = isCheck(picks.length, count, checks) ? nextCheck() : undefined;
      const at = check ?? nextDoubtful();
      if (at === undefined) break;
      const { candidate, uncertainty } = items[at] as Held<T>;
      picks.push({ candidate, why: check === undefined ? uncertainty.cause : 'check', uncertainty });
      taken.add(at);
      likeness.take(at);
    }
    return picks;
  }
}

/** Whether the place, from 0, belongs to a check: of `count` places the rounded share does, evenly spread, the last of each stretch. */
export function isCheck(place: number, count: number, share: number): boolean {
  const all = Math.round(count * share);
  return all > 0 && Math.floor(((place + 1) * all) / count) > Math.floor((place * all) / count);
}
