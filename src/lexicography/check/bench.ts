/** What the checks look at: the sources with their places, the compiled lexicon, and each example as it is read. */
import { compileLexicon } from '../../lexicon/compile.js';
import type { CompiledRule, Lexicon } from '../../lexicon/compiled.js';
import { readSources, type Sources } from '../../lexicon/sources.js';
import type { MarkId, SignalId } from '../../model.js';
import type { Candidate } from '../../signals/candidates.js';
import { readExample } from '../../signals/self-test.js';
import type { Tokenizer } from '../../text/tokenizer.js';

export interface Bench {
  readonly overlays: readonly string[];
  readonly sources: Sources;
  readonly lexicon: Lexicon;
  /** Whether a signal raises the score: of one speaker's signals, those that do and those that do not exclude each other. */
  raises(signal: SignalId | MarkId): boolean;
  /** All candidates, of whatever rule, in each example of a rule. */
  examples(rule: CompiledRule): readonly TriedExample[];
}

export interface TriedExample {
  readonly index: number;
  readonly text: string;
  readonly candidates: readonly Candidate[];
}

/** @param raising the signals with a weight in the scorecard */
export function benchOf(overlays: readonly string[], tokenizer: Tokenizer, raising: ReadonlySet<string>): Bench {
  const sources = readSources(overlays);
  const lexicon = compileLexicon(sources);
  const tried = new Map<CompiledRule, readonly TriedExample[]>();
  return {
    overlays, sources, lexicon,
    raises: (signal) => raising.has(signal),
    examples(rule) {
      const known = tried.get(rule) ?? rule.source.examples.map((example, index): TriedExample => ({ index, ...readExample(rule, example, lexicon, tokenizer) }));
      tried.set(rule, known);
      return known;
    },
  };
}
