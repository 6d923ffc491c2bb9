/**
 * Compiles lexicon sources for the matcher: every literal and class of every pattern becomes an
 * *atom* (a set of folded terms), all terms go into one trie, and each pattern into variants whose
 * rarest atom triggers it. Nothing is tried for a message in which no trigger occurs.
 */
import type { Place } from '../errors.js';
import { TermMatcher } from '../match/trie.js';
import { Folder } from '../text/fold.js';
import { buildFoldTable } from '../text/fold-table.js';
import { Homophones } from '../text/homophones.js';
import { Spelled } from '../text/spelled.js';
import { AtomTable, SpokenDigits } from './atoms.js';
import type { After, CompiledCue, CompiledRule, Lexicon, PatternSet, ScopedSets } from './compiled.js';
import { patternSets } from './pattern-sets.js';
import type { RuleSource } from './schema.js';
import { readSources, type Sources } from './sources.js';

export function loadLexicon(overlays: readonly string[] = [], base?: string): Lexicon {
  return compileLexicon(readSources(overlays, base));
}

export function compileLexicon(sources: Sources): Lexicon {
  const folder = new Folder(buildFoldTable(sources.fold));
  const spoken = new SpokenDigits(sources.readings);
  const atoms = new AtomTable(sources, folder, spoken);
  const sets = patternSets(sources, atoms);

  const compileScoped = (scoped: RuleSource['requires'], scope: string, place: () => Place): ScopedSets | undefined => {
    if (!scoped) return undefined;
    const result: { -readonly [K in keyof ScopedSets]: ScopedSets[K] } = {};
    for (const key of ['clause', 'sentence', 'message'] as const) {
      const set = sets.next(scoped[key], scope, place);
      if (set) result[key] = set;
    }
    return result;
  };

  const compileAfter = ({ turns, speaker, signal, match }: NonNullable<RuleSource['after']>, scope: string, place: () => Place): After => {
    const set = sets.next(match, scope, place);
    return { turns, ...(speaker && { speaker }), signals: new Set(signal), ...(set && { match: set }) };
  };

  const rules = sources.rules.map((sourced): CompiledRule => {
    const { rule, signal } = sourced;
    const at = (field: string) => () => sourced.place(field);
    const match = sets.next(rule.match, signal, at('match')) as PatternSet;
    const unless = sets.next([...(rule.unless ?? []), ...sourced.unless], signal, at('unless'));
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
      const unless = sets.next(entry.unless, cue.file.cue, place('unless'));
      return {
        kind: cue.file.cue, match: sets.next(entry.match, cue.file.cue, place('match')) as PatternSet,
        side: entry.side, within: entry.within, scope: entry.scope,
        ...(unless && { unless }),
        ...(entry.stage !== undefined && { stage: entry.stage }),
      };
    }));

  const made = sets.done();
  return {
    folder,
    matcher: new TermMatcher(made.terms),
    terms: made.terms,
    atoms: made.atoms.map((terms) => new Set(terms)),
    rules,
    triggers: triggersOf(made.rarest, made.atoms, made.terms.length),
    ruleOf: rulesOf(rules, made.variants.length),
    cues,
    reach: rules.reduce((most, { after }) => Math.max(most, after?.turns ?? 0), 1),
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

/** Each variant is tried when its rarest atom occurs: the least likely to stand in a text. */
function triggersOf(rarest: readonly number[], atoms: readonly (readonly number[])[], terms: number): Uint32Array[] {
  const triggers: number[][] = Array.from({ length: terms }, () => []);
  rarest.forEach((atom, variant) => {
    for (const term of atoms[atom] as readonly number[]) (triggers[term] as number[]).push(variant);
  });
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
