/** When a promise falls due: the latest time to come that its words name (`time-words.ts`). */
import { readLast, SHIPPED } from '../lexicon/sources.js';
import { dueSchema, TimeWords, type DayName, type PartOfDay, type Stretch, type TimeWord } from './time-words.js';

export const readDue = (overlays: readonly string[] = [], base = SHIPPED): TimeWords => new TimeWords(readLast('due.yaml', dueSchema, overlays, base));

/** A reference for texts without a time of their own: a Wednesday, ten in the morning. */
const ANY_DAY = Date.UTC(2024, 4, 1, 10);
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const LAST_MINUTE = DAY - MINUTE;

/** A day, a part of it and an hour that stand side by side. */
interface Named {
  day?: DayName;
  parts: PartOfDay[];
  hour?: { readonly hour: number; readonly minute: number };
  /** Before it: a limit. */
  before: boolean;
}

/** Minutes until {@link dueTime}; without a time of their own, texts are read as said on a Wednesday morning. */
export function minutesUntil(text: string, now: number | undefined, words: TimeWords): number | undefined {
  const due = dueTime(text, now ?? ANY_DAY, words);
  return due === undefined ? undefined : Math.round((due - (now ?? ANY_DAY)) / MINUTE);
}

/**
 * The latest time to come that the text names, as wall-clock milliseconds, from `start` on. A day without an hour, or
 * a number of days, ends at 23:59. Undefined where no time to come is named.
 * @param text folded
 */
export function dueTime(text: string, start: number, words: TimeWords): number | undefined {
  const found = words.in(text);
  const stretches = found.flatMap((word) => (word.kind === 'stretch' ? [afterStretch(start, word.stretch)] : []));
  const named = together(found, text, words).map((time) => ({ exact: time.hour !== undefined || time.parts.length > 0, due: reckon(time, start) }));
  // of a day that is named again with its hour, the hour counts
  const days = new Set(named.flatMap(({ exact, due }) => (exact && due !== undefined ? [midnight(due)] : [])));
  const dues = [...stretches, ...named.flatMap(({ exact, due }) => (due === undefined || (!exact && days.has(midnight(due))) ? [] : [due]))].filter((due) => due > start);
  return dues.length === 0 ? undefined : Math.max(...dues);
}

/** Joins neighbours; the second end of a range takes over day and part of the first. */
function together(found: readonly TimeWord[], text: string, words: TimeWords): Named[] {
  const times: (Named & { end: number })[] = [];
  for (const word of found) {
    if (word.kind === 'stretch') continue;
    const last = times.at(-1);
    const gap = last && text.slice(last.end, word.start);
    const beside = last && !last.before && words.joins.test(gap as string) && last.hour === undefined && (word.kind !== 'day' || last.parts.length === 0 && !last.day);
    const time = beside ? last : { parts: [], before: false, end: word.end };
    if (!beside) {
      if (last && words.range.test(gap as string)) {
        if (word.kind !== 'day' && last.day) time.day = last.day;
        if (word.kind === 'hour') time.parts = [...last.parts];
      }
      times.push(time);
    }
    if (word.kind === 'day') time.day = word.day;
    else if (word.kind === 'part') time.parts.push(word.part);
    else time.hour = word;
    words.before.lastIndex = word.end;
    time.before = words.before.test(text);
    time.end = word.end;
  }
  return times;
}

function reckon({ day, parts, hour, before }: Named, now: number): number | undefined {
  const today = midnight(now);
  const part = parts.at(-1);
  const clock = hour ? hoursOf(hour, parts) : part && [before && part[0] >= 12 ? part[0] : part[1]];
  if (!clock) return day && endOf(day, today);
  const date = day === undefined ? today : startOf(day, today);
  if (date === undefined) return undefined;
  const at = clock.map((h) => date + h * 60 * MINUTE);
  // a bare hour is the next such one; said of another day, a small one is of its afternoon
  if (hour && !part) {
    const [first, second] = at as [number, number?];
    if (date > today) return hour.hour < 7 && second !== undefined ? second : first;
    const next = at.find((t) => t > now);
    return next ?? (day === undefined ? first + DAY : undefined);
  }
  const due = at[0] as number;
  // a morning gone by is tomorrow's; an afternoon gone by is past
  return due <= now && day === undefined && (part as PartOfDay)[1] <= 13 ? due + DAY : due;
}

