/** Marks stay in the browser; where it keeps nothing (a private window), until the page is left. */
import { isEmpty, noMarks, reviewLine, type Marks } from './review-line.js';
import type { CaseData } from './data.js';

interface Kept {
  readonly marks: Marks;
  /** The labelled line, so that the page of the batch can save all without opening any. */
  readonly line: string;
}

const memory = new Map<string, string>();

function read(store: string): Kept | undefined {
  let text = memory.get(store);
  try {
    text = localStorage.getItem(store) ?? text;
  } catch {
    // the browser keeps nothing
  }
  return text === undefined ? undefined : (JSON.parse(text) as Kept);
}

export const marksOf = (store: string): Marks => read(store)?.marks ?? noMarks();
export const lineOf = (store: string): string | undefined => read(store)?.line;
/** The band the reader gave, `reviewed` where other things were marked. */
export const reviewedAs = (store: string): string | undefined => {
  const kept = read(store);
  return kept && (kept.marks.band ?? 'reviewed');
};

/** @returns whether the browser will still have them tomorrow */
export function keep(data: CaseData, marks: Marks): boolean {
  const text = isEmpty(marks) ? undefined : JSON.stringify({ marks, line: JSON.stringify(reviewLine(data, marks)) } satisfies Kept);
  if (text === undefined) memory.delete(data.store);
  else memory.set(data.store, text);
  try {
    if (text === undefined) localStorage.removeItem(data.store);
    else localStorage.setItem(data.store, text);
    return true;
  } catch {
    return false;
  }
}
