/** Times of messages: local wall-clock times without a zone, so that differences are plain minutes. */
import type { Message } from '../model.js';

export const MINUTE = 60_000;

/** Milliseconds on the wall clock; undefined where the message has no time, or one that is none. */
export function instant({ at }: Pick<Message, 'at'>): number | undefined {
  const time = at === undefined ? NaN : Date.parse(`${at}Z`);
  return Number.isNaN(time) ? undefined : time;
}

/** Minutes from one message to another, not below 0; undefined where a time is missing. */
export function minutesBetween(from: Message | undefined, to: Message | undefined): number | undefined {
  const start = from && instant(from);
  const end = to && instant(to);
  return start === undefined || end === undefined ? undefined : Math.max(0, (end - start) / MINUTE);
}
