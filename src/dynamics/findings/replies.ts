/** Answers that are none: a rule alone, an apology alone, a refusal to pass on, a guarantee nobody can give. */
import type { Finding, Signal } from '../../model.js';
import type { Turn } from '../../signals/turns.js';
import type { Analysis } from '../analysis.js';
import { REMEDIES } from '../settings.js';

const agentTurns = (analysis: Analysis): Turn[] => analysis.turns.filter((turn) => turn.side === 'agent');

/** A rule or law is cited to a customer who is not content, with neither feeling nor an alternative. */
export function lawOnlyReplies(analysis: Analysis): Finding[] {
  let discontent = false;
  return analysis.turns.flatMap((turn): Finding[] => {
    if (turn.side === 'customer') {
      discontent ||= analysis.heat(turn) >= 1;
      return [];
    }
    const shield = analysis.in(turn, ['stonewalling']).filter((s) => s.subtype === 'policy-shield');
    const cites = shield.length > 0 || analysis.marked(turn, 'cites-rule');
    if (!discontent || !cites || analysis.in(turn, [...REMEDIES, 'empathy', 'apology']).length > 0) return [];
    return [{ kind: 'law-only-reply', messages: turn.messages, evidence: shield, detail: { words: analysis.text(turn) } }];
  });
}

/** The customer asks for somebody with authority and gets no one: refused outright, or asks again in vain. */
export function refusedEscalations(analysis: Analysis): Finding[] {
  let requests = 0;
  return analysis.turns.flatMap((turn): Finding[] => {
    const asked = turn.side === 'customer' ? analysis.in(turn, ['escalation-request']) : [];
    if (asked.length > 0) requests += 1;
    const answer = analysis.next(turn);
    if (asked.length === 0 || !answer) return [];
    const walls = analysis.in(answer, ['stonewalling', 'provocation']);
    const refused = walls.some((s) => s.subtype === 'refuse-escalation' || s.subtype === 'no-authority');
    if (!refused && !((requests > 1 || walls.length > 0) && !analysis.remedies(answer))) return [];
    return [{
      kind: 'escalation-refused', messages: [(asked[0] as Signal).message, ...answer.messages], evidence: [...asked, ...walls],
      detail: { asked: (asked[0] as Signal).text, answer: analysis.text(answer) },
    }];
  });
}

/** An apology that comes with nothing else, and the customer's next words are hot. */
export function emptyApologies(analysis: Analysis): Finding[] {
  return agentTurns(analysis).flatMap((turn): Finding[] => {
    const apology = analysis.in(turn, ['apology']);
    const next = analysis.next(turn);
    if (apology.length === 0 || !next || analysis.remedies(turn) || !analysis.isHot(next)) return [];
    const message = next.messages.find((m) => analysis.stance(m) >= analysis.settings.hot) as number;
    return [{
      kind: 'empty-apology', messages: [...turn.messages, message], evidence: [...apology, ...analysis.at(message)],
      detail: { answer: analysis.text(turn), words: analysis.message(message)?.text ?? '' },
    }];
  });
}

export function overpromises(analysis: Analysis): Finding[] {
  return agentTurns(analysis).flatMap((turn): Finding[] => {
    const evidence = analysis.in(turn, ['overpromise']);
    const [first] = evidence;
    return first ? [{ kind: 'overpromise', messages: [first.message], evidence, detail: { words: first.text } }] : [];
  });
}
