import type { ColumnWords } from './knowledge.js';
import { memo } from './memo.js';

/** A time as far as it was written: a day, a clock in seconds since midnight, or both. */
export interface Moment {
  readonly day?: string;
  readonly clock?: number;
}

const HALVES = ['noon', 'pm', 'am'] as const;
type Half = (typeof HALVES)[number];

const HOUR = 3_600;
export const DAY = 24 * HOUR;
/** China Standard Time: epochs and offsets are shown as the wall clock in Shanghai, wherever this runs. */
const CHINA = 8 * HOUR;
/** The Excel serial of 1970-01-01. */
const EXCEL_EPOCH = 25_569;

/** Reads the forms of time that exports use; words such as 年 and 下午 stand in `columns.yaml`. */
export class Times {
  private readonly units: readonly (readonly [RegExp, string])[];
  private readonly am: RegExp;
  private readonly pm: RegExp;
  private readonly noon: RegExp;
  /** The words for halves of the day, as alternatives of a pattern. */
  readonly halves: string;

  constructor(words: ColumnWords['time']) {
    const any = (list: readonly string[]): string => list.map((word) => word.replace(/[.]/g, '\\.')).join('|');
    this.units = [
      [new RegExp(`\\(?(?:${any(words.weekday)})\\)?`, 'gu'), ' '],
      [new RegExp(`\\s*(?:${any(words.year)}|${any(words.month)})\\s*`, 'gu'), '-'],
      [new RegExp(`(?:${any(words.day)})\\s*`, 'gu'), ' '],
      [new RegExp(`\\s*(?:${any(words.hour)})(?:\\s*(?=\\d))`, 'gu'), ':'],
      [new RegExp(`\\s*(?:${any(words.hour)})`, 'gu'), ':00'],
      [new RegExp(`\\s*(?:${any(words.minute)})(?:\\s*(?=\\d))`, 'gu'), ':'],
      [new RegExp(`\\s*(?:${any(words.minute)}|${any(words.second)})`, 'gu'), ''],
      [new RegExp(`\\s*(?:${any(words.utc)})$`, 'u'), 'z'],
    ];
    this.halves = any([...words.am, ...words.pm, ...words.noon]);
    this.am = new RegExp(`\\s*(?:${any(words.am)})\\s*`, 'u');
    this.pm = new RegExp(`\\s*(?:${any(words.pm)})\\s*`, 'u');
    this.noon = new RegExp(`\\s*(?:${any(words.noon)})\\s*`, 'u');
  }

  /** The moment a text stands for; `undefined` where it is no time. */
  parse(value: string): Moment | undefined {
    if (USUAL.test(value)) return ofText(value, undefined);
    let text = value.normalize('NFKC').trim().toLowerCase();
    if (text.length === 0 || text.length > 60) return undefined;
    if (/^\d+(\.\d+)?$/.test(text)) return ofNumber(text);
    const half = HALVES.find((name) => this[name].test(text));
    if (half) text = text.replace(this[half], ' ').trim();
    for (const [unit, sign] of this.units) text = text.replace(unit, sign);
    return ofText(text.replace(/\s+/g, ' ').trim(), half);
  }
}

/** The form nearly all exports use, in which no word has to be looked for. */
const USUAL = /^\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]\d{1,2}:\d{2}(?::\d{2})?$/;
const DATE = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/;
const CLOCK = /^(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,:]\d+)?)?/;
const ZONE = /^ ?(z|[+-]\d{2}:?(?:\d{2})?)$/;

function ofText(text: string, half: Half | undefined): Moment | undefined {
  const date = DATE.exec(text);
  const day = date ? dayOf(date[0]) : undefined;
  if (date && day === undefined) return undefined;
  // The `-` that stands for a month sign without a day, and the `t` and blank before a clock.
  const rest = date ? text.slice(date[0].length).replace(/^(?:[tT ]|-(?=\d{2}:)) ?/, '') : text;
  if (rest === '') return day === undefined ? undefined : { day };
  const match = CLOCK.exec(rest);
  if (!match) return undefined;
  const clock = secondsOf(match, half);
  if (clock === undefined) return undefined;
  const zone = rest.slice(match[0].length);
  if (zone === '') return day === undefined ? { clock } : { day, clock };
  const offset = ZONE.exec(zone)?.[1];
  if (offset === undefined || day === undefined) return undefined;
  return ofEpoch(Date.parse(`${day}T00:00:00Z`) / 1_000 + clock - offsetSeconds(offset));
}

/** As AM and PM have it, 12 in the morning is midnight; noon reaches from 11 to 14 o'clock. */
function secondsOf(match: RegExpExecArray, half: Half | undefined): number | undefined {
  const [hour, minute, second] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const later = (half === 'pm' && hour < 12) || (half === 'noon' && hour < 11);
  const shift = later ? 12 : half === 'am' && hour === 12 ? -12 : 0;
  return (hour + shift) * HOUR + minute * 60 + Math.min(second, 59);
}

function offsetSeconds(zone: string): number {
  if (zone === 'z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const size = Number(digits.slice(0, 2)) * HOUR + Number(digits.slice(2)) * 60;
  return zone.startsWith('-') ? -size : size;
}

/** Numbers: 20240101, 20240101100000, seconds or milliseconds since 1970, serials of Excel. */
function ofNumber(text: string): Moment | undefined {
  const packed = /^((?:19|20)\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/.exec(text);
  if (packed) {
    const day = isoDay(Number(packed[1]), Number(packed[2]), Number(packed[3]));
    if (day === undefined) return undefined;
    if (packed[4] === undefined) return { day };
    const [hour, minute, second] = [Number(packed[4]), Number(packed[5]), Number(packed[6] ?? 0)];
    return hour < 24 && minute < 60 && second < 60 ? { day, clock: hour * HOUR + minute * 60 + second } : undefined;
  }
  const number = Number(text);
  if (number >= 20_000 && number < 80_000) {
    const seconds = Math.round((number - EXCEL_EPOCH) * DAY);
    const moment = ofWallClock(seconds);
    return Number.isInteger(number) && moment.day !== undefined ? { day: moment.day } : moment;
  }
  if (number >= 3e8 && number < 5e9) return ofEpoch(number);
  if (number >= 3e11 && number < 5e12) return ofEpoch(number / 1_000);
  if (number >= 3e14 && number < 5e15) return ofEpoch(number / 1e6);
  return undefined;
}

function ofEpoch(seconds: number): Moment {
  return ofWallClock(Math.floor(seconds) + CHINA);
}

function ofWallClock(seconds: number): Moment {
  return { day: new Date(seconds * 1_000).toISOString().slice(0, 10), clock: ((seconds % DAY) + DAY) % DAY };
}

const dayOf = memo((date) => {
  const [year, month, day] = date.split(/\D/).map(Number);
  return isoDay(year ?? 0, month ?? 0, day ?? 0);
});

function isoDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1900 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined;
}

/** Wall-clock time as ISO 8601 without zone; seconds past midnight may reach into the next days. */
export function isoTime(day: string, clock: number): string {
  if (clock >= DAY) return new Date(Date.parse(`${day}T00:00:00Z`) + clock * 1_000).toISOString().slice(0, 19);
  const two = (number: number): string => String(Math.floor(number)).padStart(2, '0');
  return `${day}T${two(clock / HOUR)}:${two((clock % HOUR) / 60)}:${two(clock % 60)}`;
}
