/** Files are written beside their place and moved into it, so that no half-written report is ever seen. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { KesuError } from '../errors.js';
import type { Lang } from '../locale/index.js';
import type { CaseReport, Rejection } from '../model.js';
import { chainsJson, json, markdown, sampleCsv, summaryCsv } from '../report/index.js';
import type { Batch, HtmlOptions } from '../report/html/index.js';

export async function writeFileAtomic(path: string, text: string): Promise<void> {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, text);
    await rename(draft, path);
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw new KesuError('output-failed', { cause: String((cause as NodeJS.ErrnoException).code ?? cause) }, { file: path }, { cause });
  }
}

/** What could not be read, a line each. */
export const writeRejected = (path: string, rejections: readonly Rejection[]): Promise<void> =>
  writeFileAtomic(path, rejections.map((r) => `${JSON.stringify(r)}\n`).join(''));

/** One JSON and one Markdown report a case, `summary.csv`, `sample.csv` where a sample was asked for, `cases.json` where cases have several contacts, `rejected.ndjson` where something was rejected. */
export async function writeFolder(dir: string, { reports, chains, rejections, sample }: Batch, lang: Lang): Promise<void> {
  const taken = new Set<string>(['summary', 'cases', 'rejected', 'sample']);
  for (const report of reports) {
    const name = fileNameOf(report.id, taken);
    await writeFileAtomic(join(dir, `${name}.json`), json(report));
    await writeFileAtomic(join(dir, `${name}.md`), markdown(report, lang));
  }
  await writeFileAtomic(join(dir, 'summary.csv'), summaryCsv(reports, lang));
  if (sample) await writeFileAtomic(join(dir, 'sample.csv'), sampleCsv(sample, lang));
  if (chains.length > 0) await writeFileAtomic(join(dir, 'cases.json'), chainsJson(chains));
  if (rejections.length > 0) await writeRejected(join(dir, 'rejected.ndjson'), rejections);
}

const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** An id comes from the input and may be anything: only letters, digits, `-` and `_` reach the file system. */
export function fileNameOf(id: string, taken: Set<string>): string {
  const clean = [...id.replace(/[^\p{L}\p{N}_-]+/gu, '_')].slice(0, 60).join('').replace(/^_+$/, '') || 'case';
  const base = RESERVED.test(clean) ? `case-${clean}` : clean;
  // file systems may ignore case: compare in lower case
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? base : `${base}-${n}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

/** The report in HTML: `index.html` for the batch, a page a case in `cases/`, `sample.csv` where a sample was drawn, `rejected.ndjson` where something was rejected. */
export async function writeHtmlFolder(dir: string, batch: Batch, options: HtmlOptions): Promise<void> {
  const { htmlFolder } = await import('../report/html/index.js');
  for (const { path, text } of htmlFolder(batch, options)) await writeFileAtomic(join(dir, path), text);
  if (batch.sample) await writeFileAtomic(join(dir, 'sample.csv'), sampleCsv(batch.sample, options.lang));
  if (batch.rejections.length > 0) await writeRejected(join(dir, 'rejected.ndjson'), batch.rejections);
}

/** A file name a report, unlike any other. */
export function fileNames(reports: readonly CaseReport[]): (report: CaseReport) => string {
  const taken = new Set<string>();
  const names = new Map(reports.map((report) => [report, fileNameOf(report.id, taken)]));
  return (report) => {
    const name = names.get(report);
    if (name === undefined) throw new Error(`no file name was made for ${report.id}`);
    return name;
  };
}
