/**
 * Near-identical texts among many. The naive way compares each with each; here only texts that share one of their
 * rarest character pairs are compared, which loses none (prefix filtering: Chaudhuri, Ganti and Kaushik 2006; Bayardo,
 * Ma and Srikant 2007).
 */
import { pairsOf, similarity } from '../text/similarity.js';

/**
 * Groups of texts, as their numbers, each like the first of its group.
 * @param same the least similarity (Dice coefficient over character pairs), above 0
 */
export function sameTexts(texts: readonly string[], same: number): number[][] {
  const frequency = new Map<string, number>();
  const pairs = texts.map((text) => [...pairsOf(text)]);
  for (const list of pairs) for (const pair of list) frequency.set(pair, (frequency.get(pair) ?? 0) + 1);
  const rank = (pair: string): number => frequency.get(pair) as number;
  const leaders = new Map<string, number[]>();
  const groups = new Map<number, number[]>();
  texts.forEach((text, at) => {
    const list = (pairs[at] as string[]).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
    // Dice ≥ s with the smallest partner that can reach it means s/(2−s) of these pairs in common: all but so many may differ
    const rarest = list.slice(0, list.length - Math.ceil((list.length * same) / (2 - same) - 1e-9) + 1);
    const candidates = [...new Set(rarest.flatMap((pair) => leaders.get(pair) ?? []))].sort((a, b) => a - b);
    const leader = candidates.find((other) => similarity(texts[other] as string, text) >= same);
    if (leader !== undefined) (groups.get(leader) as number[]).push(at);
    else {
      groups.set(at, [at]);
      for (const pair of rarest) leaders.set(pair, [...(leaders.get(pair) ?? []), at]);
    }
  });
  return [...groups.values()];
}
