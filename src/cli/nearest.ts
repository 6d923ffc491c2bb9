/** The name that differs least from a mistyped one. */
export function nearest(typed: string, names: readonly string[]): { readonly name: string; readonly distance: number } {
  return names.map((name) => ({ name, distance: edits(typed, name) })).reduce((best, next) => (next.distance < best.distance ? next : best));
}

/** Characters put in, left out, changed or swapped with their neighbour (Damerau and Levenshtein, adjacent swaps). */
function edits(a: string, b: string): number {
  let [older, old] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (older[j - 2] as number) + 1 : Infinity;
      row.push(Math.min((old[j] as number) + 1, (row[j - 1] as number) + 1, (old[j - 1] as number) + Number(a[i - 1] !== b[j - 1]), swapped));
    }
    [older, old] = [old, row];
  }
  return old[b.length] as number;
}
