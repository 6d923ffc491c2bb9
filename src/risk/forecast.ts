/** The score after every message (a forecast, in the sense of conversational derailment research), and what follows from its course. */
import type { Analysis } from '../dynamics/analysis.js';
import { findingsOf, knownAt } from '../dynamics/findings/index.js';
import { promisesOf } from '../dynamics/promises.js';
import type { Alarm, Finding, TrajectoryPoint } from '../model.js';
import type { Turn } from '../signals/turns.js';
import { Ledger } from './ledger.js';
import { leastOf, scoreOf } from './score.js';
import type { Scorecard } from './scorecard.js';

export interface Forecast {
  /** The account after the last message that was read. */
  readonly ledger: Ledger;
  readonly trajectory: readonly TrajectoryPoint[];
}

/** @param until index of the last message to read */
export function forecast(analysis: Analysis, findings: readonly Finding[], scorecard: Scorecard, until = Infinity): Forecast {
  const ledger = new Ledger(scorecard);
  const { messages } = analysis.conversation;
  const known = messages.map((): Finding[] => []);
  for (const finding of findings) known[knownAt(finding)]?.push(finding);
  const trajectory = messages.slice(0, until + 1).map((_, message): TrajectoryPoint => {
    const turn = analysis.turnOf(message);
    if (turn) {
      ledger.add(message, {
        side: turn.side,
        signals: analysis.at(message),
        findings: known[message] as Finding[],
        hot: turn.side === 'customer' && analysis.stance(message) >= analysis.settings.hot,
        continues: turn.messages[0] !== message,
      });
    }
    return { message, score: Math.round(scoreOf(ledger, scorecard)) };
  });
  return { ledger, trajectory };
}

/** The score after a message, had an agent's turn before it neither helped nor harmed. */
export function scoreHadItBeenNeutral(analysis: Analysis, turn: Turn, message: number, scorecard: Scorecard): number {
  const silenced = analysis.without(turn.messages);
  const findings = findingsOf(silenced, promisesOf(silenced)).filter((f) => !f.messages.some((m) => turn.messages.includes(m)));
  return forecast(silenced, findings, scorecard, message).trajectory.at(-1)?.score ?? 0;
}

/**
 * When to interrupt somebody. The score must hold: it is still in the alarm band after the agent's next
 * turn, and where that offers a remedy, after the customer's answer to it. What cannot wait does not.
 */
export function alarmOf(analysis: Analysis, trajectory: readonly TrajectoryPoint[], card: Scorecard): Alarm | undefined {
  const { alarm } = card;
  const least = leastOf(alarm.band, card);
  const high = (message: number | undefined): boolean => message !== undefined && (trajectory[message]?.score ?? 0) >= least;
  for (const turn of analysis.turns) {
    if (turn.side !== 'customer') continue;
    const message = turn.messages.find(high);
    if (message === undefined) continue;
    const urgent = turn.messages.find((m) => high(m) && analysis.at(m).some((s) => alarm['at-once'].includes(s.signal)));
    if (urgent !== undefined) return { message, confirmed: urgent };
    const confirmed = holdsUntil(analysis, turn, high);
    if (confirmed !== undefined) return { message, confirmed };
  }
  return undefined;
}

/** The message at which it is clear that a high score holds; undefined where it was settled at once. */
function holdsUntil(analysis: Analysis, turn: Turn, high: (message: number | undefined) => boolean): number | undefined {
  const answer = analysis.next(turn);
  if (!answer) return high(turn.messages.at(-1)) ? turn.messages.at(-1) : undefined;
  const reply = analysis.remedies(answer) ? analysis.next(answer) : undefined;
  const last = (reply ?? answer).messages.at(-1);
  return high(last) ? last : undefined;
}
