/** The report in HTML: a folder of pages, or all in one file. Pure: the same reports and options, the same bytes. */
import type { CaseChain, CaseReport } from '../../model.js';
import { byRisk, oneLine } from '../format.js';
import { assetsOf } from './assets.js';
import { batchPage } from './batch.js';
import { casePage } from './case.js';
import { chainKey } from './chain.js';
import { dataBlock, html, jsonIn, visible } from './escape.js';
import { wording, type Batch, type HtmlOptions, type Writing } from './options.js';
import { page } from './page.js';
import { searchTexts } from './rows.js';

export type { Batch, HtmlOptions } from './options.js';

export interface ReportFile {
  /** With `/` between its parts. */
  readonly path: string;
  readonly text: string;
}

/** A file at a time, so that ten thousand pages are never held at once. */
export function* htmlFolder(batch: Batch, options: HtmlOptions): Generator<ReportFile> {
  const assets = assetsOf(options.lang, options.variants);
  yield { path: 'assets/kesu.css', text: assets.style };
  yield { path: 'assets/kesu.js', text: assets.script };
  const sorted = byRisk(batch.reports);
  yield { path: 'assets/texts.js', text: `kesuTexts(${jsonIn(searchTexts(sorted, options.variants))});\n` };

  const nameOf = (report: CaseReport): string => encodeURIComponent(options.nameOf(report));
  const chains = chainsByKey(batch.chains);
  const onIndex = writing(batch, options, (report) => `cases/${nameOf(report)}.html`);
  yield {
    path: 'index.html',
    text: page({ lang: options.lang, title: onIndex.t('html-batch-title'), frame: { kind: 'linked', root: '' }, body: batchPage({ ...batch, sorted, without: 0, texts: 'assets/texts.js' }, onIndex) }),
  };
  const onCase = writing(batch, options, (report) => `${nameOf(report)}.html`);
  for (const [i, report] of sorted.entries()) {
    const [before, after] = [sorted[i - 1], sorted[i + 1]];
    const beside = { index: '../index.html', before: before && onCase.hrefOf(before), after: after && onCase.hrefOf(after) };
    yield {
      path: `cases/${options.nameOf(report)}.html`,
      text: page({ lang: options.lang, title: titleOf(report, onCase), frame: { kind: 'linked', root: '../' }, body: casePage(report, chains, '', beside, onCase) }),
    };
  }
}

/** More pages than this make a file that mail programs and browsers labour at; the worst cases get them. */
export const MOST_IN_ONE_FILE = 300;

/** For sending by mail: the batch and its cases in one page, shown one at a time. */
export function htmlFile(batch: Batch, options: HtmlOptions): string {
  const sorted = byRisk(batch.reports);
  const paged = new Set(sorted.slice(0, MOST_IN_ONE_FILE));
  const nameOf = (report: CaseReport): string => `case-${options.nameOf(report)}`;
  const w = writing(batch, options, (report) => (paged.has(report) ? `#${encodeURIComponent(nameOf(report))}` : undefined));
  const chains = chainsByKey(batch.chains);
  const shown = [...paged];
  const cases = shown.map((report, i) => {
    const [before, after] = [shown[i - 1], shown[i + 1]];
    const beside = { index: '#batch', before: before && w.hrefOf(before), after: after && w.hrefOf(after) };
    return html`<article class="page" id="${nameOf(report)}" data-title="${titleOf(report, w)}">${casePage(report, chains, `${nameOf(report)}-`, beside, w)}</article>`;
  });
  const body = html`<div class="page" id="index" data-title="${w.t('html-batch-title')}">${batchPage({ ...batch, sorted, without: sorted.length - paged.size }, w)}</div>${cases}${dataBlock('texts', searchTexts(sorted, options.variants))}`;
  return page({ lang: options.lang, title: w.t('html-batch-title'), frame: { kind: 'inline', assets: assetsOf(options.lang, options.variants) }, body });
}

const titleOf = (report: CaseReport, { t }: Writing): string =>
  `${report.status === 'scored' ? `${t(`band-${report.risk.band}`)} ${report.risk.score}` : t('band-none')} · ${visible(oneLine(report.id, 60))}`;

const chainsByKey = (chains: readonly CaseChain[]): Map<string, CaseChain> => new Map(chains.map((c) => [chainKey(c), c]));

function writing(batch: Batch, options: HtmlOptions, hrefOf: Writing['hrefOf']): Writing {
  const byId = new Map(batch.reports.map((r) => [r.id, r]));
  return { ...options, t: wording(options.lang), hrefOf, caseOf: (id) => byId.get(id) };
}
