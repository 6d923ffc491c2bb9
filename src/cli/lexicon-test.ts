import { loadLexicon } from '../lexicon/compile.js';
import { say } from '../locale/index.js';
import { testLexicon } from '../signals/self-test.js';
import { jiebaTokenizer } from '../text/tokenizer.js';
import { EXIT, type ExitCode } from './exit.js';
import { write, type Context } from './io.js';
import type { LexiconOptions } from './lexicon.options.js';

export async function lexiconTest(only: readonly string[], options: LexiconOptions, context: Context): Promise<ExitCode> {
  const lexicon = loadLexicon(options.lexicons);
  const rules = lexicon.rules.filter((r) => only.length === 0 || only.some((prefix) => r.id.startsWith(prefix)));
  const result = testLexicon(lexicon, jiebaTokenizer(), rules);
  if (options.format === 'json') await write(context.stdout, `${JSON.stringify(result, null, 2)}\n`);
  else {
    const { color, lang } = context;
    for (const failure of result.failures) {
      const why = failure.cancelledBy ? color.dim(` (${say(lang, 'cancelled-by', { by: failure.cancelledBy })})`) : '';
      await write(context.stdout, `${color.red(failure.kind)}  ${color.bold(failure.rule)}  ${failure.text}${why}\n`);
    }
    await write(context.stdout, `${say(lang, 'lexicon-tested', { rules: rules.length, checked: result.checked, failed: result.failures.length })}\n`);
  }
  return result.failures.length > 0 ? EXIT.failed : EXIT.done;
}
