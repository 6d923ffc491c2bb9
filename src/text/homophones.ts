/**
 * What speech recognition misheard: runs of characters that sound like a term that matters, and are no
 * ordinary word, are read as that term. One character is one syllable, so offsets stay as they are.
 * Polyphones are taken in their commonest reading; the check against the dictionary carries the precision.
 */
import { TermMatcher } from '../match/trie.js';
import { put, type Corrected, type Replacement } from './correction.js';
import type { FoldedText } from './fold.js';
import type { Token, Tokenizer } from './tokenizer.js';

export interface HomophoneData {
  /** Characters by syllable without tone. */
  readonly syllables: Readonly<Record<string, string>>;
  readonly confused: { readonly initials: readonly (readonly [string, string])[]; readonly finals: readonly (readonly [string, string])[] };
  /** Folded terms. */
  readonly terms: readonly string[];
  /** Folded surfaces that are ordinary speech. */
  readonly never: readonly string[];
}

/** First code unit that stands for a syllable; anything outside digits and letters would do. */
const SYLLABLE_BASE = 0x4000;

export class Homophones {
  private readonly sounds = new Uint16Array(0x10000);
  private readonly matcher: TermMatcher;
  private readonly termsBySound: string[][] = [];
  private readonly surfaces: ReadonlySet<string>;
  private readonly never: ReadonlySet<string>;

  constructor(data: HomophoneData) {
    const ids = new Map<string, number>();
    for (const [syllable, chars] of Object.entries(data.syllables)) {
      const sound = canonical(syllable, data.confused);
      const id = ids.get(sound) ?? ids.size + 1;
      ids.set(sound, id);
      for (const char of chars) this.sounds[char.charCodeAt(0)] = SYLLABLE_BASE + id;
    }
    const index = new Map<string, number>();
    for (const term of data.terms) {
      const sound = this.soundOf(term);
      if (term.length < 2 || sound.includes('\0')) continue;
      const known = index.get(sound);
      if (known === undefined) {
        index.set(sound, this.termsBySound.length);
        this.termsBySound.push([term]);
      } else (this.termsBySound[known] as string[]).push(term);
    }
    this.matcher = new TermMatcher([...index.keys()]);
    this.surfaces = new Set(data.terms);
    this.never = new Set(data.never);
  }

  /** The text with misheard terms put right, and what was put right; the text itself where nothing was. */
  correct(folded: FoldedText, tokenizer: Tokenizer): Corrected {
    const { text } = folded;
    const hits: { start: number; end: number; term: string }[] = [];
    this.matcher.scan(this.soundOf(text), (sound, start, end) => {
      const surface = text.slice(start, end);
      if (!this.surfaces.has(surface) && !this.never.has(surface)) hits.push({ start, end, term: (this.termsBySound[sound] as string[])[0] as string });
    });
    if (hits.length === 0) return { folded, corrections: [] };
    const tokens = tokenizer.tokens(text);
    const misheard: Replacement[] = [];
    let reach = 0;
    let passed = 0;
    // at one place the longest term wins
    for (const { start, end, term } of hits.sort((a, b) => a.start - b.start || b.end - a.end)) {
      if (start < reach) continue;
      // hits come by start
      while (passed < tokens.length && (tokens[passed] as Token).end <= start) passed += 1;
      const within: Token[] = [];
      for (let i = passed; i < tokens.length && (tokens[i] as Token).start < end; i += 1) within.push(tokens[i] as Token);
      const whole = within.every((t) => t.start >= start && t.end <= end);
      // two-character words inside are ordinary speech, except one inside a longer name (小红 in 小红叔)
      const words = within.filter((t) => t.end - t.start > 1);
      if (!whole || words.length > (end - start > 2 ? 1 : 0) || words.some((t) => t.end - t.start === end - start)) continue;
      misheard.push({ start, end, meant: term });
      reach = end;
    }
    return put(folded, misheard, 'asr');
  }

  private soundOf(text: string): string {
    let sound = '';
    for (let i = 0; i < text.length; i += 1) sound += String.fromCharCode(this.sounds[text.charCodeAt(i)] as number);
    return sound;
  }
}

function canonical(syllable: string, confused: HomophoneData['confused']): string {
  let sound = syllable;
  for (const [heard, meant] of confused.initials) if (sound.startsWith(heard)) sound = meant + sound.slice(heard.length);
  for (const [heard, meant] of confused.finals) if (sound.endsWith(heard)) sound = sound.slice(0, -heard.length) + meant;
  return sound;
}
