/** Entries kept; names and days of one input are few, and hostile inputs must not fill the memory. */
const LIMIT = 10_000;
/** Longer texts are no names and not worth keeping. */
const LONGEST = 100;

/** Remembers the results of a pure function of a text: exports repeat the same names, values and days on every row. */
export function memo<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > LONGEST) return compute(text);
    if (known.has(text)) return known.get(text) as T;
    if (known.size >= LIMIT) known.clear();
    const result = compute(text);
    known.set(text, result);
    return result;
  };
}
