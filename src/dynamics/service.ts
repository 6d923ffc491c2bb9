/** How the service went: turns and minutes until a concrete remedy, and the longest wait. */
import type { ServiceRecord } from '../model.js';
import type { Turn } from '../signals/turns.js';
import type { Analysis } from './analysis.js';
import { minutesBetween } from './clock.js';
import { waits } from './waits.js';

export function serviceOf(analysis: Analysis): ServiceRecord {
  const agents = analysis.turns.filter((t) => t.side === 'agent');
  const solved = firstSolution(analysis);
  const minutes = solved && minutesBetween(analysis.message(solved.from), analysis.message(solved.message));
  const slowest = waits(analysis).reduce<ServiceRecord['slowestReply']>((worst, wait) => (wait.minutes > (worst?.minutes ?? 0) ? { message: wait.message, minutes: wait.minutes } : worst), undefined);
  return {
    customerTurns: analysis.turns.length - agents.length,
    agentTurns: agents.length,
    ...(solved && { firstSolution: { message: solved.message, turns: solved.turns, ...(minutes !== undefined && { minutes: round(minutes) }) } }),
    ...(slowest && { slowestReply: { message: slowest.message, minutes: round(slowest.minutes) } }),
  };
}

/** The first concrete remedy or next step. */
export interface FirstSolution {
  readonly turn: Turn;
  readonly message: number;
  /** Agent turns it took, from the customer's first words. */
  readonly turns: number;
  /** The customer's first message, from which it is counted. */
  readonly from: number;
}

export function firstSolution(analysis: Analysis): FirstSolution | undefined {
  const opened = analysis.turns.findIndex((turn) => turn.side === 'customer');
  const from = analysis.turns[opened]?.messages[0];
  const agents = analysis.turns.slice(opened).filter((turn) => turn.side === 'agent');
  const at = agents.findIndex((turn) => analysis.in(turn, ['solution']).length > 0);
  const turn = agents[at];
  const message = turn && analysis.in(turn, ['solution'])[0]?.message;
  return turn && message !== undefined && from !== undefined ? { turn, message, turns: at + 1, from } : undefined;
}

const round = (minutes: number): number => Math.round(minutes * 10) / 10;
