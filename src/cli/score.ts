/** `kesu score`: conversations in, reports out; talk goes to standard error. */
import { existsSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { KesuError } from '../errors.js';
import { SHIPPED } from '../lexicon/sources.js';
import { say } from '../locale/index.js';
import { compareRuns } from '../gate/compare.js';
import type { CaseChain, CaseReport, Rejection } from '../model.js';
import { BY_ENDING, isCiFormat, type CiFormat } from '../report/formats.js';
import type { Batch, HtmlOptions } from '../report/html/index.js';
import { variantsOf } from '../report/html/variants.js';
import { jsonAll, ndjson, pretty, summaryCsv, markdown, byRisk, sampleOf, type ReportFormat, type Sample } from '../report/index.js';
import { renderRun } from '../report/render-run.js';
import { judgeOf } from '../engine.js';
import { judge, type Judge } from '../risk/case-report.js';
import { chainsOf } from '../risk/chains.js';
import { DistinctMasks } from '../text/distinct-masks.js';
import { jiebaTokenizer } from '../text/tokenizer.js';
import { readIdentity } from '../transcripts/index.js';
import { EXIT, type ExitCode } from './exit.js';
import { Gate } from './gate.js';
import { write, type Context } from './io.js';
import { fileNames, writeFileAtomic, writeFolder, writeHtmlFolder, writeRejected } from './output.js';
import { conversationsOf } from './reading.js';
import { tellRejections } from './rejections.js';
import { pathFrom, repositoryRoot } from './repository.js';
import { CaseChecks } from './score.check.js';
import { asBefore, compareFormat, earlierReports, writeComparison } from './score.compare.js';
import type { ScoreOptions } from './score.options.js';
import { homepage, version } from './version.js';

/** Where results go: the terminal or pipe, one file, or a folder of reports. */
type Target = { readonly kind: 'stdout' | 'file' | 'folder'; readonly path: string; readonly format: ReportFormat };

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
    if (target.format === 'html') await writeHtml(target, { reports, chains, rejections, sample }, htmlOptions(reports, judging, context), context);
    else if (target.kind === 'folder') await writeFolder(target.path, reports, rejections, context.lang, chains, sample);
    else if (target.kind === 'file') await writeFileAtomic(target.path, render(reports, chains, sample, target.format, options, context));
    else await write(context.stdout, render(reports, chains, sample, target.format, options, context));
  }
  if (options.rejected !== undefined) await writeRejected(options.rejected, rejections);

  if (!options.quiet) await tell(tally, target, inputs, options, context);
  const list = options.rejected ?? (target.kind === 'folder' ? `${target.path.replace(/[/\\]$/, '')}/rejected.ndjson` : undefined);
  await tellRejections(rejections, list, context);
  const closed = await gate.close(run, verdict, say(context.lang, 'verdict-next-score', { inputs: inputs.map(quoted).join(' ') }), context);
  if (closed !== EXIT.done) return closed;
  return rejections.length > 0 ? EXIT.rejected : EXIT.done;
}

function targetOf({ output, format }: ScoreOptions): Target {
  if (output === undefined) return { kind: 'stdout', path: '-', format: format ?? 'pretty' };
  const folder = { kind: 'folder', path: output, format: format === 'html' ? 'html' : 'json' } as const;
  if (/[/\\]$/.test(output) || (existsSync(output) && statSync(output).isDirectory())) {
    if (format !== undefined && isCiFormat(format)) throw new KesuError('option-output-folder', { path: output, format });
    return folder;
  }
  // a page has an ending, or browsers show its source
  if (format === 'html' && extname(output) === '') return folder;
  const chosen = format ?? BY_ENDING[extname(output)];
  if (!chosen) {
    if (extname(output) === '') return folder;
    throw new KesuError('option-output-format', { path: output, endings: Object.keys(BY_ENDING).join(' ') });
  }
  return { kind: 'file', path: output, format: chosen };
}

function render(reports: readonly CaseReport[], chains: readonly CaseChain[], sample: Sample | undefined, format: Exclude<ReportFormat, 'html' | CiFormat>, options: ScoreOptions, context: Context): string {
  const { lang } = context;
  switch (format) {
    case 'json': return jsonAll(reports);
    case 'ndjson': return reports.map(ndjson).join('');
    case 'csv': return summaryCsv(reports, lang);
    case 'md': return byRisk(reports).map((r) => markdown(r, lang)).join('\n---\n\n');
    case 'pretty': return pretty(reports, { lang, color: context.color, width: context.stdout.columns ?? 100, top: options.top, ...(sample && { sample }) }, chains);
  }
}

async function writeHtml({ kind, path }: Target, batch: Batch, options: HtmlOptions, { stdout }: Context): Promise<void> {
  if (kind === 'folder') return writeHtmlFolder(path, batch, options);
  const text = (await import('../report/html/index.js')).htmlFile(batch, options);
  return kind === 'file' ? writeFileAtomic(path, text) : write(stdout, text);
}

/** What a page says that is not in the reports: names of files and of channels, and where bands begin. */
const htmlOptions = (reports: readonly CaseReport[], { reader, scorecard }: Judge, { lang }: Context): HtmlOptions => ({
  lang, nameOf: fileNames(reports), bands: scorecard.bands, channelName: (id) => reader.lexicon.channels.get(id)?.official, variants: variantsOf(reader.lexicon.folder),
});

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
