/** How the customer leaves. */
import type { Analysis } from '../dynamics/analysis.js';
import type { Signal } from '../model.js';

/** `content`: the customer's last turn accepts or thanks, and nothing hot came after it in the turn. */
export type Ending = 'content' | 'open';

export const endingOf = (analysis: Analysis): Ending => (lastThanks(analysis).length > 0 ? 'content' : 'open');

/** The words by which the customer's last turn accepts; none where it is not content. */
export function lastThanks(analysis: Analysis): Signal[] {
  const turn = analysis.turns.filter((t) => t.side === 'customer').at(-1);
  if (!turn) return [];
  const lastHot = turn.messages.findLastIndex((m) => analysis.stance(m) >= analysis.settings.hot);
  return turn.messages.slice(lastHot + 1).flatMap((m) => analysis.at(m).filter((s) => s.signal === 'satisfaction'));
}
