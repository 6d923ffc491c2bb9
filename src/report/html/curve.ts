/**
 * The risk curve of a conversation, drawn when the report is written. Scales and lines are D3's. Places are
 * percentages of the plot, so that the curve fills any width while letters and dots keep their size; colours come
 * from the style sheet, so that it turns dark with the page.
 */
import { scaleLinear } from 'd3-scale';
import { area, curveMonotoneX, line } from 'd3-shape';
import { BANDS, type Band, type ScoredCase, type TrajectoryPoint } from '../../model.js';
import { ENTRIES, few } from '../few.js';
import { html, type Html } from './escape.js';
import type { Writing } from './options.js';

/** More dots than these lie on top of each other. */
const DOTS = 1000;

/** The points that get a dot to tap: all, or of a long conversation every so many. The line goes through all. */
function dotted(trajectory: readonly TrajectoryPoint[]): readonly TrajectoryPoint[] {
  if (trajectory.length <= DOTS) return trajectory;
  const step = Math.ceil(trajectory.length / DOTS);
  return trajectory.filter((_, i) => i % step === 0);
}

const percent = (n: number): string => `${Number(n.toFixed(2))}%`;

/** @param key begins every id, so that several cases can stand on one page */
export function riskCurve(report: ScoredCase, key: string, w: Writing): Html {
  const { t } = w;
  const { trajectory, alarm, firstAlert } = report.risk;
  const last = Math.max(1, report.messages.length - 1);
  const x = scaleLinear([0, last], [1.5, 98.5]);
  const y = scaleLinear([0, 100], [100, 0]);
  const scoreAt = new Map(trajectory.map((p) => [p.message, p.score]));
  const turns = new Set(report.turningPoints.map((p) => p.message));
  const strips = BANDS.map((band, i) => {
    const least = leastOf(band, w);
    const next = BANDS[i + 1];
    const most = next ? leastOf(next, w) : 100;
    return { band, top: y(most), height: y(least) - y(most), middle: y((least + most) / 2) };
  });
  const path = line<TrajectoryPoint>((p) => x(p.message), (p) => y(p.score)).curve(curveMonotoneX).digits(2)([...trajectory]) ?? '';
  const under = area<TrajectoryPoint>((p) => x(p.message), 100, (p) => y(p.score)).curve(curveMonotoneX).digits(2)([...trajectory]) ?? '';
  const marks = [
    ...(firstAlert !== undefined && firstAlert !== alarm?.confirmed ? [{ message: firstAlert, text: t('html-alert-mark'), kind: 'alert' }] : []),
    ...(alarm ? [{ message: alarm.confirmed, text: t('html-alarm-mark'), kind: 'alarm' }] : []),
  ];
  return html`<figure class="curve">
<div class="plot">
<div class="axis" aria-hidden="true">${[0, 50, 100].map((n) => html`<span class="at-${n}">${n}</span>`)}</div>
<svg role="img" aria-labelledby="${key}curve" class="lines" width="100%" height="100%">
<title id="${key}curve">${curveInWords(report, w)}</title>
${strips.map(({ band, top, height }) => html`<rect class="strip ${band}" x="0" width="100%" y="${percent(top)}" height="${percent(height)}"/>`)}
<svg class="stretch" viewBox="0 0 100 100" preserveAspectRatio="none" width="100%" height="100%"><path class="under" d="${under}"/><path class="line" d="${path}" vector-effect="non-scaling-stroke"/></svg>
${marks.map(({ message, text, kind }, i) => html`<g class="event ${kind}"><line x1="${percent(x(message))}" x2="${percent(x(message))}" y1="0" y2="100%"/><text x="${percent(x(message))}" y="${percent(y(i % 2 === 0 ? 4 : 14))}" text-anchor="${anchor(x(message))}" dx="${x(message) > 80 ? -5 : 5}">${text} ${message + 1}</text></g>`)}
${dotted(trajectory).map((p) => dot(p, turns.has(p.message), report, key, w, percent(x(p.message)), percent(y(p.score))))}
${few(report.turningPoints, ENTRIES).shown.map(({ message }) => {
    const score = scoreAt.get(message) ?? 0;
    // above the dot, and below it where the curve runs along the top
    const below = score > 82;
    return html`<text class="turn" x="${percent(x(message))}" y="${percent(y(score))}" dy="${below ? 22 : -12}" text-anchor="middle">${below ? '▲' : '▼'}${message + 1}</text>`;
  })}
</svg>
<svg class="bands" aria-hidden="true" width="100%" height="100%">${strips.map(({ band, middle }) => html`<text class="${band}" x="6" y="${percent(middle)}" dy="4">${t(`band-${band}`)}</text>`)}</svg>
</div>
<figcaption><span class="key turn">▼ ${t('html-key-turn')}</span> <span class="key">● ${t('speaker-customer')}</span> <span class="key">○ ${t('html-key-other')}</span> <span class="key">${t('html-key-axis', { n: report.messages.length })}</span></figcaption>
</figure>`;
}

function dot({ message, score }: TrajectoryPoint, turning: boolean, report: ScoredCase, key: string, { t }: Writing, x: string, y: string): Html {
  const speaker = report.messages[message]?.speaker ?? 'unknown';
  return html`<g data-to="${key}m${message + 1}"><circle class="dot${speaker === 'customer' ? ' customer' : ''}${turning ? ' turning' : ''}" cx="${x}" cy="${y}" r="${turning ? 5.5 : 3}"/><circle class="hit" cx="${x}" cy="${y}" r="10"><title>${t('html-dot', { n: message + 1, who: t(`speaker-${speaker}`), score })}</title></circle></g>`;
}

const leastOf = (band: Band, { bands }: Writing): number => (band === 'low' ? 0 : bands[band]);
const anchor = (x: number): string => (x > 80 ? 'end' : 'start');

/** What a reader who cannot see the curve needs of it. */
function curveInWords(report: ScoredCase, { t }: Writing): string {
  const { risk } = report;
  const turns = few(report.turningPoints, ENTRIES);
  return [
    t('html-curve', { from: risk.trajectory[0]?.score ?? 0, to: risk.score, peak: risk.peak.score, n: risk.peak.message + 1 }),
    ...turns.shown.map((p) => t('html-curve-turn', { n: p.message + 1, from: p.from, to: p.to })),
    ...(turns.more > 0 ? [t('html-and-more', { n: turns.more })] : []),
    ...(risk.alarm ? [t('alarm-at', { n: risk.alarm.confirmed + 1 })] : []),
  ].join(t('html-stop'));
}
