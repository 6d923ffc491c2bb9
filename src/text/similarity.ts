/** Share of common character pairs of two texts (Dice coefficient over bigrams), 0–1; punctuation does not count. */
export function similarity(a: string, b: string): number {
  const left = pairsOf(a);
  const right = pairsOf(b);
  if (left.size === 0 || right.size === 0) return left.size === right.size && a === b ? 1 : 0;
  let common = 0;
  for (const pair of left) if (right.has(pair)) common += 1;
  return (2 * common) / (left.size + right.size);
}

/** The distinct pairs of characters of a text, the shortest things that can be words; punctuation left out. */
export function pairsOf(text: string): Set<string> {
  const letters = text.replace(/[^\p{L}\p{N}]/gu, '');
  const result = new Set<string>();
  for (let i = 0; i + 1 < letters.length; i += 1) result.add(letters.slice(i, i + 2));
  return result;
}
