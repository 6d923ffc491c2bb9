/** Terms of classes: written twice, and classes that nothing names. */
import { ClassTerms, includedClass, scopeOf } from '../../lexicon/classes.js';
import { parsePattern } from '../../lexicon/pattern.js';
import type { RuleSource } from '../../lexicon/schema.js';
import type { Bench } from './bench.js';
import { finding, type LexiconFinding } from './finding.js';

/** A term twice in a class, also where folding makes two spellings one. It costs nothing but the reader's time. */
export function duplicateTerms({ sources, lexicon }: Bench): LexiconFinding[] {
  const first = new Map<string, string>();
  return sources.declared.flatMap(({ key, terms, place }) => {
    const twice = terms.flatMap((term, index) => {
      const folded = `${key}\0${lexicon.folder.foldUnits(term)}`;
      const before = first.get(folded);
      if (before === undefined) first.set(folded, term);
      return before === undefined ? [] : [{ index, text: before === term ? term : `${before} = ${term}` }];
    });
    if (twice.length === 0) return [];
    return [finding('duplicate-term', `{${key}}`, place(twice[0]?.index), { params: { n: twice.length }, samples: twice.map((t) => t.text) })];
  });
}

export function unusedClasses({ sources }: Bench): LexiconFinding[] {
  const classes = new ClassTerms(sources);
  const used = new Set<string>();
  const use = (name: string, scope: string): void => {
    const key = classes.resolve(name, scope);
    if (used.has(key)) return;
    used.add(key);
    for (const entry of sources.classes.get(key) ?? []) {
      const inner = includedClass(entry);
      if (inner !== undefined) use(inner, scopeOf(key));
    }
  };
  const usePatterns = (patterns: readonly string[], scope: string): void => {
    for (const part of patterns.flatMap(parsePattern)) if (part.kind === 'class') use(part.name, scope);
  };
  for (const { rule, unless, signal } of sources.rules) usePatterns([...patternsOf(rule), ...unless], signal);
  for (const { file } of sources.cues) usePatterns(file.entries.flatMap((e) => [...e.match, ...e.unless]), file.cue);
  for (const entry of sources.asr().terms) {
    const inner = includedClass(entry);
    if (inner !== undefined) use(inner, '');
  }
  const seen = new Set<string>();
  return sources.declared.flatMap(({ key, place }) => {
    if (used.has(key) || seen.has(key)) return [];
    seen.add(key);
    return [finding('unused-class', `{${key}}`, place())];
  });
}

function patternsOf(rule: RuleSource): string[] {
  const scoped = [rule.requires, rule.forbids].flatMap((s) => [s?.clause, s?.sentence, s?.message]);
  return [rule.match, rule.unless, ...scoped].flatMap((list) => list ?? []);
}
