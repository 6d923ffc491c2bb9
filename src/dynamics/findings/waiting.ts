/** Time lost: slow answers, a remedy that comes late, an end with nobody answering. */
import type { Finding } from '../../model.js';
import type { Analysis } from '../analysis.js';
import { firstSolution } from '../service.js';
import { waits } from '../waits.js';

export function slowReplies(analysis: Analysis): Finding[] {
  const most = analysis.allowance;
  return waits(analysis).filter((wait) => wait.minutes > most).map((wait) => ({
    kind: 'slow-reply', messages: [wait.message, wait.until], evidence: [], detail: { minutes: Math.round(wait.minutes), answered: wait.answered ? 1 : 0 },
  }));
}

/** A customer who was not content by then had to wait for the first concrete remedy longer than it may take. */
export function lateSolution(analysis: Analysis): Finding[] {
  const solved = firstSolution(analysis);
  if (!solved || solved.turns <= analysis.settings.solution.turns) return [];
  const { turn, turns } = solved;
  const upset = analysis.turns.slice(0, analysis.turns.indexOf(turn)).some((t) => analysis.heat(t) >= 1);
  return upset ? [{ kind: 'late-solution', messages: turn.messages, evidence: analysis.in(turn, ['solution']), detail: { turns } }] : [];
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
