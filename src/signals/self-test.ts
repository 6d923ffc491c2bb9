/** Runs every rule's examples and counterexamples, as `kesu lexicon test` and the test suite do. */
import type { Example } from '../lexicon/schema.js';
import type { Message, Speaker } from '../model.js';
import type { Tokenizer } from '../text/tokenizer.js';
import type { CompiledRule, Lexicon } from '../lexicon/compiled.js';
import { originalRange, type FoldedText } from '../text/fold.js';
import type { Cancellation, Candidate } from './candidates.js';
import { readMessages, type ReadMessage } from './reading.js';

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
    for (const example of rule.source.examples) {
      checked += 1;
      const own = tryRule(rule, example, lexicon, tokenizer);
      if (own.candidates.some(isHit)) continue;
      const cancelled = own.candidates[0]?.cancelled;
      const words = cancelled && 'start' in cancelled ? own.words(cancelled) : undefined;
      failed(rule, { kind: 'missing', text: own.text, ...(cancelled && { cancelled: { by: cancelled.by, ...(words !== undefined && { text: words }) } }) });
    }
    for (const example of rule.source.counterexamples) {
      checked += 1;
      const own = tryRule(rule, example, lexicon, tokenizer);
      const hit = own.candidates.find(isHit);
      if (hit) failed(rule, { kind: 'noisy', text: own.text, hit: own.words(hit.match) });
    }
  }
  return { checked, failures };
}

/** A rule too weak to be reported alone still hits. */
export const isHit = ({ cancelled }: Candidate): boolean => !cancelled || cancelled.by === 'weak';

/** An example as the conversation it stands for: a single text is said by the rule's own speaker. */
function exampleMessages(rule: Pick<CompiledRule, 'speaker'>, example: Example): Message[] {
  if (typeof example === 'string') return [{ speaker: rule.speaker, text: example }];
  return example.flatMap((turn) => Object.entries(turn).map(([speaker, text]) => ({ speaker: speaker as Speaker, text: text as string })));
}

/** The last message of an example, with all candidates in it. */
export function readExample(rule: Pick<CompiledRule, 'speaker'>, example: Example, lexicon: Lexicon, tokenizer: Tokenizer): { text: string; candidates: readonly Candidate[]; folded: FoldedText } {
  const messages = exampleMessages(rule, example);
  const { candidates, folded } = [...readMessages(messages, lexicon, tokenizer)].at(-1) as ReadMessage;
  return { text: (messages.at(-1) as Message).text, candidates, folded };
}

/** Where a rule matches the last message of an example. */
function tryRule(rule: CompiledRule, example: Example, lexicon: Lexicon, tokenizer: Tokenizer) {
  const { text, candidates, folded } = readExample(rule, example, lexicon, tokenizer);
  return {
    text,
    candidates: candidates.filter((c) => c.rule === rule),
    words: ({ start, end }: { start: number; end: number }): string => text.slice(...originalRange(folded, start, end)),
  };
}
