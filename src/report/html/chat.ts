/** The conversation as a chat: who said what, what it does, and where the case tipped. */
import type { Message, ScoredCase } from '../../model.js';
import { saidOf, type SaidOf } from '../by-message.js';
import { ENTRIES } from '../few.js';
import { oneLine, partName } from '../format.js';
import { html, type Html } from './escape.js';
import { highlighted } from './highlight.js';
import type { Writing } from './options.js';

/** From this length on a message gets a frame of its own to scroll in, in characters. */
const LONG = 1500;

export function chat(report: ScoredCase, key: string, w: Writing): Html {
  return chronicle(report.messages, (message, n) => bubble(report, message, n, key, w));
}

/** Each message by `written`, and before the first of a day its date. */
function chronicle(messages: readonly Message[], written: (message: Message, n: number) => Html): Html {
  let day: string | undefined;
  return html`<ol class="chat">${messages.map((message, n) => {
    const before = day;
    day = message.at?.slice(0, 10) ?? day;
    return html`${day !== before && html`<li class="day"><time datetime="${day ?? ''}">${day}</time></li>`}${written(message, n)}`;
  })}</ol>`;
}

/** The messages alone, of a conversation that was not judged. */
export const plainChat = (messages: readonly Message[], key: string, w: Writing): Html =>
  chronicle(messages, (message, n) => html`<li id="${key}m${n + 1}" class="msg ${message.speaker}">${head(message, n, key, w)}<div class="text" dir="auto">${message.text}</div></li>`);

function bubble(report: ScoredCase, message: Message, n: number, key: string, w: Writing): Html {
  const { t } = w;
  const { signals, turning: turn, findings } = saidOf(report, n);
  const { alarm } = report.risk;
  const long = message.text.length > LONG;
  return html`<li id="${key}m${n + 1}" class="msg ${message.speaker}${turn ? ' turned' : ''}" data-n="${n}">
${turn ? html`<p class="flag turn">▼ ${turn.from === turn.to ? t('html-turned-flat', { to: turn.to }) : t('html-turned', { from: turn.from, to: turn.to })}</p>` : undefined}${alarm?.confirmed === n ? html`<p class="flag alarm">! ${t('html-alarm-here')}</p>` : undefined}
${head(message, n, key, w, scoreChange(report, n, w))}
<div class="text${long ? ' long' : ''}" dir="auto"${long ? html` tabindex="0" role="group" aria-label="${t('html-long', { n: message.text.length })}"` : undefined}>${highlighted(message.text, signals, `${key}s${n}`, w)}</div>
${notes(findings, key, w)}</li>`;
}

function head({ speaker, at, name }: Message, n: number, key: string, { t }: Writing, change?: Html): Html {
  return html`<p class="who"><a class="no" href="#${key}m${n + 1}">${n + 1}</a> <b>${t(`speaker-${speaker}`)}</b>${name !== undefined && !isRole(name, speaker, t) && html` <bdi class="name">${oneLine(name, 24)}</bdi>`}${at !== undefined && html` <time datetime="${at}">${at.slice(11, 16)}</time>`}${change}</p>`;
}

/** Some exports say who speaks where a name would stand. */
const isRole = (name: string, speaker: Message['speaker'], t: Writing['t']): boolean => [speaker, t(`speaker-${speaker}`)].some((role) => role.toLowerCase() === name.trim().toLowerCase());

/** Score after the message and how it moved; nothing where it stayed. */
function scoreChange(report: ScoredCase, n: number, { t }: Writing): Html | undefined {
  const now = saidOf(report, n).score;
  if (now === undefined) return undefined;
  const before = saidOf(report, n - 1).score ?? now;
  if (now === before) return undefined;
  return html` <span class="change ${now > before ? 'up' : 'down'}"><span class="sr">${t('html-risk-now')} </span>${now} ${now > before ? '▲' : '▼'}${Math.abs(now - before)}</span>`;
}

/** Findings that are about this message, by name; their sentences stand in the list of findings. */
function notes(findings: SaidOf['findings'], key: string, w: Writing): Html | undefined {
  if (findings.length === 0) return undefined;
  return html`<p class="notes">${findings.map(([index, f]) => {
    const name = html`${f.kind === 'recovery' ? '✓' : '⚑'} ${partName(f.kind, w.lang)}`;
    return index < ENTRIES ? html`<a href="#${key}f${index + 1}">${name}</a> ` : html`${name} `;
  })}</p>`;
}
