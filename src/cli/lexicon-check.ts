/** `kesu lexicon check`: findings as a compiler writes them, worst first. */
import type { ChalkInstance } from 'chalk';
import { benchOf, checkLexicon, HitCounter, inOrder, SEVERITIES, type LexiconFinding, type Severity } from '../lexicography/check/index.js';
import { say, type Lang } from '../locale/index.js';
import type { Rejection } from '../model.js';
import { oneLine } from '../report/format.js';
import { safe } from '../report/terminal.js';
import { readScorecard } from '../risk/scorecard.js';
import { jiebaTokenizer } from '../text/tokenizer.js';
import { EXIT, type ExitCode } from './exit.js';
import { write, type Context } from './io.js';
import type { CheckOptions } from './lexicon.options.js';
import { shownPath, shownPlace } from './place.js';
import { conversationsOf } from './reading.js';
import { tellRejections } from './rejections.js';

/** Samples shown in the terminal; JSON has all. */
const SHOWN = 5;

export async function lexiconCheck(about: readonly string[], options: CheckOptions, context: Context): Promise<ExitCode> {
  const { stdout, lang, color } = context;
  const tokenizer = jiebaTokenizer();
  const raising = Object.entries(readScorecard(options.lexicons).signals).filter(([, term]) => term.weight > 0).map(([id]) => id);
  const bench = benchOf(options.lexicons, tokenizer, new Set(raising));
  const all = checkLexicon(bench);
  const rejections: Rejection[] = [];
  if (options.input.length > 0) {
    const counter = new HitCounter(bench.lexicon, tokenizer);
    for await (const { messages } of conversationsOf(options.input, options, context, rejections)) counter.add(messages);
    all.push(...counter.findings(options.broad / 100));
  }
  const findings = inOrder(all).filter(({ subject }) => about.length === 0 || about.some((prefix) => subject.replace(/^\{/, '').startsWith(prefix)));
  const counts = Object.fromEntries(SEVERITIES.map((s) => [s, findings.filter((f) => f.severity === s).length])) as Record<Severity, number>;

  if (options.format === 'json') {
    await write(stdout, `${JSON.stringify({ rules: bench.lexicon.rules.length, counts, findings: findings.map((f) => asJson(f, lang)) }, null, 2)}\n`);
  } else {
    const summary = say(lang, 'check-summary', { rules: bench.lexicon.rules.length, errors: counts.error, warnings: counts.warning, infos: counts.info });
    await write(stdout, `${[...findings.flatMap((f) => asLines(f, lang, color)), summary].join('\n')}\n`);
  }
  await tellRejections(rejections, undefined, context);
  if (counts.error > 0 || (options.strict && counts.warning > 0)) return EXIT.failed;
  return rejections.length > 0 ? EXIT.rejected : EXIT.done;
}

const sentence = ({ id, params }: LexiconFinding, lang: Lang): string => say(lang, `check-${id}`, params);

function asJson(finding: LexiconFinding, lang: Lang) {
  const { id, severity, subject, place, samples } = finding;
  const { file, line, column } = place;
  return { id, severity, subject, ...(file !== undefined && { file: shownPath(file) }), line, column, message: sentence(finding, lang), samples };
}

function asLines(finding: LexiconFinding, lang: Lang, color: ChalkInstance): string[] {
  const { severity, place, samples, id } = finding;
  const paint = { error: color.red, warning: color.yellow, info: color.cyan }[severity];
  const head = `${shownPlace(place)}: ${paint(say(lang, `severity-${severity}`))}: ${sentence(finding, lang)} ${color.dim(`(${id})`)}`;
  if (samples.length === 0) return [head];
  const more = samples.length > SHOWN ? ' …' : '';
  return [head, color.dim(`    ${samples.slice(0, SHOWN).map((s) => safe(oneLine(s, 60))).join(' · ')}${more}`)];
}
