/** Parts of a whole as bars: of a score, each beginning where the one before ended; of a batch, side by side. */
import { scaleLinear } from 'd3-scale';
import type { Contribution } from '../../model.js';
import { html, type Html } from './escape.js';

const percent = (n: number): string => `${Number(n.toFixed(2))}%`;

export interface Step {
  readonly part: Contribution;
  /** Sum before and after it, in points. */
  readonly from: number;
  readonly to: number;
}

/** What every conversation starts from, then what raises, then what lowers; the last step ends at the score. */
export function stepsOf(parts: readonly Contribution[]): Step[] {
  const rank = (c: Contribution): number => (c.id === 'base' ? 0 : c.points >= 0 ? 1 : 2);
  let sum = 0;
  return [...parts].sort((a, b) => rank(a) - rank(b)).filter((c) => c.points !== 0).map((part) => ({ part, from: sum, to: (sum += part.points) }));
}

/** Scale that all steps of one case share. */
export function scaleOf(steps: readonly Step[]): (points: number) => number {
  const ends = steps.flatMap((s) => [s.from, s.to]);
  return scaleLinear([Math.min(0, ...ends), Math.max(100, ...ends)], [0, 100]);
}

export function stepBar({ from, to }: { readonly from: number; readonly to: number }, x: (points: number) => number, kind: string): Html {
  const [left, right] = [x(Math.min(from, to)), x(Math.max(from, to))];
  return html`<svg class="bar ${kind}" width="100%" height="14" aria-hidden="true" focusable="false"><rect class="track" width="100%" height="100%" rx="2"/><rect class="fill" x="${percent(left)}" width="${percent(Math.max(0.6, right - left))}" height="100%" rx="2"/><line class="here" x1="${percent(x(to))}" x2="${percent(x(to))}" y1="0" y2="100%"/></svg>`;
}

/** A share of a whole, or a score of 100. */
export const shareBar = (share: number, kind: string): Html =>
  html`<svg class="bar ${kind}" width="100%" height="10" aria-hidden="true" focusable="false"><rect class="track" width="100%" height="100%" rx="2"/><rect class="fill" width="${percent(100 * Math.min(1, Math.max(0, share)))}" height="100%" rx="2"/></svg>`;

/** Counts side by side; a count that is not nought can always be seen. */
export function stacked(counts: readonly { readonly kind: string; readonly count: number }[]): Html {
  const shown = counts.filter((c) => c.count > 0);
  const total = shown.reduce((sum, c) => sum + c.count, 0);
  const widths = shown.map((c) => Math.max(0.8, (100 * c.count) / total));
  const sum = widths.reduce((a, b) => a + b, 0);
  let at = 0;
  return html`<svg class="stacked" width="100%" height="22" aria-hidden="true" focusable="false">${shown.map(({ kind }, i) => {
    const width = (100 * (widths[i] as number)) / sum;
    at += width;
    return html`<rect class="${kind}" x="${percent(at - width)}" width="${percent(width)}" height="100%"/>`;
  })}</svg>`;
}
