/** How long a customer waited for an answer, or spoke again before one came. */
import type { Analysis } from './analysis.js';
import { minutesBetween } from './clock.js';
import { promisedMinutes } from './promises.js';
import type { Turn } from '../signals/turns.js';

export interface Wait {
  /** The customer's message that waited. */
  readonly message: number;
  /** The message that ended the wait: the agent's answer, or the customer's own next words. */
  readonly until: number;
  readonly minutes: number;
  readonly answered: boolean;
}

/**
 * Every wait with known times: from a customer's message to the next message of either side. Who accepts, thanks or
 * says goodbye and asks for nothing does not wait; neither does who was told to expect the answer by a time that has
 * not come yet.
 */
export function waits(analysis: Analysis): Wait[] {
  return analysis.turns.flatMap((turn) => {
    if (turn.side !== 'customer') return [];
    const answer = analysis.next(turn)?.messages[0];
    return turn.messages.flatMap((message, i) => {
      const until = turn.messages[i + 1] ?? answer;
      const minutes = until === undefined ? undefined : minutesBetween(analysis.message(message), analysis.message(until));
      if (until === undefined || minutes === undefined || settled(analysis, message) || inTime(analysis, turn, until)) return [];
      return [{ message, until, minutes, answered: until === answer }];
    });
  });
}

const settled = (analysis: Analysis, message: number): boolean =>
  analysis.stance(message) < analysis.settings.hot && analysis.marksAt(message).some((m) => m.mark === 'leaves-nothing-open');

/** Whether the agent had said, just before, that it would come later, and that time was not over. */
function inTime(analysis: Analysis, turn: Turn, until: number): boolean {
  const before = analysis.previous(turn);
  return before !== undefined && before.messages.some((message) => {
    const promised = promisedMinutes(analysis, message);
    const passed = minutesBetween(analysis.message(message), analysis.message(until));
    return promised !== undefined && promised >= LATER && passed !== undefined && passed <= promised;
  });
}
/** Minutes from which a promise is to come back later; "one moment" is none. */
const LATER = 30;
