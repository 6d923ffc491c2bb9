/** Text as it is searched: width, case and Traditional script put aside; one rule for what is kept and for what is typed. */

/** @param pairs Traditional and Simplified characters in turn: `萬万與与` */
export function folding(pairs: string): (text: string) => string {
  const simplified = new Map<string, string>();
  for (let i = 0; i + 1 < pairs.length; i += 2) simplified.set(pairs.charAt(i), pairs.charAt(i + 1));
  return (text) => text.normalize('NFKC').toLowerCase().replace(/[\u3400-\u9fff]/g, (character) => simplified.get(character) ?? character);
}
