/**
 * Compiles lexicon sources for the matcher: every literal and class of every pattern becomes an
 * *atom* (a set of folded terms), all terms go into one trie, and each pattern into variants whose
 * rarest atom triggers it. Nothing is tried for a message in which no trigger occurs.
 */
import { KesuError, type Place } from '../errors.js';
import { TermMatcher } from '../match/trie.js';
import { Folder } from '../text/fold.js';
import { buildFoldTable } from '../text/fold-table.js';
import { Homophones } from '../text/homophones.js';
import { Spelled } from '../text/spelled.js';
import { AtomTable, SpokenDigits } from './atoms.js';
import type { After, Anchor, CompiledCue, CompiledRule, Lexicon, PatternSet, ScopedSets, Step, Variant } from './compiled.js';
import { expandOptional, parsePattern, PatternError, type Part } from './pattern.js';
import type { RuleSource } from './schema.js';
import { readSources, type Sources } from './sources.js';

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

  const compileAfter = ({ turns, speaker, signal, match }: NonNullable<RuleSource['after']>, scope: string, place: () => Place): After => {
    const set = compileSet(match, scope, place);
    return { turns, ...(speaker && { speaker }), signals: new Set(signal), ...(set && { match: set }) };
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
      ...(rule.turns && { turns: rule.turns }),
      ...(rule.after && { after: compileAfter(rule.after, signal, at('after')) }),
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
      const { syllables, confused, never } = sources.asr();
      return new Homophones({ syllables, confused, never: never.map((t) => folder.foldUnits(t)), terms: soundTerms(sources, atoms) });
    }),
    spelled: once(() => new Spelled({ syllables: sources.asr().syllables, terms: soundTerms(sources, atoms) })),
    channels: sources.channels,
    channelOf: channelTerms(sources, folder, spoken),
    version: sources.version,
  };
}

/** Terms known by their sound; of terms that sound alike the one listed by name is meant, not an alias of the register. */
function soundTerms(sources: Sources, atoms: AtomTable): string[] {
  const { terms, least, short } = sources.asr();
  return [...new Set([...atoms.foldedTerms(short), ...atoms.foldedTerms(terms).filter((t) => t.length >= least)])];
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
