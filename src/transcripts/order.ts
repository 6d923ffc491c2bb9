import type { Draft, RawMessage } from './draft.js';
import { DAY, isoTime } from './times.js';

/** A message with its wall-clock time, where one is known. */
export interface Timed {
  readonly raw: RawMessage;
  readonly at?: string;
}

/**
 * Messages in the order they were said: by sequence number, else by time, else as they stand in the file.
 * Exports that begin with the newest message are turned round.
 */
export function inOrder(draft: Draft): Timed[] {
  const { messages } = draft;
  if (messages.length > 1 && messages.every((message) => message.seq !== undefined)) {
    return withTimes(draft, messages.toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0)));
  }
  const timed = withTimes(draft, messages);
  if (!timed.every((message) => message.at !== undefined)) return timed;
  if (messages.some((message) => message.moment?.day === undefined && message.offset === undefined)) return timed;
  const times = timed.map((message) => message.at ?? '');
  const falling = times.every((at, i) => i === 0 || at <= (times[i - 1] ?? ''));
  // Turned round rather than sorted, so that messages of the same second are turned as well.
  if (falling && times[0] !== times.at(-1)) return timed.reverse();
  return timed.sort((a, b) => ((a.at ?? '') < (b.at ?? '') ? -1 : (a.at ?? '') > (b.at ?? '') ? 1 : 0));
}

/**
 * Gives every message its full time. A clock without a date takes the last date known in the conversation, and
 * the next day where the clock falls by more than half a day; without any date there is no time at all.
 */
function withTimes(draft: Draft, messages: readonly RawMessage[]): Timed[] {
  let day = draft.start?.day ?? messages.find((message) => message.moment?.day !== undefined)?.moment?.day;
  let last = draft.start?.clock;
  let rolled = 0;
  return messages.map((raw): Timed => {
    const { moment, offset } = raw;
    if (moment?.day !== undefined) {
      day = moment.day;
      last = moment.clock;
      rolled = 0;
      return { raw, at: isoTime(moment.day, moment.clock ?? 0) };
    }
    if (moment?.clock !== undefined) {
      if (last !== undefined && last - moment.clock > DAY / 2) rolled++;
      last = moment.clock;
      return day === undefined ? { raw } : { raw, at: isoTime(day, rolled * DAY + moment.clock) };
    }
    if (offset !== undefined && draft.start?.day !== undefined) {
      return { raw, at: isoTime(draft.start.day, (draft.start.clock ?? 0) + Math.floor(offset / 1_000)) };
    }
    return { raw };
  });
}
