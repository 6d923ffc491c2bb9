/** The page of one case: what and why, what to do, how it went, what was said. */
import type { CaseChain, CaseReport, ScoredCase } from '../../model.js';
import { oneLine } from '../format.js';
import { chainKey, chainSection } from './chain.js';
import { chat, plainChat } from './chat.js';
import type { CaseData } from './client/data.js';
import { riskCurve } from './curve.js';
import { dataBlock, html, type Html } from './escape.js';
import { labelName, labelOf } from './groups.js';
import { headline } from './headline.js';
import type { Writing } from './options.js';
import { actions, findings, origin, promises, reasons, scorecard, section, turnings } from './sections.js';
import { storeKey } from './store-key.js';

export interface Beside {
  /** Where to go back to. */
  readonly index: string;
  /** The next worse case and the next better one. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** @param key begins every id, so that several cases can stand on one page */
export function casePage(report: CaseReport, chains: ReadonlyMap<string, CaseChain>, key: string, beside: Beside, w: Writing): Html {
  return html`${top(beside, w)}<main id="${key}main">${report.status === 'scored' ? scored(report, chains, key, w) : unjudged(report, key, w)}</main>${dataBlock(`${key}data`, dataOf(report, key, w))}`;
}

const top = ({ index, before, after }: Beside, { t }: Writing): Html =>
  html`<header class="top"><nav aria-label="${t('html-nav')}"><a href="${index}">← ${t('html-all-cases')}</a><span class="steps">${before !== undefined && html`<a href="${before}">${t('html-worse')}</a>`} ${after !== undefined && html`<a href="${after}">${t('html-better')}</a>`}</span></nav></header>`;

function scored(report: ScoredCase, chains: ReadonlyMap<string, CaseChain>, key: string, w: Writing): Html {
  const { t } = w;
  const chain = report.chain && chains.get(chainKey(report.chain));
  return html`<h1><bdi>${oneLine(report.id, 80)}</bdi></h1>
${headline(report, key, w)}
<div class="pair"><div>${actions(report, key, w)}${section(`${key}sec-curve`, t('html-curve-title'), html`${riskCurve(report, key, w)}${turnings(report, key, w)}`)}</div>${reasons(report, key, w)}</div>
<div class="split"><div>${section(`${key}sec-chat`, t('md-transcript'), html`${legend(w)}<div class="review" data-review="${key}data"></div>${chat(report, key, w)}`)}</div>
<div>${findings(report, key, w)}${scorecard(report, key, w)}${promises(report, key, w)}${chain && report.chain ? chainSection(chain, report.chain, report.id, key, w) : undefined}</div></div>
${origin(report, w)}`;
}

function unjudged(report: Extract<CaseReport, { status: 'insufficient' }>, key: string, w: Writing): Html {
  const { t } = w;
  return html`<h1><bdi>${oneLine(report.id, 80)}</bdi></h1>
<p class="headline"><span class="badge none">${t('band-none')}</span> ${t('not-judged', { reason: t(`reason-${report.reason}`) })}${t('html-full-stop')}</p>
${report.messages.length > 0 ? section(`${key}sec-chat`, t('md-transcript'), plainChat(report.messages, key, w)) : undefined}
${origin(report, w)}`;
}

const legend = ({ t }: Writing): Html =>
  html`<p class="legend">${(['threat', 'heat', 'demand', 'fault', 'help'] as const).map((g) => html`<mark class="g-${g}">${t(`html-group-${g}`)}</mark> `)}</p>`;

function dataOf(report: CaseReport, key: string, { lang }: Writing): CaseData {
  const { id, channel, case: chained, customer, agent } = report;
  const found = new Map<string, CaseData['found'][number]>();
  for (const s of report.signals) found.set(`${s.message}:${labelOf(s)}`, [s.message, labelOf(s), labelName(labelOf(s), lang)]);
  return {
    store: storeKey(report), key,
    // names of people stay out of messages, as in `kesu review`
    about: { id, ...(channel && { channel }), ...(chained !== undefined && { case: chained }), ...(customer !== undefined && { customer }), ...(agent !== undefined && { agent }) },
    messages: report.messages.map(({ speaker, text, at }) => ({ speaker, text, ...(at !== undefined && { at }) })),
    found: [...found.values()],
    ...(report.status === 'scored' && { band: report.risk.band }),
  };
}
