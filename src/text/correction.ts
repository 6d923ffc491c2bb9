/** Characters of a folded text put in place of others, with the offsets to the original kept. */
import type { FoldedText } from './fold.js';

export interface Correction {
  /** Offsets into the corrected folded text. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'asr' | 'pinyin';
  readonly heard: string;
  readonly meant: string;
}

export interface Corrected {
  readonly folded: FoldedText;
  /** By place, not overlapping. */
  readonly corrections: readonly Correction[];
}

export interface Replacement {
  /** Offsets into the folded text as it is. */
  readonly start: number;
  readonly end: number;
  readonly meant: string;
}

/** The corrections that a stretch of the corrected text touches. */
export function touched(corrections: readonly Correction[], start: number, end: number): Correction[] {
  let low = 0;
  let high = corrections.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((corrections[middle] as Correction).end <= start) low = middle + 1;
    else high = middle;
  }
  const found: Correction[] = [];
  for (let i = low; i < corrections.length && (corrections[i] as Correction).start < end; i += 1) found.push(corrections[i] as Correction);
  return found;
}

/**
 * Puts the replacements (by place, not overlapping) in. Where the length stays, so do all offsets; else
 * every character put in stands for the whole stretch that it replaces.
 */
export function put(folded: FoldedText, replacements: readonly Replacement[], kind: Correction['kind']): Corrected {
  if (replacements.length === 0) return { folded, corrections: [] };
  const { text } = folded;
  const starts: number[] = [];
  const ends: number[] = [];
  const corrections: Correction[] = [];
  let result = '';
  let last = 0;
  const keep = (to: number): void => {
    for (let i = last; i < to; i += 1) {
      starts.push(folded.starts?.[i] ?? i);
      ends.push(folded.ends?.[i] ?? i + 1);
    }
    result += text.slice(last, to);
    last = to;
  };
  /** Where a folded position went. */
  const moved: [number, number][] = [];
  for (const { start, end, meant } of replacements) {
    keep(start);
    const sameLength = meant.length === end - start;
    corrections.push({ start: result.length, end: result.length + meant.length, kind, heard: text.slice(start, end), meant });
    for (let i = 0; i < meant.length; i += 1) {
      const [from, to] = sameLength ? [start + i, start + i] : [start, end - 1];
      starts.push(folded.starts?.[from] ?? from);
      ends.push(folded.ends?.[to] ?? to + 1);
    }
    result += meant;
    last = end;
    moved.push([end, result.length - end]);
  }
  keep(text.length);
  let passed = 0;
  // soft breaks come by place
  const shift = (position: number): number => {
    while (passed < moved.length && (moved[passed] as [number, number])[0] <= position) passed += 1;
    return position + (moved[passed - 1]?.[1] ?? 0);
  };
  return {
    folded: { text: result, starts: Int32Array.from(starts), ends: Int32Array.from(ends), softBreaks: folded.softBreaks.map(shift) },
    corrections,
  };
}
