/** The customer was hot and came to rest: when, and after which words of the agent. */
import type { Finding } from '../../model.js';
import type { Analysis } from '../analysis.js';

export function recovery(analysis: Analysis): Finding[] {
  const last = analysis.turns.findLastIndex((turn) => analysis.isHot(turn));
  const calm = last < 0 ? undefined : analysis.turns.slice(last + 1).find((turn) => turn.side === 'customer' && analysis.in(turn, ['satisfaction']).length > 0);
  const agent = calm && analysis.previous(calm);
  if (!calm || !agent) return [];
  const content = analysis.in(calm, ['satisfaction']);
  return [{
    kind: 'recovery', messages: [...agent.messages, content[0]?.message as number], evidence: [...analysis.in(agent, ['solution', 'commitment', 'ownership', 'empathy', 'apology']), ...content],
    detail: { answer: analysis.text(agent), words: analysis.text(calm) },
  }];
}
