/** `kesu lexicon import`: an analyst's list of terms becomes a lexicon folder that can be laid over the shipped one. */
import type { RuleSource } from '../../lexicon/schema.js';
import type { Sources } from '../../lexicon/sources.js';
import { say, type Lang, type MessageId, type Params } from '../../locale/index.js';
import type { Rejection, SignalId } from '../../model.js';
import type { Folder } from '../../text/fold.js';
import type { Tokenizer } from '../../text/tokenizer.js';
import { groupsOf, ruleOf, type Group } from './groups.js';
import type { Entry } from './rows.js';
import { trialOf, type Trial } from './trial.js';

export interface ImportedSignal {
  readonly signal: SignalId;
  readonly classes: Readonly<Record<string, readonly string[]>>;
  readonly rules: readonly RuleSource[];
}

/** A term that the lexicons hear already. */
export interface CoveredTerm {
  readonly line: number;
  readonly term: string;
  readonly signal: SignalId;
  readonly rules: readonly string[];
}

export interface Imported {
  readonly signals: readonly ImportedSignal[];
  readonly covered: readonly CoveredTerm[];
  readonly rejections: readonly Rejection[];
}

export interface ImportOptions {
  readonly file: string;
  /** Name of the column that holds the terms. */
  readonly column: string;
  /** What the ids of rules begin with. */
  readonly name: string;
  readonly skipCovered: boolean;
  readonly lang: Lang;
}

/** Examples kept of each rule: terms of the class, and the sentences the list gives. */
const EXAMPLES = 3;

export function importEntries(entries: readonly Entry[], sources: Sources, folder: Folder, tokenizer: Tokenizer, options: ImportOptions): Imported {
  const rejections: Rejection[] = [];
  const reject = ({ line, term }: Entry, id: MessageId, params: Params): void =>
    void rejections.push({ file: options.file, line, field: options.column, reason: say(options.lang, id, { term, ...params }), raw: term });

  const distinct = withoutRepeats(entries, folder, (entry, first) => reject(entry, 'import-twice', { first: first.line }));
  const drafts = groupsOf(distinct, options.name, sources);
  const trial = trialOf(drafts, sources, tokenizer);
  const covered: CoveredTerm[] = [];
  const kept = drafts.flatMap((group): Group[] => {
    const left = group.entries.filter((entry) => {
      if (!trial.hits(group, entry.term)) return void reject(entry, 'import-unmatched', {});
      const rules = trial.known(group, entry.term).map((rule) => rule.id);
      if (rules.length > 0) covered.push({ line: entry.line, term: entry.term, signal: group.signal, rules });
      return rules.length === 0 || !options.skipCovered;
    });
    return left.length > 0 ? [{ ...group, entries: left }] : [];
  });
  return {
    signals: bySignal(kept, trial),
    covered: covered.sort((a, b) => a.line - b.line),
    rejections,
  };
}

/** A term counts once a signal; the first row decides its strength. */
function withoutRepeats(entries: readonly Entry[], folder: Folder, repeated: (entry: Entry, first: Entry) => void): Entry[] {
  const seen = new Map<string, Entry>();
  return entries.filter((entry) => {
    const key = `${entry.signal} ${folder.foldUnits(entry.term)}`;
    const first = seen.get(key);
    if (first) repeated(entry, first);
    else seen.set(key, entry);
    return !first;
  });
}

function bySignal(groups: readonly Group[], trial: Trial): ImportedSignal[] {
  return [...new Set(groups.map((g) => g.signal))].map((signal) => {
    const own = groups.filter((g) => g.signal === signal);
    return {
      signal,
      classes: Object.fromEntries(own.map((g) => [g.id, g.entries.map((e) => e.term)])),
      rules: own.map((g) => ruleOf(g, examplesOf(g, trial))),
    };
  });
}

function examplesOf(group: Group, trial: Trial): string[] {
  const sentences = group.entries.flatMap(({ example }) => (example !== undefined && trial.hits(group, example) ? [example] : []));
  const terms = group.entries.map((e) => e.term);
  return [...new Set([...sentences.slice(0, EXAMPLES), ...terms.slice(0, EXAMPLES)])];
}
