/** Time lost: slow answers, a remedy that comes late, an end with nobody answering. */
import type { Finding } from '../../model.js';
import type { Analysis } from '../analysis.js';
import { allowed, waits } from '../waits.js';

export function slowReplies(analysis: Analysis): Finding[] {
  const most = allowed(analysis);
  return waits(analysis).filter((wait) => wait.minutes > most).map((wait) => ({
    kind: 'slow-reply', messages: [wait.message, wait.until], evidence: [], detail: { minutes: Math.round(wait.minutes), answered: wait.answered ? 1 : 0 },
  }));
}

/** The first concrete remedy came after more agent turns than it may, counted from the first words that were not content. */
export function lateSolution(analysis: Analysis): Finding[] {
  const from = analysis.turns.findIndex((turn) => analysis.heat(turn) >= 1);
  if (from < 0) return [];
  const agents = analysis.turns.slice(from).filter((turn) => turn.side === 'agent');
  const solved = agents.findIndex((turn) => analysis.in(turn, ['solution']).length > 0);
  const turns = solved + 1;
  const answer = agents[solved];
  if (!answer || turns <= analysis.settings.solution.turns) return [];
  return [{ kind: 'late-solution', messages: answer.messages, evidence: analysis.in(answer, ['solution']), detail: { turns } }];
}

/** The customer speaks last and is not content. */
export function unansweredEnding(analysis: Analysis): Finding[] {
  const last = analysis.turns.at(-1);
  if (last?.side !== 'customer' || analysis.turns.length < 2) return [];
  const hot = last.messages.filter((m) => analysis.stance(m) >= analysis.settings.hot);
  return hot.length === 0 ? [] : [{
    kind: 'unanswered-ending', messages: [last.messages.at(-1) as number],
    evidence: hot.flatMap((m) => [...analysis.at(m)]), detail: { words: analysis.text(last) },
  }];
}
