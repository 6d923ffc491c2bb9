/**
 * One message under the matcher: the occurrences of every atom, and the pattern sets tried on them.
 * Everything beyond the scan is computed when first asked for.
 */
import type { Lexicon, PatternSet, Step, Variant } from '../lexicon/compile.js';
import type { FoldedText } from '../text/fold.js';
import { beginsClause, beginsMessage, endsClause, endsMessage, structureOf, type Structure } from '../text/structure.js';

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

export class MessageMatch {
  private readonly occurrences = new Map<number, PartSpan[]>();
  private readonly results = new Map<number, readonly PatternMatch[]>();
  private structured: Structure | undefined;

  constructor(
    readonly lexicon: Lexicon,
    readonly folded: FoldedText,
  ) {
    lexicon.matcher.scan(folded.text, (term, start, end) => {
      const span = { start, end, term };
      for (const atom of lexicon.atomsOf[term] as readonly number[]) {
        const list = this.occurrences.get(atom);
        if (list) list.push(span);
        else this.occurrences.set(atom, [span]);
      }
    });
  }

  get structure(): Structure {
    return (this.structured ??= structureOf(this.folded));
  }

  /** Rules worth trying: those with a trigger in the message, in the lexicon's order. */
  triggered(): number[] {
    const rules = new Set<number>();
    for (const atom of this.occurrences.keys()) for (const rule of this.lexicon.triggers[atom] as readonly number[]) rules.add(rule);
    return [...rules].sort((a, b) => a - b);
  }

  /** All matches of a pattern set: for each beginning the nearest completion, those inside others removed. */
  matches(set: PatternSet): readonly PatternMatch[] {
    let found = this.results.get(set.id);
    if (!found) {
      found = outermost(set.variants.flatMap((variant) => this.matchVariant(variant)));
      this.results.set(set.id, found);
    }
    return found;
  }

  private matchVariant(variant: Variant): PatternMatch[] {
    const lists: (readonly PartSpan[])[] = [];
    for (const step of variant.steps) {
      const list = this.occurrences.get(step.atom);
      if (!list) return [];
      lists.push(list);
    }
    const matches: PatternMatch[] = [];
    const dead = new Set<number>();
    for (const first of lists[0] as readonly PartSpan[]) {
      if (!this.beginsRight(variant, first.start)) continue;
      const parts = this.complete(variant, lists, 1, first, dead);
      if (parts) matches.push({ start: first.start, end: (parts.at(-1) as PartSpan).end, parts });
    }
    return matches;
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
    const { text } = this.folded;
    for (let i = start; i >= Math.max(0, start - anchor.within); i -= 1) {
      if (anchor.kind === 'clause-start' ? beginsClause(this.structure, i) : beginsMessage(text, i)) return true;
    }
    return false;
  }

  private endsRight({ end: anchor }: Variant, end: number): boolean {
    if (!anchor) return true;
    const { text } = this.folded;
    for (let i = end; i <= Math.min(text.length, end + anchor.within); i += 1) {
      if (anchor.kind === 'clause-end' ? endsClause(text, this.structure, i) : endsMessage(text, i)) return true;
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

function outermost(matches: PatternMatch[]): PatternMatch[] {
  if (matches.length < 2) return matches;
  matches.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: PatternMatch[] = [];
  let reach = -1;
  for (const match of matches) {
    if (match.end <= reach) continue;
    kept.push(match);
    reach = match.end;
  }
  return kept;
}
