/** A message's text with its signals marked in place; signals may overlap in any way. */
import type { Signal } from '../../model.js';
import { groupOf, GROUP_ORDER, labelName, labelOf, type Group } from './groups.js';
import { html, visible, type Html } from './escape.js';
import type { Writing } from './options.js';

/** A stretch of text over which the same signals stand. */
export interface Stretch {
  readonly text: string;
  readonly signals: readonly Signal[];
}

/** Cuts the text wherever a signal begins or ends; the stretches put together are the text. */
export function stretchesOf(text: string, signals: readonly Signal[]): Stretch[] {
  const begins = new Map<number, Signal[]>();
  const ends = new Map<number, Signal[]>();
  const cuts = new Set([0, text.length]);
  const note = (map: Map<number, Signal[]>, at: number, signal: Signal): void => {
    cuts.add(at);
    map.set(at, [...(map.get(at) ?? []), signal]);
  };
  for (const signal of signals) {
    const [from, to] = [whole(text, signal.start), whole(text, signal.end)];
    if (from >= to) continue;
    note(begins, from, signal);
    note(ends, to, signal);
  }
  const open = new Set<Signal>();
  const at = [...cuts].sort((a, b) => a - b);
  return at.slice(0, -1).map((from, i) => {
    for (const signal of ends.get(from) ?? []) open.delete(signal);
    for (const signal of begins.get(from) ?? []) open.add(signal);
    return { text: text.slice(from, at[i + 1]), signals: [...open] };
  });
}

/** Never between the halves of a character, nor outside the text. */
function whole(text: string, at: number): number {
  const within = Math.min(Math.max(0, at), text.length);
  const before = text.charCodeAt(within - 1);
  const after = text.charCodeAt(within);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff ? within - 1 : within;
}

/** The text with marks, and after the last mark of each signal its label with the reason behind it. */
export function highlighted(text: string, signals: readonly Signal[], key: string, w: Writing): Html {
  if (signals.length === 0) return html`${text}`;
  const shown = merged(signals);
  const stretches = stretchesOf(text, signals);
  const lastOf = new Map<string, number>();
  stretches.forEach((stretch, i) => stretch.signals.forEach((s) => lastOf.set(labelOf(s), i)));
  return html`${stretches.map((stretch, i) => html`${marked(stretch)}${stretch.signals.length > 0 && shown.flatMap((s, n) => (lastOf.get(labelOf(s)) === i ? [label(s, signals, `${key}-${n}`, w)] : []))}`)}`;
}

/** One label a kind, however often its words occur in the message; the surest of them speaks for it. */
function merged(signals: readonly Signal[]): Signal[] {
  const best = new Map<string, Signal>();
  for (const s of signals) {
    const other = best.get(labelOf(s));
    if (!other || s.strength > other.strength) best.set(labelOf(s), s);
  }
  return [...best.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

function marked({ text, signals }: Stretch): Html {
  if (signals.length === 0) return html`${text}`;
  const groups = [...new Set(signals.map((s) => groupOf(s.signal)))].sort((a, b) => GROUP_ORDER.indexOf(a) - GROUP_ORDER.indexOf(b));
  return html`<mark class="${classes(groups)}">${text}</mark>`;
}

/** The first group fills, a second draws the line. */
const classes = ([first, second]: readonly Group[]): string => [`g-${first}`, ...(second ? [`line-${second}`] : [])].join(' ');

/** Occurrences of one kind that its tip explains. */
const REASONS = 4;

/** The label and, on hover, focus or tap, why it stands there. */
function label(signal: Signal, all: readonly Signal[], id: string, w: Writing): Html {
  const name = labelName(labelOf(signal), w.lang);
  const same = all.filter((s) => labelOf(s) === labelOf(signal));
  const shown = same.slice(0, REASONS);
  return html`<span class="sig"><button type="button" class="label g-${groupOf(signal.signal)}" aria-describedby="${id}">${signal.learned ? html`<span class="learned" aria-hidden="true">≈</span>` : undefined}${name}</button><span class="tip" role="tooltip" id="${id}"><strong>${name}</strong>${shown.map((s) => reason(s, w))}${same.length > shown.length && html`<span class="why">${w.t('html-and-more', { n: same.length - shown.length })}</span>`}</span></span>`;
}

function reason(signal: Signal, w: Writing): Html {
  const { t } = w;
  const facts: Html[] = [html`<q>${signal.text}</q>`];
  if (signal.learned) {
    facts.push(html`<span>${t('html-learned', { percent: Math.round(signal.learned.probability * 100) })}</span>`);
    facts.push(html`<span>${t('html-grams')} ${signal.learned.evidence.map((e) => html`<code>${e.text} ${e.weight > 0 ? '+' : ''}${e.weight}</code> `)}</span>`);
  } else {
    facts.push(html`<span>${t('html-rule', { rule: signal.rule })}</span>`, html`<span>${t('html-strength', { percent: Math.round(signal.strength * 100) })}</span>`);
  }
  if (signal.channel !== undefined) facts.push(html`<span>${t('html-channel', { name: w.channelName?.(signal.channel) ?? signal.channel })}</span>`);
  if (signal.modifiers.length > 0) facts.push(html`<span>${t('html-cues', { cues: signal.modifiers.map((m) => cue(m, w)).join(t('html-comma')) })}</span>`);
  return html`<span class="why">${facts}</span>`;
}

/** `question:吗` as `疑问“吗”`. */
function cue(modifier: string, { t }: Writing): string {
  const at = modifier.indexOf(':');
  const kind = at < 0 ? modifier : modifier.slice(0, at);
  const names = ['negation', 'report', 'quotation', 'question', 'condition', 'completion', 'decision', 'defiance', 'emphasis', 'warning'] as const;
  const known = names.find((n) => n === kind);
  return `${known ? t(`cancel-${known}`) : kind}${at < 0 ? '' : ` “${visible(modifier.slice(at + 1))}”`}`;
}
