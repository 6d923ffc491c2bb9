/** Text for a terminal: padded and cut by display width, and never obeyed. */
import stringWidth from 'string-width';
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
