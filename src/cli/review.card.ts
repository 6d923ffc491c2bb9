/** A message as it is shown to be judged: what stands before it, itself, what kesu heard, and why it is asked. */
import type { ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import type { Label } from '../learning/labelled.js';
import { detailKindOf, detailOf } from '../learning/label-text.js';
import type { Pick } from '../learning/picking.js';
import type { Considered } from '../learning/thinking.js';
import { knows, say, type Lang } from '../locale/index.js';
import type { SignalId } from '../model.js';
import { oneLine } from '../report/format.js';
import { pad, safe } from '../report/terminal.js';
import { CONTEXT, speakerName } from './review.sheet.js';

export interface CardView {
  readonly lang: Lang;
  readonly color: ChalkInstance;
  /** Columns of the terminal. */
  readonly width: number;
}

const WIDEST = 80;
/** Characters shown of a message before, and of the picked one: a letter would push the question off the screen. */
const BEFORE = 120;
const WHOLE = 1_200;

export function card(pick: Pick<Considered>, place: { readonly nth: number; readonly of: number; readonly earlier?: readonly Label[] }, view: CardView): string {
  const { lang, color } = view;
  const width = Math.max(40, Math.min(WIDEST, view.width));
  const { conversation: { id, messages }, index, labels } = pick.candidate;
  const shown = messages.slice(Math.max(0, index - CONTEXT), index + 1);
  const nameWidth = Math.max(...shown.map((m) => stringWidth(speakerName(m.speaker, lang))));
  const lines = shown.flatMap((message, i) => {
    const own = i === shown.length - 1;
    const head = `${own ? '▶' : ' '} ${pad(speakerName(message.speaker, lang), nameWidth)}  `;
    const rows = wrapped(oneLine(safe(message.text), own ? WHOLE : BEFORE), width - nameWidth - 4);
    return rows.map((row, n) => {
      const line = `${n === 0 ? head : ' '.repeat(nameWidth + 4)}${row}`;
      return own ? color.bold(line) : color.dim(line);
    });
  });
  const title = `── ${place.nth}/${place.of} · ${oneLine(safe(id), 32)} · ${say(lang, 'review-message', { n: index + 1 })} `;
  const about = [
    say(lang, 'review-heard', { labels: labelNames(labels, lang) }),
    say(lang, `review-because-${pick.why}`, { signals: thought(pick, lang) }),
    ...(place.earlier ? [say(lang, 'review-earlier', { labels: labelNames(place.earlier, lang) })] : []),
  ];
  return [
    '', color.cyan(title + '─'.repeat(Math.max(0, width - stringWidth(title)))), ...lines, '',
    ...about.flatMap((text) => wrapped(safe(text), width - 2).map((row) => color.dim(`  ${row}`))), '',
  ].map((line) => `${line}\n`).join('');
}

export const signalName = (signal: SignalId, lang: Lang): string => say(lang, `signal-${signal}`);
export function detailName(signal: SignalId, detail: string, lang: Lang): string {
  const key = `${detailKindOf(signal)}-${detail}`;
  return knows(key) ? say(lang, key) : detail;
}

export const labelNames = (labels: readonly Label[], lang: Lang): string =>
  labels.map((label) => {
    const detail = detailOf(label);
    return signalName(label.signal, lang) + (detail === undefined ? '' : ` (${detailName(label.signal, detail, lang)})`);
  }).join(' · ') || say(lang, 'review-none');

export const percent = (probability: number): string => `${Math.round(100 * probability)} %`;

const thought = ({ uncertainty, why }: Pick<Considered>, lang: Lang): string =>
  (why === 'disagreement' ? uncertainty.about.slice(0, 1) : uncertainty.about.filter((t, i) => i === 0 || t.probability >= 0.1))
    .map((t) => `${signalName(t.signal, lang)} ${percent(t.probability)}`).join(' · ');

/** Rows of at most so many columns: Chinese characters take two, and may be parted anywhere; words stay whole where they fit. */
export function wrapped(text: string, width: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const piece of text.match(/[\w.,!?'/%-]+|\s+|./gsu) ?? []) {
    if (stringWidth(row + piece) <= width) {
      row += piece;
      continue;
    }
    for (const part of stringWidth(piece) > width ? piece : [piece]) {
      if (stringWidth(row + part) > width) {
        rows.push(row.trimEnd());
        row = '';
      }
      if (row !== '' || part.trim() !== '') row += part;
    }
  }
  return row.trim() === '' && rows.length > 0 ? rows : [...rows, row.trimEnd()];
}

