/** Text for a terminal: padded and cut by display width, and never obeyed. */
import type { ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import { say, type Lang } from '../locale/index.js';
import { BANDS, type Band } from '../model.js';
import { withoutControls } from './control.js';

export const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - stringWidth(text)));

/** Cuts to the window by display width, escape sequences aside; a cut line resets its colour. */
export function fit(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let used = 0;
  let out = '';
  for (const piece of text.split(/(\u001b\[[\d;]*m)/u)) {
    if (piece.startsWith('\u001b[')) {
      out += piece;
      continue;
    }
    for (const char of piece) {
      const wide = stringWidth(char);
      if (used + wide > width - 1) return `${out}…${out.includes('\u001b[') ? '\u001b[0m' : ''}`;
      out += char;
      used += wide;
    }
  }
  return out;
}

/** A transcript may hold control characters and escape sequences: a terminal must not obey them. */
export const safe = (text: string): string => withoutControls(text, '·');

export const bandColor = (band: Band, color: ChalkInstance): ChalkInstance =>
  ({ low: color.green, medium: color.yellow, high: color.rgb(255, 135, 0), critical: color.red })[band];

/** Columns that the name of any band needs. */
export const bandWidth = (lang: Lang): number => Math.max(...BANDS.map((band) => stringWidth(say(lang, `band-${band}`))));
