/** The best of a stream in bounded memory, each text once. */

export interface Ranked {
  /** What makes two items the same. */
  readonly key: string;
  readonly id: string;
  readonly rank: number;
}

/** Higher rank first; ties by key and id, never by arrival. */
const better = (a: Ranked, b: Ranked): number => b.rank - a.rank || compare(a.key, b.key) || compare(a.id, b.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Holds the `most` best items by rank. It lets twice as many in and then cuts back to the best, which costs as
 * little as a heap (a sort each `most` items) and, unlike one, finds an item by its key.
 */
export class Pool<T extends Ranked> {
  private readonly items = new Map<string, T>();
  /** What is worse cannot be among the best any more. */
  private floor: Ranked | undefined;

  constructor(private readonly most: number) {}

  /** Whether an item of this rank may still be among the best: what it takes to make one can be spared. */
  admits(rank: number): boolean {
    return this.most > 0 && (!this.floor || rank >= this.floor.rank);
  }

  add(item: T): void {
    if (!this.admits(item.rank) || (this.floor && better(item, this.floor) > 0)) return;
    const known = this.items.get(item.key);
    if (known && better(known, item) <= 0) return;
    this.items.set(item.key, item);
    if (this.items.size >= 2 * this.most) this.cut();
  }

  /** Best first. */
  best(): T[] {
    return [...this.items.values()].sort(better).slice(0, this.most);
  }

  private cut(): void {
    const kept = this.best();
    this.items.clear();
    for (const item of kept) this.items.set(item.key, item);
    this.floor = kept.at(-1);
  }
}
