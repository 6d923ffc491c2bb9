/**
 * Compiles lexicon sources for the matcher: every literal and class of every pattern becomes an
 * *atom* (a set of folded terms), all terms go into one trie, and each pattern into variants whose
 * rarest atom triggers it. Nothing is tried for a message in which no trigger occurs.
 */
import { KesuError, type Place } from '../errors.js';
import { TermMatcher } from '../match/trie.js';
import type { Intensity, MarkId, SignalId, Speaker, Stage } from '../model.js';
import { Folder } from '../text/fold.js';
import { buildFoldTable } from '../text/fold-table.js';
import { Homophones } from '../text/homophones.js';
import { ClassTerms, includedClass } from './classes.js';
import { expandOptional, parsePattern, PatternError, type AnchorKind, type GapScope, type Part } from './pattern.js';
import type { Channel, CueKind, RuleSource } from './schema.js';
import { readSources, type Sources } from './sources.js';

export interface Step {
  readonly atom: number;
  /** How far after the end of the step before: `max` 0 means touching. */
  readonly max: number;
  readonly scope: GapScope | 'touch';
}

export interface Variant {
  /** Index over all variants of all sets. */
  readonly id: number;
  readonly steps: readonly Step[];
  readonly start?: Anchor;
  readonly end?: Anchor;
}

export interface Anchor {
  readonly kind: AnchorKind;
  /** How far from the anchor the match may begin or end. */
  readonly within: number;
}

/** One or more patterns of which any may match; `atoms` are those at least one of which must occur. */
export interface PatternSet {
  readonly id: number;
  readonly variants: readonly Variant[];
}

export interface ScopedSets {
  readonly clause?: PatternSet;
  readonly sentence?: PatternSet;
  readonly message?: PatternSet;
}

export interface CompiledRule {
  readonly id: string;
  readonly signal: SignalId | MarkId;
  readonly speaker: Speaker;
  readonly source: RuleSource;
  readonly file: string;
  /** Where the rule, or a field of it, stands. */
  place(...field: (string | number)[]): Place;
  readonly match: PatternSet;
  /** `auto`: as `word` where a single term matched, as `any` where a longer pattern gives it its context. */
  readonly boundary: 'word' | 'any' | 'auto';
  readonly strength: number;
  readonly subtype?: string;
  readonly intensity?: Intensity;
  readonly stage?: Stage;
  readonly unless?: PatternSet;
  readonly requires?: ScopedSets;
  readonly forbids?: ScopedSets;
  readonly ignore: ReadonlySet<CueKind | 'all'>;
}

export interface CompiledCue {
  readonly kind: CueKind;
  readonly match: PatternSet;
  readonly unless?: PatternSet;
  readonly side: 'before' | 'after' | 'over' | 'any';
  readonly within: number;
  readonly scope: 'clause' | 'sentence' | 'message';
  readonly stage?: Stage;
}

export interface Lexicon {
  readonly folder: Folder;
  readonly matcher: TermMatcher;
  readonly terms: readonly string[];
  /** Terms of each atom. */
  readonly atoms: readonly ReadonlySet<number>[];
  readonly rules: readonly CompiledRule[];
  /** Variants worth trying when a term occurs: those whose rarest atom holds it. */
  readonly triggers: readonly Uint32Array[];
  /** Rule that a variant is a match of; -1 for the variants of cues and conditions. */
  readonly ruleOf: Int32Array;
  readonly cues: readonly CompiledCue[];
  /** For call transcripts; made when first asked for. */
  homophones(): Homophones;
  readonly channels: ReadonlyMap<string, Channel>;
  /** Channel that a folded alias or number names. */
  readonly channelOf: ReadonlyMap<string, string>;
  readonly version: string;
}

export function loadLexicon(overlays: readonly string[] = [], base?: string): Lexicon {
  return compileLexicon(readSources(overlays, base));
}

