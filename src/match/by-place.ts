/**
 * Stretches by start, asked by place. Of a message with thousands of matches only those near a candidate
 * matter; going through all of them for each candidate would cost the square of the message's length.
 */
import { firstAtLeast } from '../data/search.js';

/** How far the stretches up to each index reach: never falling, so that it can be searched. */
export function reachOf(stretches: readonly { readonly end: number }[]): Int32Array {
  const reach = new Int32Array(stretches.length);
  let furthest = 0;
  stretches.forEach(({ end }, i) => {
    if (end > furthest) furthest = end;
    reach[i] = furthest;
  });
  return reach;
}

/** Index of the first stretch that ends after a position; the number of stretches where none does. */
export const endingAfter = (reach: Int32Array, position: number): number => firstAtLeast(reach, position + 1);
