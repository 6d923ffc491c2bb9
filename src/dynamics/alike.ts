/**
 * Gathers what is alike, as a loop over all pairs would: each item goes to the first group with a member like it.
 * A long conversation has millions of pairs of turns; few share enough rare pairs of characters to be compared
 * (prefix filter: Chaudhuri, Ganti & Kaushik 2006; Bayardo, Ma & Srikant 2007).
 */
import { pairsOf } from '../text/similarity.js';

/** What items are compared by. */
export interface Compared {
  /** Alike where one text of each is similar: `similarity` is at least this. */
  readonly texts: readonly string[];
  /** Alike where they share one. */
  readonly keys: readonly string[];
}

/** A text as numbers of its character pairs, rarest first. */
type Pairs = Int32Array;

export class Alike {
  private readonly members: Pairs[] = [];
  /** Texts that stand under each pair, by group: only under their rarest, of which two similar texts share one. */
  private readonly under = new Map<number, Map<number, number[]>>();
  /** Texts too short for a pair: alike only where they are the same. */
  private readonly whole = new Map<string, number>();
  private readonly byKey = new Map<string, number>();
  /** The same text is compared once. */
  private readonly known = new Map<string, number>();
  private readonly cut: ReadonlyMap<string, Pairs>;
  /** Rounds, so that a text met under two pairs is compared once. */
  private readonly met: number[] = [];
  private round = 0;
  private groups = 0;
  /** The first group with any text: all texts are alike where no similarity is asked. */
  private texted = Infinity;
  /** Pairs of texts that were compared: for tests of the cost. */
  compared = 0;

  /** @param texts all that will be put or asked for: which pairs are rare is known before */
  constructor(texts: Iterable<string>, private readonly similarity: number) {
    const seen = new Map<string, number>();
    const cut = new Map<string, ReadonlySet<string>>();
    for (const text of texts) {
      if (cut.has(text)) continue;
      const pairs = pairsOf(text);
      cut.set(text, pairs);
      for (const pair of pairs) seen.set(pair, (seen.get(pair) ?? 0) + 1);
    }
    const order = [...seen].sort(([a, n], [b, m]) => n - m || (a < b ? -1 : 1));
    const rank = new Map(order.map(([pair], i) => [pair, i]));
    this.cut = new Map([...cut].map(([text, pairs]) => [text, Int32Array.from(pairs, (pair) => rank.get(pair) as number).sort()]));
  }

  /** The first group with a member like it; none where there is no such. */
  find({ texts, keys }: Compared): number | undefined {
    let first = this.similarity === 0 && texts.length > 0 ? this.texted : Infinity;
    for (const key of keys) first = Math.min(first, this.byKey.get(key) ?? Infinity);
    for (const text of texts) first = Math.min(first, this.nearest(text, first));
    return first === Infinity ? undefined : first;
  }

  /** Puts it into its group, a new one where none is like it. @returns the group's number */
  put(item: Compared): number {
    const group = this.find(item) ?? this.groups;
    this.groups = Math.max(this.groups, group + 1);
    for (const key of item.keys) lower(this.byKey, key, group);
    if (item.texts.length > 0) this.texted = Math.min(this.texted, group);
    for (const text of item.texts) this.keep(text, group);
    return group;
  }

  /** The first group below `least` with a text like this one. */
  private nearest(text: string, least: number): number {
    const pairs = this.pairs(text);
    if (pairs.length === 0) return Math.min(least, this.whole.get(text) ?? Infinity);
    // where the very text stands in a group, only those before it can come first
    let best = Math.min(least, this.known.get(text) ?? Infinity);
    this.round += 1;
    for (let i = 0; i < this.prefix(pairs); i += 1) {
      for (const [group, members] of this.under.get(pairs[i] as number) ?? []) {
        if (group < best && members.some((other) => this.fits(pairs, other))) best = group;
      }
    }
    return best;
  }

  /** Whether a text not met yet in this round is similar. */
  private fits(pairs: Pairs, other: number): boolean {
    if (this.met[other] === this.round) return false;
    this.met[other] = this.round;
    return this.similar(pairs, this.members[other] as Pairs);
  }

  private keep(text: string, group: number): void {
    const pairs = this.pairs(text);
    if (pairs.length === 0) return lower(this.whole, text, group);
    const known = this.known.get(text);
    if (known !== undefined && known <= group) return;
    this.known.set(text, group);
    const member = this.members.length;
    this.members.push(pairs);
    for (let i = 0; i < this.prefix(pairs); i += 1) {
      const pair = pairs[i] as number;
      let groups = this.under.get(pair);
      if (!groups) this.under.set(pair, (groups = new Map()));
      const list = groups.get(group);
      if (list) list.push(member);
      else groups.set(group, [member]);
    }
  }

  /**
   * How many of its rarest pairs a text stands under. Similar texts share at least `s·n / (2 − s)` of the n pairs
   * of each: all but so many of them cannot be without one that is shared.
   */
  private prefix({ length }: Pairs): number {
    const shared = Math.max(1, Math.ceil((this.similarity * length) / (2 - this.similarity) - 1e-9));
    return length - shared + 1;
  }

  /** As `similarity` in src/text has it. */
  private similar(a: Pairs, b: Pairs): boolean {
    this.compared += 1;
    const all = a.length + b.length;
    const most = 2 * Math.min(a.length, b.length);
    if (most / all < this.similarity) return false;
    let common = 0;
    for (let i = 0, j = 0; i < a.length && j < b.length; ) {
      const [left, right] = [a[i] as number, b[j] as number];
      if (left === right) common += 1;
      if (left <= right) i += 1;
      if (right <= left) j += 1;
    }
    return (2 * common) / all >= this.similarity;
  }

  private pairs(text: string): Pairs {
    return this.cut.get(text) as Pairs;
  }
}

function lower(groups: Map<string, number>, key: string, group: number): void {
  groups.set(key, Math.min(group, groups.get(key) ?? Infinity));
}
