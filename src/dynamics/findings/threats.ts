/** What became of a threat: taken up, passed over, or answered with a provocation. */
import { THREATS, type Finding, type Signal } from '../../model.js';
import type { Turn } from '../../signals/turns.js';
import { pairsOf } from '../../text/similarity.js';
import type { Analysis } from '../analysis.js';

/** Each customer turn that threatens, with the agent's turn after it where there is one. */
export function threatTurns(analysis: Analysis): { threats: Signal[]; turn: Turn; answer?: Turn }[] {
  return analysis.turns.flatMap((turn) => {
    const threats = turn.side === 'customer' ? analysis.in(turn, THREATS) : [];
    const answer = analysis.next(turn);
    return threats.length === 0 ? [] : [{ threats, turn, ...(answer && { answer }) }];
  });
}

/** A threat that the agent's next turn does not take up at all; with no agent turn after it, it is not counted. */
export function ignoredThreats(analysis: Analysis): Finding[] {
  return threatTurns(analysis).flatMap(({ threats, answer }) => {
    if (!answer || takesUp(analysis, answer, threats)) return [];
    const first = threats[0] as Signal;
    return [{
      kind: 'ignored-threat', messages: [first.message, ...answer.messages], evidence: threats,
      detail: { threat: first.text, answer: analysis.text(answer) },
    }];
  });
}

function takesUp(analysis: Analysis, answer: Turn, threats: readonly Signal[]): boolean {
  // a learned hit says that an answer sounds like a remedy, not that it has an ear for the threat
  const remedied = analysis.in(answer, analysis.settings['takes-up']).some((s) => !s.learned);
  if (remedied || analysis.marked(answer, 'takes-up-threat')) return true;
  if (analysis.marked(answer, 'closing-template')) return false;
  const words = pairsOf(analysis.text(answer));
  return threats.some((threat) => [...pairsOf(clauseOf(threat, analysis))].some((pair) => words.has(pair)));
}

/** The words around a signal, within its clause; a call has no punctuation, so not far: a threat is answered by who speaks of what it names. */
function clauseOf({ message, start, end }: Signal, analysis: Analysis): string {
  const text = analysis.message(message)?.text ?? '';
  // six characters are at most twelve units
  const head = /[^\p{P}\s]{0,6}$/u.exec(text.slice(Math.max(0, start - 12), start))?.[0] ?? '';
  const tail = /^[^\p{P}\s]{0,6}/u.exec(text.slice(end))?.[0] ?? '';
  return head + text.slice(start, end) + tail;
}

/** A provocation once the customer has threatened. */
export function provokedThreats(analysis: Analysis): Finding[] {
  const [first] = threatTurns(analysis);
  if (!first) return [];
  return analysis.turns.slice(analysis.turns.indexOf(first.turn) + 1).filter((turn) => turn.side === 'agent').flatMap((turn) => {
    const provocations = analysis.in(turn, ['provocation']);
    return provocations.length === 0 ? [] : [{
      kind: 'provoked-threat' as const, messages: turn.messages, evidence: [...provocations, ...first.threats],
      detail: { words: (provocations[0] as Signal).text, threat: (first.threats[0] as Signal).text },
    }];
  });
}
