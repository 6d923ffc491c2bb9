/** Parts of equal make-up for cross-validation: what belongs together stays together, and each class is spread over all. */
import { seeded } from '../data/random.js';

/** Each part of the items, with all the others. */
export function parted<T extends { readonly group: string }>(items: readonly T[], parts: number, seed: number): { own: T[]; others: T[] }[] {
  const partOf = foldsOf(items, { parts, groupOf: (item) => item.group, classOf: () => 0, random: seeded(seed) });
  return [...new Set(partOf)].sort((a, b) => a - b).map((part) => ({ own: items.filter((_, i) => partOf[i] === part), others: items.filter((_, i) => partOf[i] !== part) }));
}

/** @returns the part, from 0, of each item */
export function foldsOf<T>(items: readonly T[], { parts, groupOf, classOf, random }: {
  readonly parts: number;
  readonly groupOf: (item: T) => string;
  /** A group of several classes goes by its highest. */
  readonly classOf: (item: T) => number;
  /** Numbers from 0 up to 1. */
  readonly random: () => number;
}): number[] {
  const classes = new Map<string, number>();
  for (const item of items) classes.set(groupOf(item), Math.max(classOf(item), classes.get(groupOf(item)) ?? -Infinity));
  const drawn = [...classes].map(([group, rank]) => ({ group, rank, at: random() })).sort((a, b) => a.rank - b.rank || a.at - b.at);
  // dealt out in turn through all classes, so that the parts are also of equal size
  const partOf = new Map(drawn.map(({ group }, turn) => [group, turn % parts]));
  return items.map((item) => partOf.get(groupOf(item)) as number);
}
