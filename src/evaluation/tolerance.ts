import type { Counts } from './ratios.js';

/**
 * Labelled message indexes against found ones, each matched at most once: a found one counts where it lies
 * within `tolerance` messages, so that a stance that worsens over two messages may be marked at either (the
 * tolerance of MHCH's Golden Transfer, field-notes.md §2).
 */
export function matchWithin(gold: readonly number[], found: readonly number[], tolerance: number): Counts {
  const used = new Set<number>();
  for (const index of gold) {
    const at = found.findIndex((other, k) => !used.has(k) && Math.abs(other - index) <= tolerance);
    if (at >= 0) used.add(at);
  }
  return { tp: used.size, fp: found.length - used.size, fn: gold.length - used.size };
}