export function compileLexicon(sources: Sources): Lexicon {
  const folder = new Folder(buildFoldTable(sources.fold));
  const spoken = new SpokenDigits(sources.readings);
  const atoms = new AtomTable(sources, folder, spoken);
  let sets = 0;
  const variants: Variant[] = [];

  const compileSet = (patterns: readonly string[] | undefined, scope: string, place: () => Place): PatternSet | undefined => {
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
    return { id: sets++, variants: own };
  };
  const compileScoped = (scoped: RuleSource['requires'], scope: string, place: () => Place): ScopedSets | undefined => {
    if (!scoped) return undefined;
    const result: { -readonly [K in keyof ScopedSets]: ScopedSets[K] } = {};
    for (const key of ['clause', 'sentence', 'message'] as const) {
      const set = compileSet(scoped[key], scope, place);
      if (set) result[key] = set;
    }
    return result;
  };

  const rules = sources.rules.map((sourced): CompiledRule => {
    const { rule, signal } = sourced;
    const at = (field: string) => () => sourced.place(field);
    const match = compileSet(rule.match, signal, at('match')) as PatternSet;
    const unless = compileSet([...(rule.unless ?? []), ...sourced.unless], signal, at('unless'));
    const requires = compileScoped(rule.requires, signal, at('requires'));
    const forbids = compileScoped(rule.forbids, signal, at('forbids'));
    return {
      id: `${signal}/${rule.id}`, signal, speaker: sourced.speaker, source: rule, file: sourced.file, place: sourced.place, match,
      boundary: rule.boundary ?? 'auto',
      strength: rule.strength,
      ...(rule.subtype !== undefined && { subtype: rule.subtype }),
      ...(rule.intensity !== undefined && { intensity: rule.intensity }),
      ...(rule.stage !== undefined && { stage: rule.stage }),
      ...(unless && { unless }),
      ...(requires && { requires }),
      ...(forbids && { forbids }),
      ignore: new Set(rule.ignore),
    };
  });

  const cues = sources.cues.flatMap((cue) =>
    cue.file.entries.map((entry, index): CompiledCue => {
      const place = (field: string) => () => cue.place(['entries', index, field]);
      const unless = compileSet(entry.unless, cue.file.cue, place('unless'));
      return {
        kind: cue.file.cue, match: compileSet(entry.match, cue.file.cue, place('match')) as PatternSet,
        side: entry.side, within: entry.within, scope: entry.scope,
        ...(unless && { unless }),
        ...(entry.stage !== undefined && { stage: entry.stage }),
      };
    }));

  return {
    folder,
    matcher: new TermMatcher(atoms.terms),
    terms: atoms.terms,
    atoms: atoms.members,
    rules,
    triggers: triggersOf(variants, atoms),
    ruleOf: rulesOf(rules, variants.length),
    cues,
    homophones: once(() => {
      const { syllables, confused, never, terms, least, short } = sources.asr();
      const known = [...atoms.foldedTerms(terms).filter((t) => t.length >= least), ...atoms.foldedTerms(short)];
      return new Homophones({ syllables, confused, never: never.map((t) => folder.foldUnits(t)), terms: known });
    }),
    channels: sources.channels,
    channelOf: channelTerms(sources, folder, spoken),
    version: sources.version,
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
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

/** Each variant is tried when its rarest atom occurs: the least likely to stand in a text. */
function triggersOf(variants: readonly Variant[], atoms: AtomTable): Uint32Array[] {
  const triggers: number[][] = atoms.terms.map(() => []);
  for (const { id, steps } of variants) {
    const rarest = steps.reduce((best, step) => (atoms.likelihood(step.atom) < atoms.likelihood(best.atom) ? step : best), steps[0] as Step);
    for (const term of atoms.members[rarest.atom] as ReadonlySet<number>) (triggers[term] as number[]).push(id);
  }
  return triggers.map((ids) => Uint32Array.from(ids));
}

function rulesOf(rules: readonly CompiledRule[], variants: number): Int32Array {
  const ruleOf = new Int32Array(variants).fill(-1);
  rules.forEach((rule, index) => {
    for (const { id } of rule.match.variants) ruleOf[id] = index;
  });
  return ruleOf;
}

function channelTerms(sources: Sources, folder: Folder, spoken: SpokenDigits): Map<string, string> {
  const result = new Map<string, string>();
  for (const channel of sources.channels.values()) {
    for (const term of [channel.official, ...channel.aliases, ...channel.numbers].flatMap((t) => spoken.variants(folder.foldUnits(t)))) {
      if (!result.has(term)) result.set(term, channel.id);
    }
  }
  return result;
}

/** Hotline numbers as they are spoken and written: 12315, 幺二三幺五, 一二三一五. */
class SpokenDigits {
  constructor(private readonly readings: Readonly<Record<string, readonly string[]>>) {}

  variants(term: string): string[] {
    if (!/^\d{3,5}$/.test(term)) return [term];
    const choices = [...term].map((digit) => this.readings[digit] ?? []);
    const spoken = choices.reduce<string[]>((all, options) => all.flatMap((head) => options.map((o) => head + o)), ['']);
    return [term, ...spoken];
  }
}

/** A longer term is rarer than its rarest character, by a factor measured nowhere: only the order matters. */
function likelihood(term: string, frequency: ReadonlyMap<string, number>): number {
  const rarest = Math.min(...[...term].map((char) => frequency.get(char) ?? 5));
  return rarest * 0.03 ** (term.length - 1);
}

class AtomTable {
  readonly terms: string[] = [];
  readonly members: Set<number>[] = [];
  private readonly termIndex = new Map<string, number>();
  private readonly atomIndex = new Map<string, number>();
  private readonly likelihoods: number[] = [];
  private readonly classes: ClassTerms;

  constructor(
    private readonly sources: Sources,
    private readonly folder: Folder,
    private readonly spoken: SpokenDigits,
  ) {
    this.classes = new ClassTerms(sources);
  }

  /** About how often a term of the atom stands in a hundred thousand characters. */
  likelihood(atom: number): number {
    return this.likelihoods[atom] as number;
  }

  /** The atom of a class or list of literals, made when first asked for. */
  of(part: Part, scope: string): number {
    if (part.kind !== 'class' && part.kind !== 'literals') throw new PatternError('not a part with text');
    const key = part.kind === 'class' ? this.classes.resolve(part.name, scope) : `=${[...part.texts].sort().join('|')}`;
    const known = this.atomIndex.get(key);
    if (known !== undefined) return known;
    const texts = part.kind === 'class' ? this.classes.of(key) : part.texts;
    const folded = new Set(this.foldedTerms(texts));
    if (folded.size === 0) throw new PatternError(`class {${key}} holds no terms`);
    const atom = this.members.length;
    this.atomIndex.set(key, atom);
    const members = new Set<number>();
    this.members.push(members);
    this.likelihoods.push([...folded].reduce((sum, term) => sum + likelihood(term, this.sources.frequency), 0));
    for (const term of folded) {
      let index = this.termIndex.get(term);
      if (index === undefined) {
        index = this.terms.length;
        this.terms.push(term);
        this.termIndex.set(term, index);
      }
      members.add(index);
    }
    return atom;
  }

  /** Distinct folded terms of a list that may name classes; numbers as they are spoken too. */
  foldedTerms(texts: readonly string[]): string[] {
    const plain = texts.flatMap((text) => {
      const inner = includedClass(text);
      return inner === undefined ? [text] : this.classes.of(this.classes.resolve(inner, ''));
    });
    return [...new Set(plain.flatMap((t) => this.spoken.variants(this.folder.foldUnits(t.trim()))))].filter((t) => t !== '');
  }
}
