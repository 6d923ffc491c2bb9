/**
 * One message under the matcher: the occurrences of every atom, and the pattern sets tried on them.
 * Everything beyond the scan is computed when first asked for.
 */
import type { Lexicon, PatternSet, Step, Variant } from '../lexicon/compiled.js';
import type { FoldedText } from '../text/fold.js';
import { beginsClause, endsClause, structureOf, wordsOf, type Structure, type Words } from '../text/structure.js';
import { endingAfter, reachOf } from './by-place.js';

/** Folded offsets of one part of a match and the term found there. */
export interface PartSpan {
  readonly start: number;
  readonly end: number;
  readonly term: number;
}

export interface PatternMatch {
  readonly start: number;
  readonly end: number;
  readonly parts: readonly PartSpan[];
}

const NONE: readonly PartSpan[] = [];
/** So many matches are gone through faster than searched. */
const FEW = 8;

export class MessageMatch {
  /** The terms that occur, and every occurrence of each, by start. */
  private readonly terms: number[] = [];
  private readonly spans: PartSpan[][] = [];
  /** Variants whose rarest part stands in the message; no other can match. Each appears once. */
  private readonly candidates: number[] = [];
  /** A bit a variant: the matches of a whole turn are kept, and a turn can be long. */
  private readonly possible: Uint32Array;
  private readonly occurrences = new Map<number, readonly PartSpan[]>();
  private readonly results = new Map<number, readonly PatternMatch[]>();
  private readonly reaches = new Map<number, Int32Array>();
  private structured: Structure | undefined;
  private worded: Words | undefined;

  constructor(
    readonly lexicon: Lexicon,
    readonly folded: FoldedText,
  ) {
    const seen = new Map<number, PartSpan[]>();
    this.possible = new Uint32Array((lexicon.ruleOf.length + 31) >> 5);
    lexicon.matcher.scan(folded.text, (term, start, end) => {
      const known = seen.get(term);
      if (known) {
        known.push({ start, end, term });
        return;
      }
      const spans = [{ start, end, term }];
      seen.set(term, spans);
      this.terms.push(term);
      this.spans.push(spans);
      for (const variant of lexicon.triggers[term] as Uint32Array) {
        const bits = this.possible[variant >> 5] as number;
        const bit = 1 << (variant & 31);
        if (bits & bit) continue;
        this.possible[variant >> 5] = bits | bit;
        this.candidates.push(variant);
      }
    });
  }

  get structure(): Structure {
    return (this.structured ??= structureOf(this.folded));
  }

  private get words(): Words {
    return (this.worded ??= wordsOf(this.folded.text));
  }

  /** Rules worth trying, in the lexicon's order. */
  triggered(): number[] {
    const rules = new Set<number>();
    for (const variant of this.candidates) {
      const rule = this.lexicon.ruleOf[variant] as number;
      if (rule >= 0) rules.add(rule);
    }
    return [...rules].sort((a, b) => a - b);
  }

  /** Occurrences of an atom: few atoms of a message are ever asked for, so they are sorted out when they are. */
  private of(atom: number): readonly PartSpan[] {
    let list = this.occurrences.get(atom);
    if (!list) {
      const terms = this.lexicon.atoms[atom] as ReadonlySet<number>;
      let several: PartSpan[] | undefined;
      for (let i = 0; i < this.terms.length; i += 1) {
        if (!terms.has(this.terms[i] as number)) continue;
        const spans = this.spans[i] as PartSpan[];
        if (!list) list = spans;
        else list = several = [...(several ?? list), ...spans];
      }
      several?.sort((a, b) => a.start - b.start || a.end - b.end);
      this.occurrences.set(atom, (list ??= NONE));
    }
    return list;
  }

  /** All matches of a pattern set: for each beginning the nearest completion. */
  matches(set: PatternSet): readonly PatternMatch[] {
    let found = this.results.get(set.id);
    if (!found) {
      const all: PatternMatch[] = [];
      // thousands of variants a message: nothing is called for those that cannot be
      const { possible } = this;
      for (const variant of set.variants) if ((possible[variant.id >> 5] as number) & (1 << (variant.id & 31))) this.matchVariant(variant, all);
      found = distinct(all);
      this.results.set(set.id, found);
    }
    return found;
  }

