/** What a number in a cell says: dates as they are read from CSV, numbers with all their digits. */
import type { CellFormat } from './formats.js';

const SECONDS = 86_400;
/** Days from the first day of Excel's calendar to 1970-01-01, and from there to that of 1904. */
const TO_1970 = 25_569;
const TO_1904 = 1_462;
/** 9999-12-31. */
const LAST_DAY = 2_958_465;

export function numberText(value: string, format: CellFormat | undefined, from1904: boolean): string {
  const dated = format && (format.date || format.time) ? dateText(Number(value), format.time, from1904) : undefined;
  return dated ?? padded(digits(value), format?.zeros ?? 0);
}

/** Excel shows 15 digits at most and binary fractions have more; no number is shortened to 2.02E+17. */
function digits(value: string): string {
  if (/^-?\d+$/.test(value)) return value;
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  const text = String(Number(number.toPrecision(15)));
  return text.includes('e') ? number.toLocaleString('en-US', { useGrouping: false, maximumSignificantDigits: 15 }) : text;
}

const padded = (text: string, zeros: number): string => (/^\d+$/.test(text) ? text.padStart(zeros, '0') : text);

/**
 * A serial as a wall clock, to the second: whole days without a clock where the format shows none, less than a day as a
 * clock alone. `undefined` for a number that is no day.
 */
function dateText(serial: number, showsTime: boolean, from1904: boolean): string | undefined {
  if (!(serial >= 0) || serial >= LAST_DAY + 1) return undefined;
  if (serial < 1 && Math.round(serial * SECONDS) < SECONDS) return clockText(Math.round(serial * SECONDS));
  // Excel's calendar of 1900 has a 29 February, which the days before it make up for.
  const days = from1904 ? serial + TO_1904 : serial < 60 ? serial + 1 : serial;
  const seconds = Math.round((days - TO_1970) * SECONDS);
  const day = new Date(Math.floor(seconds / SECONDS) * SECONDS * 1_000).toISOString().slice(0, 10);
  return Number.isInteger(serial) && !showsTime ? day : `${day} ${clockText(((seconds % SECONDS) + SECONDS) % SECONDS)}`;
}

const clockText = (seconds: number): string =>
  [seconds / 3_600, (seconds % 3_600) / 60, seconds % 60].map((part) => String(Math.floor(part)).padStart(2, '0')).join(':');
