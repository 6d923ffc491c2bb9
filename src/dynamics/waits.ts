/** How long a customer waited for an answer, or spoke again before one came. */
import type { Analysis } from './analysis.js';
import { minutesBetween } from './clock.js';

export interface Wait {
  /** The customer's message that waited. */
  readonly message: number;
  /** The message that ended the wait: the agent's answer, or the customer's own next words. */
  readonly until: number;
  readonly minutes: number;
  readonly answered: boolean;
}

/** Every wait with known times: from a customer's message to the next message of either side. */
export function waits(analysis: Analysis): Wait[] {
  return analysis.turns.flatMap((turn) => {
    if (turn.side !== 'customer') return [];
    const answer = analysis.next(turn)?.messages[0];
    return turn.messages.flatMap((message, i) => {
      const until = turn.messages[i + 1] ?? answer;
      const minutes = until === undefined ? undefined : minutesBetween(analysis.message(message), analysis.message(until));
      return until === undefined || minutes === undefined ? [] : [{ message, until, minutes, answered: until === answer }];
    });
  });
}

/** The minutes an answer may take in this conversation. */
export const allowed = ({ conversation, settings }: Analysis): number => settings.reply[conversation.channel ?? 'chat'];
