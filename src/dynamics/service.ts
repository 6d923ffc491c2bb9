/** How the service went: turns and minutes until a concrete remedy, and the longest wait. */
import type { ServiceRecord } from '../model.js';
import type { Analysis } from './analysis.js';
import { minutesBetween } from './clock.js';
import { waits } from './waits.js';

export function serviceOf(analysis: Analysis): ServiceRecord {
  const agents = analysis.turns.filter((t) => t.side === 'agent');
  const at = agents.findIndex((turn) => analysis.in(turn, ['solution']).length > 0);
  const solved = agents[at]?.messages.find((m) => analysis.at(m).some((s) => s.signal === 'solution'));
  const opened = analysis.turns.find((t) => t.side === 'customer')?.messages[0];
  const minutes = solved === undefined || opened === undefined ? undefined : minutesBetween(analysis.message(opened), analysis.message(solved));
  const slowest = waits(analysis).reduce<ServiceRecord['slowestReply']>((worst, wait) => (wait.minutes > (worst?.minutes ?? 0) ? { message: wait.message, minutes: wait.minutes } : worst), undefined);
  return {
    customerTurns: analysis.turns.length - agents.length,
    agentTurns: agents.length,
    ...(solved !== undefined && { firstSolution: { message: solved, turns: at + 1, ...(minutes !== undefined && { minutes: round(minutes) }) } }),
    ...(slowest && { slowestReply: { message: slowest.message, minutes: round(slowest.minutes) } }),
  };
}

const round = (minutes: number): number => Math.round(minutes * 10) / 10;
