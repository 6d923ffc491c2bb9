/**
 * Text as it is judged, with the place of each of its UTF-16 units in the file: an escape (`\u597d`), a doubled
 * quote or a folded line break is one unit here and several there.
 */
export interface PlacedText {
  readonly text: string;
  /** Offset in the file at which each unit begins. */
  readonly starts: readonly number[];
  /** Offset in the file behind each unit. */
  readonly ends: readonly number[];
}

/** A stretch of the file, as offsets: from, and behind it. */
export type Range = readonly [from: number, to: number];

/** The file's own characters. */
export function verbatim(raw: string, from: number, to: number): PlacedText {
  return { text: raw.slice(from, to), starts: count(from, to), ends: count(from + 1, to + 1) };
}

/** Text that no place is known for but the whole of its value. */
export const within = (text: string, from: number, to: number): PlacedText =>
  ({ text, starts: Array<number>(text.length).fill(from), ends: Array<number>(text.length).fill(to) });

export const slice = ({ text, starts, ends }: PlacedText, from: number, to: number): PlacedText =>
  ({ text: text.slice(from, to), starts: starts.slice(from, to), ends: ends.slice(from, to) });

export const joined = (parts: readonly PlacedText[]): PlacedText => ({
  text: parts.map((part) => part.text).join(''),
  starts: parts.flatMap((part) => part.starts),
  ends: parts.flatMap((part) => part.ends),
});

/** Where a stretch of the text, which must not be empty, stands in the file. */
export const rangeOf = ({ starts, ends }: PlacedText, from: number, to: number): Range => [starts[from] as number, ends[to - 1] as number];

/** Without blanks at its ends. */
export function trimmed(placed: PlacedText): PlacedText {
  const from = placed.text.length - placed.text.trimStart().length;
  return slice(placed, from, Math.max(from, placed.text.trimEnd().length));
}

/** Its lines, line breaks left out. */
export function linesOf(placed: PlacedText): PlacedText[] {
  return [...placed.text.matchAll(/[^\r\n]+/g)].map((line) => slice(placed, line.index, line.index + line[0].length));
}

/** Puts other words in place of what matches; each takes the place of all it stands for. */
export function replaced(placed: PlacedText, pattern: RegExp, by: string): PlacedText {
  const parts: PlacedText[] = [];
  let from = 0;
  for (const match of placed.text.matchAll(pattern)) {
    const to = match.index + match[0].length;
    if (to === match.index) continue;
    parts.push(slice(placed, from, match.index), within(by, ...rangeOf(placed, match.index, to)));
    from = to;
  }
  return parts.length === 0 ? placed : joined([...parts, slice(placed, from, placed.text.length)]);
}

const count = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
