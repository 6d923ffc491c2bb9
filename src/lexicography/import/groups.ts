/** Entries that say the same become one rule over one class: by signal, strength, subtype, stage and intensity. */
import type { RuleSource } from '../../lexicon/schema.js';
import type { Sources } from '../../lexicon/sources.js';
import { AGENT_SIGNALS, type SignalId, type Speaker } from '../../model.js';
import type { Entry } from './rows.js';

export interface Group {
  /** Of the rule and of its class. */
  readonly id: string;
  readonly signal: SignalId;
  readonly entries: readonly Entry[];
}

export const speakerOf = (signal: SignalId): Speaker => ((AGENT_SIGNALS as readonly string[]).includes(signal) ? 'agent' : 'customer');

/** @param name what the ids begin with; they never meet those of a rule or class that exists, which they would replace */
export function groupsOf(entries: readonly Entry[], name: string, { rules, classes }: Sources): Group[] {
  const taken = new Set([...rules.map((r) => `${r.signal}/${r.rule.id}`), ...classes.keys()]);
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { signal, strength, subtype, stage, intensity } = entry;
    const key = [signal, String(Math.round(strength * 100)), subtype, stage, intensity].filter((part) => part !== undefined).join(' ');
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, own]) => {
    const [signal, ...parts] = key.split(' ') as [SignalId, ...string[]];
    const base = [name, ...parts].join('-');
    let id = base;
    for (let n = 2; taken.has(`${signal}/${id}`) || taken.has(id); n += 1) id = `${base}-${n}`;
    taken.add(`${signal}/${id}`);
    return { id, signal, entries: own };
  });
}

export function ruleOf({ id, entries }: Group, examples: readonly string[]): RuleSource {
  const { strength, subtype, stage, intensity } = entries[0] as Entry;
  const notes = [...new Set(entries.flatMap(({ term, note }) => (note === undefined ? [] : [`${term}: ${note}`])))];
  return {
    id, match: [`{${id}}`], strength,
    ...(subtype !== undefined && { subtype }), ...(intensity && { intensity }), ...(stage && { stage }),
    ignore: [], examples: [...examples], counterexamples: [],
    ...(notes.length > 0 && { note: notes.join('; ') }),
  };
}

/** Ids are lower-case words: what is left of a file's name, or `imported`. */
export function ruleName(file: string): string {
  const base = (file.split(/[\\/]/).at(-1) ?? '').replace(/(.)\.[^.]*$/, '$1').toLowerCase();
  return base.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'imported';
}
