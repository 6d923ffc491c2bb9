/** The parts of a case page beside the curve and the conversation. */
import { say } from '../../locale/index.js';
import type { NextAction, ScoredCase, SkillItem } from '../../model.js';
import { ENTRIES, few, PLACES } from '../few.js';
import { duration, findingSentence, neutralScore, oneLine, partName, partTitle, timeLimit, wordsOf } from '../format.js';
import { scaleOf, shareBar, stepBar, stepsOf } from './bars.js';
import { html, type Html } from './escape.js';
import type { Writing } from './options.js';

/** Actions shown at once; the others are a tap away. */
const ACTIONS = 4;

export function section(id: string, title: string, body: Html | readonly Html[]): Html {
  return html`<section class="card ${id.replace(/^.*-(?=sec-)/u, '')}" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`;
}

export function actions(report: ScoredCase, key: string, w: Writing): Html {
  const { t } = w;
  const first = report.actions.slice(0, ACTIONS);
  const more = report.actions.slice(ACTIONS);
  return section(`${key}sec-actions`, t('md-actions'), html`<ol class="actions">${first.map((a) => action(a, w))}</ol>${more.length > 0 && html`<details class="more"><summary>${t('html-more-actions', { n: more.length })}</summary><ol class="actions">${more.map((a) => action(a, w))}</ol></details>`}`);
}

const action = ({ within, owner, text }: NextAction, { lang, t }: Writing): Html =>
  html`<li><span class="limit${within <= 60 ? ' soon' : ''}">${t('html-within', { limit: timeLimit(within, lang) })}</span> <span><b>${owner[lang]}</b>${t('html-colon')}${text[lang]}</span></li>`;

/** Each bar begins where the one before ended: together they are the score. */
export function reasons(report: ScoredCase, key: string, w: Writing): Html {
  const { t, lang } = w;
  const steps = stepsOf(report.risk.contributions);
  const x = scaleOf(steps);
  return section(`${key}sec-why`, t('md-reasons'), html`<table class="steps"><thead class="sr"><tr><th scope="col">${t('md-part')}</th><th scope="col">${t('md-points')}</th></tr></thead><tbody>${steps.map(({ part, from, to }) => {
    const { text, message, stage } = wordsOf(report, part);
    return html`<tr><th scope="row"><span class="part">${partTitle(report, part, lang)}${stage && html` <small>${t(`stage-${stage}`)}</small>`}</span>${message !== undefined && html` <a class="words" href="#${key}m${message + 1}"><q><bdi>${text}</bdi></q> <small>${t('html-no', { n: message + 1 })}</small></a>`}${stepBar({ from, to }, x, part.id === 'base' ? 'base' : part.points > 0 ? 'up' : 'down')}</th><td>${part.points > 0 ? '+' : '−'}${Math.abs(part.points)}</td></tr>`;
  })}</tbody><tfoot><tr><th scope="row">${t('html-sum')}${stepBar({ from: 0, to: report.risk.score }, x, `total ${report.risk.band}`)}</th><td>${report.risk.score}</td></tr></tfoot></table>`);
}

export function turnings(report: ScoredCase, key: string, w: Writing): Html | undefined {
  if (report.turningPoints.length === 0) return undefined;
  const { t } = w;
  const { shown, more } = few(report.turningPoints, ENTRIES);
  return html`<ul class="turnings">${shown.map((turn) => html`<li><a href="#${key}m${turn.message + 1}"><b>▼ ${turn.message + 1}</b></a> <span class="range">${turn.from === turn.to ? turn.to : `${turn.from} → ${turn.to}`}</span> <q><bdi>${oneLine(turn.text, 90)}</bdi></q> <span class="after">${turn.before ? html`${t('html-after-agent')}<q><bdi>${oneLine(turn.before.text, 90)}</bdi></q>` : t('after-silence')}${turn.silence !== undefined && html` · ${t('waited', { time: duration(turn.silence, w.lang) })}`}${neutralScore(turn) !== undefined && html` · ${t('had-it-been-neutral', { score: neutralScore(turn) as number })}`}</span></li>`)}${andMore(more, w)}</ul>`;
}

