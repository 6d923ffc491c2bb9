/** The page of a batch: how bad the night was, whom to call first, what to learn from it. */
import { BANDS, type CaseReport, type Finding, type ScoredCase, type SignalId } from '../../model.js';
import { oneLine, partName, partTitle, strongest, timeLimit } from '../format.js';
import { shareBar, stacked } from './bars.js';
import { contacts } from './chain.js';
import type { BatchData } from './client/data.js';
import { dataBlock, html, type Html } from './escape.js';
import { answeredTurns, calmestFirst, lessonsBy, sentencesIn, signalsIn, sinking, worstFirst, type Answered, type Lesson } from './lessons.js';
import { groupOf } from './groups.js';
import { placeName, type Batch, type Writing } from './options.js';
import { hourOf, placesBy, ratesOf, scoredOf, threatsByChannel, type PlaceRow, type Rate } from './rates.js';
import { listed } from './rows.js';
import { section } from './sections.js';

/** Rows of a table of lessons, cases of a list; the table of cases holds all. */
const MOST = 12;
const AGENTS = 40;

/** A card of the page, absent where there is nothing to put in it. */
interface Card {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

export interface BatchPage extends Batch {
  /** Worst first. */
  readonly sorted: readonly CaseReport[];
  /** How many cases have no page of their own, where all stand in one file. */
  readonly without: number;
  readonly texts?: string;
}

/** Signals of good service; whether it was enough is another question. */
const isHelp = ({ id }: Lesson): boolean => groupOf(id.split('/')[0] as SignalId) === 'help';

export function batchPage(batch: BatchPage, w: Writing): Html {
  const { t } = w;
  const scored = scoredOf(batch.reports);
  const data: BatchData = { ...listed(batch.sorted, w), ...(batch.texts !== undefined && { texts: batch.texts }) };
  const turns = scored.flatMap(answeredTurns);
  const bySignal = lessonsBy(turns, signalsIn, 2);
  const bySentence = lessonsBy(turns, sentencesIn, 2);
  const parts = [
    channels(scored, w),
    sampled(batch, w),
    lessons('sec-worse', t('html-worse-title'), t('html-worse-note'), worstFirst(bySignal.filter((l) => !isHelp(l))), w),
    lessons('sec-worse-words', t('html-worse-words'), t('html-words-note'), worstFirst(bySentence), w),
    lessons('sec-calm', t('html-calm-title'), t('html-calm-note'), calmestFirst(bySignal.filter(isHelp)), w),
    lessons('sec-short', t('html-short-title'), t('html-short-note'), worstFirst(bySignal.filter(isHelp)), w),
    lessons('sec-calm-words', t('html-calm-words'), t('html-words-note'), calmestFirst(bySentence), w),
    recoveries(scored, w),
    places('sec-agents', t('html-by-agent'), ranked(placesBy(scored, (r) => r.agent)).slice(0, AGENTS), w, risesBy(turns, (a) => a.report.agent)),
    places('sec-channels', t('html-by-channel'), ranked(placesBy(scored, (r) => r.channel && t(`channel-${r.channel}`))), w, risesBy(turns, (a) => a.report.channel && t(`channel-${a.report.channel}`))),
    places('sec-hours', t('html-by-hour'), placesBy(scored, hourOf).sort((a, b) => (a.id < b.id ? -1 : 1)), w, risesBy(turns, (a) => hourOf(a.report))),
    quoted('sec-ignored', t('html-ignored'), t('html-ignored-note'), scored, 'ignored-threat', w),
    quoted('sec-care', t('html-care'), t('html-care-note'), scored, 'staff-abuse', w),
    chainsOf(batch, w),
  ].filter((p) => p !== undefined);
  return html`<main id="batch">
<h1>${t('html-batch-title')}</h1>
${summary(batch, scored, w)}
${batch.without > 0 && html`<p class="notice">${t('html-without-page', { n: batch.without })}</p>`}
${rejected(batch, w)}
<div class="tiles">${ratesOf(scored).filter((r) => r.of > 0).map((r) => tile(r, w))}</div>
${parts.length > 0 && html`<nav class="jump" aria-label="${t('html-jump')}"><a href="#sec-cases">${t('html-cases')}</a>${parts.map((p) => html`<a href="#${p.id}">${p.title}</a>`)}</nav>`}
${section('sec-cases', t('html-cases'), html`<div id="cases"><noscript>${t('html-noscript')}</noscript></div>`)}
<div class="columns">
${parts.map((p) => section(p.id, p.title, p.body))}
</div>
</main>${dataBlock('batch-data', data)}`;
}

function summary({ reports, sorted }: BatchPage, scored: readonly ScoredCase[], w: Writing): Html {
  const { t } = w;
  const counts = [...BANDS].reverse().map((band) => ({ kind: band as string, count: scored.filter((r) => r.risk.band === band).length }));
  const none = reports.length - scored.length;
  const all = [...counts, { kind: 'none', count: none }];
  const serious = (counts[0]?.count ?? 0) + (counts[1]?.count ?? 0);
  return html`<p class="headline">${t('html-batch', { cases: reports.length, serious })}${first(sorted, w)}</p>${when(scored, w)}
<figure class="distribution"><figcaption class="sr">${t('html-distribution')}</figcaption>${stacked(all)}<ul class="counts">${all.map(({ kind, count }) => html`<li><span class="swatch ${kind}" aria-hidden="true"></span>${t(`band-${kind as 'low' | 'none'}`)} <b>${count}</b></li>`)}</ul></figure>`;
}

/** Whom to call first: of the serious cases the one with the shortest time limit, then the worst. */
function first(sorted: readonly CaseReport[], w: Writing): Html | undefined {
  const { t, lang } = w;
  const serious = sorted.filter((r): r is ScoredCase => r.status === 'scored' && (r.risk.band === 'critical' || r.risk.band === 'high'));
  const limit = (r: ScoredCase): number => r.actions[0]?.within ?? Number.POSITIVE_INFINITY;
  const [report] = [...serious].sort((a, b) => limit(a) - limit(b));
  if (!report) return undefined;
  const [action] = report.actions;
  const [part] = strongest(report, 1);
  return html` ${t('html-worst-first')}${link(report, oneLine(report.id, 40), w)}${part && html`${t('html-colon')}${partTitle(report, part, lang)}`}${action && html`${t('html-stop-within', { limit: timeLimit(action.within, lang), owner: action.owner[lang] })}`}${t('html-full-stop')}`;
}

/** First and last day of the conversations. */
function when(scored: readonly ScoredCase[], { t }: Writing): Html | undefined {
  const days = scored.flatMap((r) => r.messages.flatMap((m) => (m.at === undefined ? [] : [m.at.slice(0, 10)]))).sort();
  const [from, to] = [days[0], days.at(-1)];
  return from === undefined ? undefined : html`<p class="note">${from === to ? from : t('html-from-to', { from, to: to ?? '' })}</p>`;
}

const rejected = ({ rejections }: Batch, { t }: Writing): Html | undefined =>
  rejections.length === 0 ? undefined : html`<details class="notice"><summary>${t('html-rejected', { n: rejections.length })}</summary><ul>${rejections.slice(0, 100).map((r) => html`<li><bdi>${[r.file, r.line, r.field].filter((v) => v !== undefined).join(':')}</bdi> ${r.reason}</li>`)}</ul>${rejections.length > 100 && html`<p>${t('html-and-more', { n: rejections.length - 100 })}</p>`}</details>`;

/** A share under 10 % with one decimal. */
function share(count: number, of: number): string {
  const percent = (100 * count) / of;
  return `${percent > 0 && percent < 10 ? percent.toFixed(1) : Math.round(percent)}%`;
}

const tile = ({ id, count, of }: Rate, { t }: Writing): Html =>
  html`<div class="tile"><p class="figure">${share(count, of)}</p><p>${t(`html-rate-${id}`)}</p><p class="of">${t('html-of', { count, of })}</p></div>`;

/** Shows the cases of the list that have it. */
const showing = (tag: string, text: string): Html => html`<button type="button" class="link" data-tag="${tag}"><bdi>${text}</bdi></button>`;


function link(report: CaseReport, text: string, w: Writing, message?: number): Html {
  const href = w.hrefOf(report);
  if (href === undefined) return html`<bdi>${text}</bdi>`;
  const place = message === undefined ? '' : href.startsWith('#') ? `-m${message + 1}` : `#m${message + 1}`;
  return html`<a href="${href}${place}"><bdi>${text}</bdi></a>`;
}

function channels(scored: readonly ScoredCase[], w: Writing): Card | undefined {
  const { t } = w;
  const rows = threatsByChannel(scored);
  if (rows.length === 0) return undefined;
  const most = Math.max(...rows.map((r) => r.cases));
  return { id: 'sec-threats', title: t('html-threats'), body: table([t('html-where'), t('html-cases-n'), t('html-of-it-done'), t('html-worst')], rows.slice(0, MOST * 2).map(({ id, stages, cases, worst }) => html`<tr><th scope="row">${showing(placeName(id, w), placeName(id, w))}${shareBar(cases / most, 'threat')}</th><td>${cases}</td><td>${stages.done || '–'}</td><td>${link(worst, oneLine(worst.id, 20), w)}</td></tr>`)) };
}

const table = (heads: readonly string[], rows: readonly Html[]): Html =>
  html`<div class="scroll" tabindex="0" role="group" aria-label="${heads[0]}"><table class="plain"><thead><tr>${heads.map((h, i) => html`<th scope="col"${i > 0 && html` class="num"`}>${h}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;

const signed = (n: number): string => `${n > 0 ? '+' : n < 0 ? '−' : ''}${Math.abs(n).toFixed(1)}`;

function lessons(id: string, title: string, note: string, list: readonly Lesson[], w: Writing): Card | undefined {
  if (list.length === 0) return undefined;
  const { t, lang } = w;
  const most = Math.max(...list.map((l) => Math.abs(l.mean)));
  const words = id.endsWith('-words');
  return { id, title, body: html`<p class="note">${note}</p>${table([t('html-lesson'), t('html-mean-rise'), t('html-times'), t('html-cases-n')], list.slice(0, MOST).map((l) => html`<tr><th scope="row">${words ? html`<q><bdi>${oneLine(l.id, 60)}</bdi></q>` : partName(l.id, lang)}${shareBar(Math.abs(l.mean) / most, l.mean > 0 ? 'up' : 'down')}<span class="example">${example(l.example, w, words)}</span></th><td class="${l.mean > 0 ? 'rise' : 'fall'}">${signed(l.mean)}</td><td>${l.count}</td><td>${l.cases}</td></tr>`))}` };
}

/** The agent's words where they did most, and the customer's answer. */
function example({ report, turn, rise }: Answered, w: Writing, short: boolean): Html {
  const message = turn.messages[0] as number;
  const said = oneLine(turn.messages.map((m) => report.messages[m]?.text ?? '').join(' '), 50);
  const answer = oneLine(report.messages[(turn.messages.at(-1) as number) + 1]?.text ?? '', 40);
  return html`${!short && html`<q><bdi>${said}</bdi></q> `}→ <q><bdi>${answer}</bdi></q> (${signed(rise).replace(/\.0$/u, '')}, ${link(report, `${oneLine(report.id, 20)} ${message + 1}`, w, message)})`;
}

function quoted(id: string, title: string, note: string, scored: readonly ScoredCase[], kind: Finding['kind'], w: Writing): Card | undefined {
  const cases = scored.filter((r) => r.findings.some((f) => f.kind === kind)).sort((a, b) => b.risk.score - a.risk.score);
  if (cases.length === 0) return undefined;
  return { id, title: `${title} (${cases.length})`, body: html`<p class="note">${note}</p><ul class="quotes">${cases.slice(0, MOST).map((report) => {
    const finding = report.findings.find((f) => f.kind === kind) as Finding;
    const message = finding.messages[0] as number;
    const words = finding.evidence[0]?.text ?? report.messages[message]?.text ?? '';
    return html`<li>${link(report, oneLine(report.id, 24), w, message)} <span class="badge small ${report.risk.band}">${report.risk.score}</span> <q><bdi>${oneLine(String(finding.detail['threat'] ?? words), 40)}</bdi></q>${finding.detail['answer'] !== undefined && html` → <q><bdi>${oneLine(String(finding.detail['answer']), 40)}</bdi></q>`}${report.agent !== undefined && html` <span class="after">${oneLine(report.agent, 20)}</span>`}</li>`;
  })}</ul>${cases.length > MOST && html`<p class="more">${showing(partName(kind, w.lang), w.t('html-and-more', { n: cases.length - MOST }))}</p>`}` };
}

/** Without scores, which would lead the person who checks. */
function sampled({ sample }: Batch, w: Writing): Card | undefined {
  if (!sample || sample.picks.length === 0) return undefined;
  const { t } = w;
  return { id: 'sec-sample', title: t('html-sample', { n: sample.picks.length }), body: html`<p class="note">${t('html-sample-note', { of: sample.cases, seed: sample.seed })}</p><ul class="quotes">${sample.picks.map(({ report }) => {
    const last = report.messages.findLast((m) => m.speaker === 'customer') ?? report.messages.at(-1);
    return html`<li>${link(report, oneLine(report.id, 24), w)} ${last && html`<q><bdi>${oneLine(last.text, 40)}</bdi></q>`}</li>`;
  })}</ul>` };
}

/** What an agent said before a customer calmed down. */
function recoveries(scored: readonly ScoredCase[], w: Writing): Card | undefined {
  const found = scored.flatMap((report) => report.findings.filter((f) => f.kind === 'recovery').map((finding) => ({ report, finding, fall: report.risk.peak.score - report.risk.score }))).sort((a, b) => b.fall - a.fall);
  if (found.length === 0) return undefined;
  return { id: 'sec-recovered', title: `${w.t('html-recovered')} (${found.length})`, body: html`<ul class="quotes">${found.slice(0, MOST).map(({ report, finding, fall }) => html`<li>${link(report, oneLine(report.id, 24), w, finding.messages[0])} <span class="fall">${signed(-fall).replace(/\.0$/u, '')}</span> <q><bdi>${oneLine(String(finding.detail['answer'] ?? ''), 60)}</bdi></q> → <q><bdi>${oneLine(String(finding.detail['words'] ?? ''), 40)}</bdi></q></li>`)}</ul>${found.length > MOST && html`<p class="more">${showing(partName('recovery', w.lang), w.t('html-and-more', { n: found.length - MOST }))}</p>`}` };
}

/** Those of which it is not known last. */
const ranked = (rows: readonly PlaceRow[]): PlaceRow[] => [...rows].sort((a, b) => Number(a.id === '') - Number(b.id === '') || sinking(b.serious, b.cases) - sinking(a.serious, a.cases) || b.mean - a.mean || (a.id < b.id ? -1 : 1));

const risesBy = (turns: readonly Answered[], keyOf: (turn: Answered) => string | undefined): ReadonlyMap<string, Lesson> =>
  new Map(lessonsBy(turns, (turn) => [keyOf(turn)].filter((k) => k !== undefined)).map((l) => [l.id, l]));

function places(id: string, title: string, rows: readonly PlaceRow[], w: Writing, rises: ReadonlyMap<string, Lesson>): Card | undefined {
  // one place alone compares with nothing
  if (rows.filter((r) => r.id !== '').length < 2) return undefined;
  const { t } = w;
  return { id, title, body: table([t('html-whose'), t('html-cases-n'), t('html-serious'), t('html-mean-score'), t('html-mean-rise')], rows.map((r) => {
    const rise = rises.get(r.id);
    return html`<tr><th scope="row">${r.id === '' ? t('html-unknown') : html`<bdi>${oneLine(r.id, 24)}</bdi>`}${shareBar(r.serious / r.cases, 'up')}</th><td>${r.cases}</td><td>${r.serious} <small>(${share(r.serious, r.cases)})</small></td><td>${Math.round(r.mean)}</td><td>${rise ? signed(rise.mean) : '–'}</td></tr>`;
  })) };
}

function chainsOf({ chains }: Batch, w: Writing): Card | undefined {
  if (chains.length === 0) return undefined;
  const { t } = w;
  const sorted = [...chains].sort((a, b) => b.score - a.score);
  return { id: 'sec-chains', title: t('chains-head', { n: chains.length }), body: html`${sorted.slice(0, MOST).map((chain) => html`<details${chain.band === 'high' || chain.band === 'critical' ? html` open` : undefined}><summary><span class="badge small ${chain.band}">${t(`band-${chain.band}`)} <b>${chain.score}</b></span> <bdi>${oneLine(chain.key, 40)}</bdi> <span class="after">${t('contacts-count', { n: chain.conversations.length })}</span></summary>${contacts(chain, w)}</details>`)}${chains.length > MOST && html`<p class="note">${t('html-and-more', { n: chains.length - MOST })}</p>`}` };
}
