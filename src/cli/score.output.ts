/** Where the reports of `kesu score` go, and in which format. */
import { existsSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { KesuError } from '../errors.js';
import type { CaseReport } from '../model.js';
import { BY_ENDING, isCiFormat, type CiFormat } from '../report/formats.js';
import type { Batch, HtmlOptions } from '../report/html/index.js';
import { variantsOf } from '../report/html/variants.js';
import { byRisk, jsonAll, markdown, ndjson, pretty, summaryCsv, type ReportFormat } from '../report/index.js';
import type { Judge } from '../risk/case-report.js';
import { write, type Context } from './io.js';
import { fileNames, writeFileAtomic, writeFolder, writeHtmlFolder } from './output.js';
import type { ScoreOptions } from './score.options.js';

/** Where results go: the terminal or pipe, one file, or a folder of reports. */
export type Target = { readonly kind: 'stdout' | 'file' | 'folder'; readonly path: string; readonly format: ReportFormat };

export function targetOf({ output, format }: ScoreOptions): Target {
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

/** Formats that hold whole reports; those of CI hold what was checked. */
type WrittenFormat = Exclude<ReportFormat, CiFormat>;

/** @param top cases that the terminal view shows, 0 for all */
export async function writeReports(target: Target & { readonly format: WrittenFormat }, batch: Batch, judging: Judge, top: number, context: Context): Promise<void> {
  const { kind, path, format } = target;
  if (format === 'html') return writeHtml(target, batch, htmlOptions(batch.reports, judging, context), context);
  if (kind === 'folder') return writeFolder(path, batch, context.lang);
  const text = render(batch, format, top, context);
  return kind === 'file' ? writeFileAtomic(path, text) : write(context.stdout, text);
}

function render({ reports, chains, sample }: Batch, format: Exclude<WrittenFormat, 'html'>, top: number, { lang, color, stdout }: Context): string {
  switch (format) {
    case 'json': return jsonAll(reports);
    case 'ndjson': return reports.map(ndjson).join('');
    case 'csv': return summaryCsv(reports, lang);
    case 'md': return byRisk(reports).map((r) => markdown(r, lang)).join('\n---\n\n');
    case 'pretty': return pretty(reports, { lang, color, width: stdout.columns ?? 100, top, ...(sample && { sample }) }, chains);
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
