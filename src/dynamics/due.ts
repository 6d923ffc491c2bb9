/**
 * When a promise falls due. chrono-node reads the time expression; what it does not know (工作日, 马上, 1-3天)
 * is first put into words it knows by `lexicons/due.yaml`. Loaded only when the first promise is met.
 */
import { createRequire } from 'node:module';
import type { ParsedResult, ParsingOption } from 'chrono-node';
import { z } from 'zod';
import { readLast, SHIPPED } from '../lexicon/sources.js';

const regex = z.string().refine(isPattern, 'this is not a regular expression');
const pair = z.tuple([regex, z.string()]);
export const dueSchema = z.strictObject({
  /** Where it matches, days are working days, of which a week has five. */
  working: regex,
  /** Regular expressions over the folded text and what is put in their place, in order. */
  rewrite: z.array(pair),
});
export type DueWords = z.infer<typeof dueSchema>;

export const readDue = (overlays: readonly string[] = [], base = SHIPPED): DueWords => readLast('due.yaml', dueSchema, overlays, base);

type Parse = (text: string, ref: Date, option: ParsingOption) => ParsedResult[];
let parser: Parse | undefined;

/** A reference for texts without a time of their own: a Wednesday, ten in the morning. */
const ANY_DAY = Date.UTC(2024, 4, 1, 10);

/**
 * Minutes from `now` (wall-clock milliseconds) until what the text names; the last time named counts.
 * A day without an hour, or a number of days, ends at midnight. Undefined where no time to come is named.
 */
export function minutesUntil(text: string, now: number | undefined, words: DueWords): number | undefined {
  parser ??= (createRequire(import.meta.url)('chrono-node/zh') as { hans: { parse: Parse } }).hans.parse;
  const rewritten = words.rewrite.reduce((t, [from, to]) => t.replace(new RegExp(from, 'g'), to), text);
  const stretch = new RegExp(words.working).test(text) ? 7 / 5 : 1;
  const start = now ?? ANY_DAY;
  const minutes = parser(rewritten, onThisMachine(start), { forwardDate: true }).map(({ start: time }) => {
    const hour = time.isCertain('hour');
    const [y, m, d] = [time.get('year'), time.get('month'), time.get('day')].map(Number) as [number, number, number];
    const due = hour ? Date.UTC(y, m - 1, d, time.get('hour') ?? 0, time.get('minute') ?? 0, time.get('second') ?? 0) : Date.UTC(y, m - 1, d, 23, 59);
    return Math.round((stretch * (due - start)) / 60_000);
  }).filter((n) => n > 0);
  return minutes.length === 0 ? undefined : Math.max(...minutes);
}

/** chrono-node reckons in the machine's zone: the moment at which its clock shows this wall-clock time. */
function onThisMachine(wallClock: number): Date {
  const t = new Date(wallClock);
  return new Date(t.getUTCFullYear(), t.getUTCMonth(), t.getUTCDate(), t.getUTCHours(), t.getUTCMinutes(), t.getUTCSeconds());
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source).source !== '';
  } catch {
    return false;
  }
}