  /** Index of the first match of a set that ends after a position: none before it reaches so far. */
  firstAfter(set: PatternSet, position: number): number {
    const matches = this.matches(set);
    if (matches.length <= FEW) {
      let i = 0;
      while (i < matches.length && (matches[i] as PatternMatch).end <= position) i += 1;
      return i;
    }
    let reach = this.reaches.get(set.id);
    if (!reach) this.reaches.set(set.id, (reach = reachOf(matches)));
    return endingAfter(reach, position);
  }

  /** The first match of a set that shares a character with a stretch. */
  over(set: PatternSet, start: number, end: number): PatternMatch | undefined {
    // the first that ends after the start: all later ones begin no earlier
    const match = this.matches(set)[this.firstAfter(set, start)];
    return match && match.start < end ? match : undefined;
  }

  private matchVariant(variant: Variant, matches: PatternMatch[]): void {
    const lists: (readonly PartSpan[])[] = [];
    for (const step of variant.steps) {
      const list = this.of(step.atom);
      if (list.length === 0) return;
      lists.push(list);
    }
    const dead = new Set<number>();
    for (const first of lists[0] as readonly PartSpan[]) {
      if (!this.beginsRight(variant, first.start)) continue;
      const parts = this.complete(variant, lists, 1, first, dead);
      if (parts) matches.push({ start: first.start, end: (parts.at(-1) as PartSpan).end, parts });
    }
  }

  /** Nearest way to satisfy the steps from `index` on after `before`; `dead` remembers spans that lead nowhere. */
  private complete(variant: Variant, lists: readonly (readonly PartSpan[])[], index: number, before: PartSpan, dead: Set<number>): PartSpan[] | undefined {
    if (index === variant.steps.length) return this.endsRight(variant, before.end) ? [before] : undefined;
    const step = variant.steps[index] as Step;
    const list = lists[index] as readonly PartSpan[];
    for (let i = firstFrom(list, before.end); i < list.length; i += 1) {
      const next = list[i] as PartSpan;
      if (next.start - before.end > step.max) break;
      const key = index * 0x1000000 + i;
      if (dead.has(key)) continue;
      if (!this.sameScope(step, before.end - 1, next.start)) break;
      const rest = this.complete(variant, lists, index + 1, next, dead);
      if (rest) return [before, ...rest];
      dead.add(key);
    }
    return undefined;
  }

  private sameScope(step: Step, left: number, right: number): boolean {
    if (step.scope === 'touch') return true;
    const ids = step.scope === 'clause' ? this.structure.clause : this.structure.sentence;
    return ids[left] === ids[right];
  }

  private beginsRight({ start: anchor }: Variant, start: number): boolean {
    if (!anchor) return true;
    for (let i = start; i >= Math.max(0, start - anchor.within); i -= 1) {
      if (anchor.kind === 'clause-start' ? beginsClause(this.structure, i) : i < this.words.firstEnd) return true;
    }
    return false;
  }

  private endsRight({ end: anchor }: Variant, end: number): boolean {
    if (!anchor) return true;
    const { text } = this.folded;
    for (let i = end; i <= Math.min(text.length, end + anchor.within); i += 1) {
      if (anchor.kind === 'clause-end' ? endsClause(text, this.structure, i) : i > this.words.lastStart) return true;
    }
    return false;
  }
}

/** Index of the first span that starts at or after `position`; spans are sorted by start. */
function firstFrom(list: readonly PartSpan[], position: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as PartSpan).start < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** By place; of matches over the same stretch one is enough. A longer match that is cancelled later must not hide a shorter one. */
function distinct(matches: PatternMatch[]): PatternMatch[] {
  if (matches.length < 2) return matches;
  matches.sort((a, b) => a.start - b.start || b.end - a.end);
  return matches.filter((m, i) => i === 0 || m.start !== (matches[i - 1] as PatternMatch).start || m.end !== (matches[i - 1] as PatternMatch).end);
}
