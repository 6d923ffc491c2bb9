/**
 * Pattern sets in the order the lexicons name them. Making them is most of the start of kesu, and they
 * depend on nothing but the sources, so for sources met before (the build keeps those of the shipped
 * lexicons) they are read back instead.
 */
import { cached, record } from '../data/parsed-cache.js';
import { KesuError, type Place } from '../errors.js';
import type { AtomTable } from './atoms.js';
import type { Anchor, PatternSet, Step, Variant } from './compiled.js';
import { expandOptional, parsePattern, PatternError, type Part } from './pattern.js';
import { isAsRead, type Sources } from './sources.js';

/** All sets of a lexicon, as plain data. */
interface Made {
  readonly terms: readonly string[];
  /** Terms of each atom. */
  readonly atoms: readonly (readonly number[])[];
  readonly variants: readonly Variant[];
  /** The rarest atom of each variant: the one whose occurrence triggers it. */
  readonly rarest: readonly number[];
  /** How many variants each set has, in the order of the sets. */
  readonly sizes: readonly number[];
}

export interface PatternSets {
  /** The next set; patterns must be asked for in the same order every time. */
  next(patterns: readonly string[] | undefined, scope: string, place: () => Place): PatternSet | undefined;
  /** When all sets have been asked for. */
  done(): Omit<Made, 'sizes'>;
}

export function patternSets(sources: Sources, atoms: AtomTable): PatternSets {
  if (!isAsRead(sources)) return make(atoms);
  const key = `sets ${sources.version}`;
  const known = cached(key) as Made | undefined;
  return known ? replay(known) : make(atoms, key);
}

function make(atoms: AtomTable, key?: string): PatternSets {
  const variants: Variant[] = [];
  const sizes: number[] = [];
  return {
    next(patterns, scope, place) {
      if (!patterns || patterns.length === 0) return undefined;
      const own = patterns.flatMap((pattern) => {
        try {
          return expandOptional(parsePattern(pattern)).map((parts) => {
            const variant = toVariant(variants.length, parts, (part) => atoms.of(part, scope));
            variants.push(variant);
            return variant;
          });
        } catch (error) {
          if (error instanceof PatternError) throw new KesuError('lexicon-pattern', { pattern, problem: error.message }, place());
          throw error;
        }
      });
      sizes.push(own.length);
      return { id: sizes.length - 1, variants: own };
    },
    done() {
      const rarest = variants.map(({ steps }) => steps.reduce((best, step) => (atoms.likelihood(step.atom) < atoms.likelihood(best.atom) ? step : best), steps[0] as Step).atom);
      const made: Made = { terms: atoms.terms, atoms: atoms.members.map((terms) => [...terms]), variants, rarest, sizes };
      if (key !== undefined) record(key, made);
      return made;
    },
  };
}

function replay(made: Made): PatternSets {
  let set = 0;
  let from = 0;
  return {
    next(patterns) {
      if (!patterns || patterns.length === 0) return undefined;
      const to = from + (made.sizes[set] as number);
      const own = made.variants.slice(from, to);
      from = to;
      set += 1;
      return { id: set - 1, variants: own };
    },
    done: () => made,
  };
}

function toVariant(id: number, parts: readonly Part[], atomOf: (part: Part) => number): Variant {
  const steps: Step[] = [];
  let gap: { max: number; scope: Step['scope'] } = { max: 0, scope: 'touch' };
  let start: Anchor | undefined;
  let end: Anchor | undefined;
  for (const part of parts) {
    if (part.kind === 'gap') gap = { max: part.max, scope: part.scope };
    else if (part.kind === 'anchor') {
      if (part.at.endsWith('start')) start = { kind: part.at, within: 0 };
      else end = { kind: part.at, within: gap.max };
    } else {
      // a gap after ^ loosens the anchor; it is no gap to a part before
      if (start && steps.length === 0) {
        start = { ...start, within: gap.max };
        gap = { max: 0, scope: 'touch' };
      }
      steps.push({ atom: atomOf(part), ...gap });
      gap = { max: 0, scope: 'touch' };
    }
  }
  return { id, steps, ...(start && { start }), ...(end && { end }) };
}