/** Hours since midnight that an hour can mean, by the part of the day it stands in. */
function hoursOf({ hour, minute }: { readonly hour: number; readonly minute: number }, parts: readonly PartOfDay[]): number[] {
  const part = parts.at(-1);
  const exact = hour + minute / 60;
  if (!part) return hour < 12 && hour > 0 ? [exact, exact + 12] : [exact === 0 ? 24 : exact];
  const [from] = part;
  if (from < 12) {
    const evening = parts.length > 1 && (parts[0] as PartOfDay)[0] >= 17;
    const morning = from === 0 && hour === 12 ? exact - 12 : exact;
    return [evening ? morning + 24 : morning];
  }
  if (hour > 12) return [exact];
  if (from >= 18 && (hour === 12 || hour < 5)) return [(hour % 12) + minute / 60 + 24];
  // 中午十一点 is before noon
  return [hour === 12 || (from === 12 && hour >= 10 && part[1] === 13) ? exact : exact + 12];
}

const midnight = (time: number): number => Math.floor(time / DAY) * DAY;
/** 1 for Monday. */
const weekday = (day: number): number => ((new Date(day).getUTCDay() + 6) % 7) + 1;

/** The last minute of the day that is named. */
function endOf(day: DayName, today: number): number | undefined {
  const start = startOf(day, today);
  return start === undefined ? undefined : start + LAST_MINUTE;
}

/** Midnight at which the named day begins; of a longer time its last day. */
function startOf(day: DayName, today: number): number | undefined {
  const [year, month] = [new Date(today).getUTCFullYear(), new Date(today).getUTCMonth()];
  if ('offset' in day) return today + day.offset * DAY;
  if ('weekday' in day) {
    const monday = today - (weekday(today) - 1) * DAY;
    const next = monday + (day.weekday - 1) * DAY;
    return day.week === undefined ? (next < today ? next + 7 * DAY : next) : next + day.week * 7 * DAY;
  }
  if ('week' in day) return today + (7 - weekday(today) + day.week * 7) * DAY;
  if ('yearEnd' in day) return Date.UTC(year, 11, 31);
  if ('beforeMonth' in day) return firstFrom(today, (y) => Date.UTC(y, day.beforeMonth - 1, 0), year);
  if ('partOfMonth' in day) {
    if (day.month !== undefined) return firstFrom(today, (y) => dayIn(y, (day.month as number) - 1, day.partOfMonth), year);
    const due = dayIn(year, month + (day.monthsOn ?? 0), day.partOfMonth);
    return due < today && day.monthsOn === undefined ? dayIn(year, month + 1, day.partOfMonth) : due;
  }
  if (day.month !== undefined) {
    const due = Date.UTC(day.year ?? year, day.month - 1, day.day);
    // 1月5日 said in December is to come; 3月5日 said in May is when something was
    return day.year === undefined && today - due > 183 * DAY ? Date.UTC(year + 1, day.month - 1, day.day) : due;
  }
  const due = dayIn(year, month, day.day);
  // 15号 said on the 20th: was it, or will it be? near ones were
  return today - due > 10 * DAY ? dayIn(year, month + 1, day.day) : due;
}

/** The first of this and next year's days that is not past. */
const firstFrom = (today: number, of: (year: number) => number, year: number): number => (of(year) < today ? of(year + 1) : of(year));

/** A day of a month, at most its last. */
const dayIn = (year: number, month: number, day: number): number => Math.min(Date.UTC(year, month, day), Date.UTC(year, month + 1, 0));

function afterStretch(now: number, stretch: Stretch): number {
  const { count } = stretch;
  if ('minutes' in stretch) return now + count * stretch.minutes * MINUTE;
  const today = midnight(now);
  if ('working' in stretch) return workingDay(today, Math.ceil(count * stretch.working)) + LAST_MINUTE;
  const days = 'days' in stretch ? count * stretch.days : count < 1 ? count * 30 : undefined;
  // less than a day is hours; what is not whole is counted to the hour
  if (days !== undefined) return Number.isInteger(days) ? today + days * DAY + LAST_MINUTE : now + days * DAY;
  const date = new Date(today);
  return dayIn(date.getUTCFullYear(), date.getUTCMonth() + Math.floor(count), date.getUTCDate()) + (count % 1) * 30 * DAY + LAST_MINUTE;
}

/** So many working days on; Saturday and Sunday do not count, holidays are not known. */
function workingDay(today: number, count: number): number {
  let day = today;
  for (let left = count; left > 0; ) {
    day += DAY;
    if (weekday(day) <= 5) left -= 1;
  }
  return day;
}
