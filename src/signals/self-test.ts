/** Runs every rule's examples and counterexamples, as `kesu lexicon test` and the test suite do. */
import type { Tokenizer } from '../text/tokenizer.js';
import type { CompiledRule, Lexicon } from '../lexicon/compiled.js';
import { originalRange } from '../text/fold.js';
import { candidatesOf, type Cancellation, type Candidate } from './candidates.js';

export interface ExampleFailure {
  readonly rule: string;
  /** Where the rule stands. */
  readonly file: string;
  readonly line?: number;
  /** `missing`: an example the rule does not hit; `noisy`: a counterexample it hits. */
  readonly kind: 'missing' | 'noisy';
  readonly text: string;
  /** The words that were hit although they should not have been. */
  readonly hit?: string;
  /** What cancelled the rule, where it matched an example; absent where it did not even match. */
  readonly cancelled?: { readonly by: Cancellation['by']; readonly text?: string };
}

export interface SelfTest {
  readonly checked: number;
  readonly failures: readonly ExampleFailure[];
}

export function testLexicon(lexicon: Lexicon, tokenizer: Tokenizer, rules: readonly CompiledRule[] = lexicon.rules): SelfTest {
  const failures: ExampleFailure[] = [];
  let checked = 0;
  const failed = (rule: CompiledRule, failure: Omit<ExampleFailure, 'rule' | 'file' | 'line'>): void => {
    const { line } = rule.place('id');
    failures.push({ rule: rule.id, file: rule.file, ...(line !== undefined && { line }), ...failure });
  };
  for (const rule of rules) {
    for (const text of rule.source.examples) {
      checked += 1;
      const own = tryRule(rule, text, lexicon, tokenizer);
      if (own.candidates.some(isHit)) continue;
      const cancelled = own.candidates[0]?.cancelled;
      const words = cancelled && 'start' in cancelled ? own.words(cancelled) : undefined;
      failed(rule, { kind: 'missing', text, ...(cancelled && { cancelled: { by: cancelled.by, ...(words !== undefined && { text: words }) } }) });
    }
    for (const text of rule.source.counterexamples) {
      checked += 1;
      const own = tryRule(rule, text, lexicon, tokenizer);
      const hit = own.candidates.find(isHit);
      if (hit) failed(rule, { kind: 'noisy', text, hit: own.words(hit.match) });
    }
  }
  return { checked, failures };
}

/** A rule too weak to be reported alone still hits. */
export const isHit = ({ cancelled }: Candidate): boolean => !cancelled || cancelled.by === 'weak';

/** Where a rule matches a text that its own speaker says. */
function tryRule(rule: CompiledRule, text: string, lexicon: Lexicon, tokenizer: Tokenizer) {
  const folded = lexicon.folder.fold(text);
  return {
    candidates: candidatesOf(folded, rule.speaker, lexicon, tokenizer).filter((c) => c.rule === rule),
    words: ({ start, end }: { start: number; end: number }): string => text.slice(...originalRange(folded, start, end)),
  };
}
