/**
 * Words that matter spelled in pinyin to get past a filter: whole (tou su, jubao) or in part
 * (邮zheng局). They are read as the word before matching.
 */
import { put, type Corrected } from './correction.js';
import type { FoldedText } from './fold.js';

export interface SpellingData {
  /** Characters by syllable without tone. */
  readonly syllables: Readonly<Record<string, string>>;
  /** Folded terms. */
  readonly terms: readonly string[];
}

/** A word spelled out whole with fewer letters is too near to Latin words and initials. */
const LEAST_LETTERS = 5;
const LETTERS = /[a-z]{2}/;

export class Spelled {
  private readonly words = new Map<string, string>();
  private readonly pattern: RegExp;

  constructor({ syllables, terms }: SpellingData) {
    const reading = new Map(Object.entries(syllables).flatMap(([syllable, chars]) => [...chars].map((char) => [char, syllable] as const)));
    for (const term of terms) {
      const sounds = [...term].map((char) => reading.get(char));
      if (term.length < 2 || !sounds.every((s): s is string => s !== undefined)) continue;
      const whole = sounds.join('');
      if (whole.length >= LEAST_LETTERS) for (const joint of ['', ' ']) this.add(sounds.join(joint), term);
      [...term].forEach((_, i) => {
        if ((sounds[i] as string).length > 1) this.add(term.slice(0, i) + sounds[i] + term.slice(i + 1), term);
      });
    }
    const spellings = [...this.words.keys()].sort((a, b) => b.length - a.length);
    this.pattern = new RegExp(spellings.length === 0 ? '(?!)' : `(?<![a-z])(?:${spellings.join('|')})(?![a-z])`, 'g');
  }

  /** The text with spelled words written out, and what was written out; the text itself where nothing was. */
  correct(folded: FoldedText): Corrected {
    return put(folded, [...folded.text.matchAll(this.pattern)].map((m) => ({ start: m.index, end: m.index + m[0].length, meant: this.words.get(m[0]) as string })), 'pinyin');
  }

  private add(spelling: string, term: string): void {
    if (!this.words.has(spelling)) this.words.set(spelling, term);
  }
}

/** Whether a folded text could hold a spelled word at all; asked before the spellings are made. */
export const mayBeSpelled = (text: string): boolean => LETTERS.test(text);
