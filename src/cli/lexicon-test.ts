/** `kesu lexicon test`: which examples fail, where their rule stands, and what went wrong. */
import type { CompiledRule, Lexicon } from '../lexicon/compiled.js';
import { KesuError } from '../errors.js';
import { loadLexicon } from '../lexicon/compile.js';
import { rulesOf } from '../lexicography/list.js';
import { say } from '../locale/index.js';
import { testLexicon, type ExampleFailure } from '../signals/self-test.js';
import { jiebaTokenizer } from '../text/tokenizer.js';
import { EXIT, type ExitCode } from './exit.js';
import { write, type Context } from './io.js';
import type { LexiconOptions } from './lexicon.options.js';
import { shownPath, shownPlace } from './place.js';

export async function lexiconTest(only: readonly string[], options: LexiconOptions, context: Context): Promise<ExitCode> {
  const { stdout, stderr, color, lang } = context;
  const lexicon = loadLexicon(options.lexicons);
  const rules = chosenRules(lexicon, only);
  const { checked, failures } = testLexicon(lexicon, jiebaTokenizer(), rules);
  if (options.format === 'json') {
    const shown = failures.map((failure) => ({ ...failure, file: shownPath(failure.file) }));
    await write(stdout, `${JSON.stringify({ rules: rules.length, checked, failures: shown }, null, 2)}\n`);
  } else {
    const lines = failures.flatMap((failure) => [
      `${shownPlace(failure)}: ${color.red(say(lang, `test-${failure.kind}`))}  ${color.bold(failure.rule)}  ${failure.text}`,
      color.dim(`    ${reason(failure, context)}`),
    ]);
    lines.push(say(lang, 'lexicon-tested', { rules: rules.length, checked, failed: failures.length }));
    await write(stdout, `${lines.join('\n')}\n`);
    if (failures.length > 0) await write(stderr, `${say(lang, 'test-next')}\n`);
  }
  return failures.length > 0 ? EXIT.failed : EXIT.done;
}

/** A prefix that fits no rule is a slip of the pen, not an empty test that passes. */
export function chosenRules(lexicon: Lexicon, prefixes: readonly string[]): CompiledRule[] {
  const idle = prefixes.find((prefix) => rulesOf(lexicon, [prefix]).length === 0);
  if (idle !== undefined) throw new KesuError('lexicon-no-rule', { prefix: idle });
  return rulesOf(lexicon, prefixes);
}

function reason({ hit, cancelled }: ExampleFailure, { lang }: Context): string {
  if (hit !== undefined) return say(lang, 'test-hit', { text: hit });
  if (!cancelled) return say(lang, 'test-unmatched');
  const by = say(lang, 'cancelled-by', { by: say(lang, `cancel-${cancelled.by}`) });
  return cancelled.text === undefined ? by : `${by}: ${cancelled.text}`;
}
