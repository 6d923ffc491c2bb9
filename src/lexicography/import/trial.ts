/** Imported terms tried before they are written: each must hit in a text of its own, and some are known already. */
import { compileLexicon } from '../../lexicon/compile.js';
import type { CompiledRule } from '../../lexicon/compiled.js';
import type { Sources } from '../../lexicon/sources.js';
import { isHit, readExample } from '../../signals/self-test.js';
import type { Tokenizer } from '../../text/tokenizer.js';
import { ruleOf, speakerOf, type Group } from './groups.js';

export interface Trial {
  /** Whether the group's rule hits a text. */
  hits(group: Group, text: string): boolean;
  /** Rules there were before that give the group's signal in a text. */
  known(group: Group, text: string): CompiledRule[];
}

/** The lexicon with the groups laid over it, without anything written. */
export function trialOf(groups: readonly Group[], sources: Sources, tokenizer: Tokenizer): Trial {
  const classes = new Map(sources.classes);
  for (const { signal, id, entries } of groups) classes.set(`${signal}/${id}`, entries.map((e) => e.term));
  const rules = groups.map((group) => ({ signal: group.signal, speaker: speakerOf(group.signal), rule: ruleOf(group, []), unless: [], file: '', place: () => ({}) }));
  const lexicon = compileLexicon({ ...sources, classes, rules: [...sources.rules, ...rules] });
  const own = (group: Group): string => `${group.signal}/${group.id}`;
  const imported = new Set(groups.map(own));
  const standing = (group: Group, text: string): CompiledRule[] =>
    readExample({ speaker: speakerOf(group.signal) }, text, lexicon, tokenizer).candidates.filter(isHit).map((c) => c.rule);
  return {
    hits: (group, text) => standing(group, text).some((rule) => rule.id === own(group)),
    known: (group, text) => [...new Set(standing(group, text))].filter((rule) => rule.signal === group.signal && !imported.has(rule.id)),
  };
}
