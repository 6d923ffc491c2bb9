/** The score after every message (a forecast, in the sense of conversational derailment research), and what follows from its course. */
import type { Analysis } from '../dynamics/analysis.js';
import { knownAt } from '../dynamics/findings/index.js';
import type { Alarm, Finding, TrajectoryPoint } from '../model.js';
import type { Turn } from '../signals/turns.js';
import { Ledger, type Step } from './ledger.js';
import { leastOf, scoreOf } from './score.js';
import type { Scorecard } from './scorecard.js';

export interface Forecast {
  /** The account after the last message that was read. */
  readonly ledger: Ledger;
  readonly trajectory: readonly TrajectoryPoint[];
}

export function forecast(analysis: Analysis, findings: readonly Finding[], scorecard: Scorecard): Forecast {
  const ledger = new Ledger(scorecard);
  const known = findingsByMessage(analysis, findings);
  const trajectory = analysis.conversation.messages.map((_, message): TrajectoryPoint => {
    const step = stepOf(analysis, message, known[message] as Finding[]);
    if (step) ledger.add(message, step);
    return { message, score: Math.round(scoreOf(ledger, scorecard)) };
  });
  return { ledger, trajectory };
}

/** The findings that each message makes known. */
export function findingsByMessage({ conversation }: Analysis, findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const known = conversation.messages.map((): Finding[] => []);
  for (const finding of findings) known[knownAt(finding)]?.push(finding);
  return known;
}

/** What a message adds to the account; nothing where nobody known speaks. */
export function stepOf(analysis: Analysis, message: number, findings: readonly Finding[]): Step | undefined {
  const turn = analysis.turnOf(message);
  return turn && {
    side: turn.side,
    signals: analysis.at(message),
    findings,
    hot: turn.side === 'customer' && analysis.stance(message) >= analysis.settings.hot,
    continues: turn.messages[0] !== message,
  };
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
