/** `kesu score`: conversations in, reports out; talk goes to standard error. */
import { KesuError } from '../errors.js';
import { judgeOf } from '../engine.js';
import { compareRuns } from '../gate/compare.js';
import { SHIPPED } from '../lexicon/sources.js';
import { say } from '../locale/index.js';
import type { CaseReport, Rejection } from '../model.js';
import { isCiFormat } from '../report/formats.js';
import { ndjson, sampleOf } from '../report/index.js';
import { renderRun } from '../report/render-run.js';
import { judge } from '../risk/case-report.js';
import { chainsOf } from '../risk/chains.js';
import { DistinctMasks } from '../text/distinct-masks.js';
import { jiebaTokenizer } from '../text/tokenizer.js';
import { readIdentity } from '../transcripts/index.js';
import { EXIT, type ExitCode } from './exit.js';
import { Gate } from './gate.js';
import { write, type Context } from './io.js';
import { writeFileAtomic, writeRejected } from './output.js';
import { conversationsOf } from './reading.js';
import { tellRejections } from './rejections.js';
import { pathFrom, repositoryRoot } from './repository.js';
import { CaseChecks } from './score.check.js';
import { asBefore, compareFormat, earlierReports, writeComparison } from './score.compare.js';
import type { ScoreOptions } from './score.options.js';
import { targetOf, writeReports, type Target } from './score.output.js';
import { homepage, version } from './version.js';

export async function score(inputs: readonly string[], options: ScoreOptions, context: Context): Promise<ExitCode> {
  const gate = Gate.of(options, 'score');
  const target = options.compare === undefined ? targetOf(options) : { kind: options.output === undefined ? 'stdout' : 'file', path: options.output ?? '-', format: compareFormat(options) } as const;
  if (options.sample !== undefined && target.kind !== 'folder' && target.format !== 'pretty' && target.format !== 'html') throw new KesuError('option-sample');
  const rejections: Rejection[] = [];
  const earlier = options.compare === undefined ? undefined : await earlierReports(options.compare, context, rejections);
  const judging = judgeOf(jiebaTokenizer(), options.lexicons, undefined, options);

  const tally = new Tally();
  const checks = new CaseChecks(context.lang, gate.from);
  const checking = gate.asked || isCiFormat(target.format);
  const held: CaseReport[] = [];
  // NDJSON on standard output is a filter: one conversation in, one report out, nothing held
  const streaming = target.kind === 'stdout' && target.format === 'ndjson';
  const masks = new DistinctMasks();
  for await (const conversation of conversationsOf(inputs, options, context, rejections, streaming ? undefined : (id) => masks.mask(id))) {
    const report = judge(conversation, judging);
    tally.add(report);
    if (checking) checks.add(report);
    if (streaming) await write(context.stdout, ndjson(report));
    else if (options.compare !== undefined || !isCiFormat(target.format)) held.push(report);
  }

  const run = checks.run();
  const matched = earlier && options.compare !== undefined ? compareRuns(earlier, held, options.compare) : undefined;
  const verdict = gate.judge(run, matched && asBefore(held, matched, run));
  if (matched) await writeComparison(matched.comparison, options, context);
  else if (isCiFormat(target.format)) {
    const text = renderRun(target.format, run, { lang: context.lang, version: version(), homepage: homepage(), path: pathFrom(repositoryRoot()), verdict });
    await (target.kind === 'file' ? writeFileAtomic(target.path, text) : write(context.stdout, text));
  } else if (!streaming) {
    const identity = readIdentity(SHIPPED);
    const { reports, chains } = chainsOf(held, {
      ...judging,
      identity: { ...identity, customer: (shown) => masks.made(shown) || identity.customer(shown) },
    });
    const sample = options.sample ? sampleOf(reports, { count: options.sample, seed: options.seed }) : undefined;
    await writeReports({ ...target, format: target.format }, { reports, chains, rejections, sample }, judging, options.top, context);
  }
  if (options.rejected !== undefined) await writeRejected(options.rejected, rejections);

  if (!options.quiet) await tell(tally, target, inputs, options, context);
  const list = options.rejected ?? (target.kind === 'folder' ? `${target.path.replace(/[/\\]$/, '')}/rejected.ndjson` : undefined);
  await tellRejections(rejections, list, context);
  const closed = await gate.close(run, verdict, say(context.lang, 'verdict-next-score', { inputs: inputs.map(quoted).join(' ') }), context);
  if (closed !== EXIT.done) return closed;
  return rejections.length > 0 ? EXIT.rejected : EXIT.done;
}

class Tally {
  readonly counts: Record<string, number> = { cases: 0, critical: 0, high: 0, medium: 0, low: 0, insufficient: 0 };

  add(report: CaseReport): void {
    for (const key of ['cases', report.status === 'scored' ? report.risk.band : 'insufficient']) this.counts[key] = (this.counts[key] ?? 0) + 1;
  }
}

async function tell(tally: Tally, target: Target, inputs: readonly string[], { sample, compare }: ScoreOptions, { stderr, lang }: Context): Promise<void> {
  const lines = [say(lang, 'summary-line', tally.counts)];
  const given = inputs.map(quoted).join(' ');
  if (target.kind !== 'stdout') lines.push(say(lang, 'summary-written', { path: target.path }));
  else if (target.format === 'pretty' && compare === undefined) lines.push(say(lang, sample ? 'summary-next-sample' : 'summary-next', { inputs: given, n: sample ?? 0 }));
  if (target.kind === 'folder' && sample) lines.push(say(lang, 'summary-sample', { path: `${target.path.replace(/[/\\]$/, '')}/sample.csv` }));
  await write(stderr, `${lines.join('\n')}\n`);
}

/** An input as it can be typed again. */
const quoted = (input: string): string => (/^[\p{L}\p{N}_./\\:@%+=,-]+$/u.test(input) ? input : `"${input.replace(/["\\$`\p{Cc}]/gu, (c) => (/\p{Cc}/u.test(c) ? ' ' : `\\${c}`))}"`);