export function findings(report: ScoredCase, key: string, w: Writing): Html {
  const { t, lang } = w;
  const { shown, more } = few(report.findings, ENTRIES);
  const list = shown.map((f, i) => html`<li id="${key}f${i + 1}" class="${f.kind === 'recovery' ? 'good' : 'bad'}"><b>${partName(f.kind, lang)}</b> ${links(f.messages, key, w)}<br><bdi>${findingSentence(f, lang)}</bdi></li>`);
  return section(`${key}sec-findings`, t('md-findings'), list.length > 0 ? html`<ul class="findings">${list}${andMore(more, w)}</ul>` : html`<p class="none">${t('md-none')}</p>`);
}

function links(messages: readonly number[], key: string, { t }: Writing): Html {
  const { shown, more } = few(messages, PLACES);
  return html`<span class="places">${shown.map((m) => html`<a href="#${key}m${m + 1}">${m + 1}</a> `)}${more > 0 && t('html-and-more', { n: more })}</span>`;
}

const andMore = (more: number, { t }: Writing): Html | false => more > 0 && html`<li>${t('html-and-more', { n: more })}</li>`;

export function scorecard(report: ScoredCase, key: string, w: Writing): Html {
  const { t } = w;
  const { service } = report;
  const facts = [
    service.firstSolution ? t('service-solution', { turns: service.firstSolution.turns }) : t('service-none'),
    ...(service.slowestReply ? [t('service-slowest', { time: duration(service.slowestReply.minutes, w.lang) })] : []),
  ];
  return section(`${key}sec-agent`, t('html-scorecard'), html`<p class="facts">${facts.map((f) => html`<span class="fact">${f}</span> `)}</p><ul class="skills">${report.agentScorecard.map(({ skill, score, items }) => html`<li><p class="skill"><b>${t(`skill-${skill}`)}</b> <span>${score ?? t('not-applicable')}</span></p>${score !== null && shareBar(score / 100, score < 40 ? 'poor' : score < 70 ? 'fair' : 'well')}${items.length > 0 && html`<ul class="items">${items.map((i) => item(i, key, w))}</ul>`}</li>`)}</ul>`);
}

const item = ({ id, points, messages }: SkillItem, key: string, w: Writing): Html =>
  html`<li class="${points > 0 ? 'good' : 'bad'}"><span class="points">${points > 0 ? '+' : '−'}${Math.abs(points)}</span> ${partName(id, w.lang)} ${links(messages, key, w)}</li>`;

export function promises(report: ScoredCase, key: string, w: Writing): Html | undefined {
  if (report.promises.length === 0) return undefined;
  const { t } = w;
  return section(`${key}sec-promises`, t('md-promises'), html`<ul class="promises">${few(report.promises, ENTRIES).shown.map(({ message, text, status, due, settledBy }) => html`<li><span class="state ${status}">${t(`promise-${status}`)}</span> <q><bdi>${oneLine(text, 120)}</bdi></q> <a href="#${key}m${message + 1}">${message + 1}</a>${due !== undefined && html` <span class="fact">${t('promise-due', { due: due.slice(0, 16).replace('T', ' ') })}</span>`}${settledBy && html` <span class="fact">${settledBy.conversation !== undefined ? t('html-settled-in', { id: settledBy.conversation, n: settledBy.message + 1 }) : t('html-settled', { n: settledBy.message + 1 })}</span>`}</li>`)}${andMore(few(report.promises, ENTRIES).more, w)}</ul>`);
}

/** What the input says of the case, and what it was judged with. */
export function origin(report: { readonly source: { file: string; line: number }; readonly lexicon: string; readonly learned?: string; readonly channel?: 'chat' | 'call'; readonly case?: string; readonly customer?: string; readonly agent?: string; readonly messages: readonly unknown[] }, { t, lang }: Writing): Html {
  const facts = [
    ...(report.channel ? [t(`channel-${report.channel}`)] : []),
    t('messages-count', { n: report.messages.length }),
    ...(report.agent !== undefined ? [t('html-agent', { agent: oneLine(report.agent, 60) })] : []),
    ...(report.customer !== undefined ? [t('customer-of', { customer: oneLine(report.customer, 60) })] : []),
    ...(report.case !== undefined ? [t('case-of', { case: oneLine(report.case, 60) })] : []),
    `${oneLine(report.source.file, 120)}:${report.source.line}`,
    say(lang, 'html-lexicon', { lexicon: [report.lexicon, report.learned].filter((v) => v !== undefined).join(' + ') }),
  ];
  return html`<p class="origin">${facts.map((f) => html`<bdi>${f}</bdi> `)}</p>`;
}
