/** Runs every rule's examples and counterexamples, as `kesu lexicon test` and the test suite do. */
import type { Tokenizer } from '../text/tokenizer.js';
import type { CompiledRule, Lexicon } from '../lexicon/compile.js';
import { candidatesOf } from './candidates.js';

export interface ExampleFailure {
  readonly rule: string;
  readonly file: string;
  /** `missing`: an example the rule does not hit; `noisy`: a counterexample it hits. */
  readonly kind: 'missing' | 'noisy';
  readonly text: string;
  /** What cancelled the rule there, when something did. */
  readonly cancelledBy?: string;
}

export interface SelfTest {
  readonly checked: number;
  readonly failures: readonly ExampleFailure[];
}

export function testLexicon(lexicon: Lexicon, tokenizer: Tokenizer, rules: readonly CompiledRule[] = lexicon.rules): SelfTest {
  const failures: ExampleFailure[] = [];
  let checked = 0;
  for (const rule of rules) {
    for (const text of rule.source.examples) {
      checked += 1;
      const outcome = tryRule(rule, text);
      if (!outcome.hit) failures.push({ rule: rule.id, file: rule.file, kind: 'missing', text, ...(outcome.by && { cancelledBy: outcome.by }) });
    }
    for (const text of rule.source.counterexamples) {
      checked += 1;
      if (tryRule(rule, text).hit) failures.push({ rule: rule.id, file: rule.file, kind: 'noisy', text });
    }
  }
  return { checked, failures };

  function tryRule(rule: CompiledRule, text: string): { hit: boolean; by?: string } {
    const own = candidatesOf(lexicon.folder.fold(text), rule.speaker, lexicon, tokenizer).filter((c) => c.rule === rule);
    if (own.some((c) => !c.cancelled || c.cancelled.by === 'weak')) return { hit: true };
    const by = own.find((c) => c.cancelled)?.cancelled?.by;
    return { hit: false, ...(by && { by }) };
  }
}
