/** Customer messages at which the stance clearly worsens, and who made it worse (annotation guide, *Conversation labels*). */
import type { Attribution, SignalId } from '../model.js';
import type { Analysis } from './analysis.js';
import type { Turn } from './turns.js';

export interface Turning {
  readonly message: number;
  /** The agent's turn before it. */
  readonly before?: Turn;
}

/**
 * A rise of the stance above all that went before. Arriving angry is no turning point: the customer's
 * first turn sets the level. A rise to the same height counts once more where the agent has just
 * blocked or provoked a customer who had cooled down.
 */
export function turningPoints(analysis: Analysis): Turning[] {
  const { stance: needed, 'after-provocation': aggravating } = analysis.settings.turning;
  const result: Turning[] = [];
  let highest = 0;
  let first = true;
  analysis.turns.forEach((turn, index) => {
    if (turn.side !== 'customer') return;
    const before = analysis.turns[index - 1];
    for (const message of turn.messages) {
      const stance = analysis.stance(message);
      const provoked = before !== undefined && analysis.in(before, aggravating).some((s) => s.signal === 'provocation');
      if (!first && stance >= needed && (stance > highest || (provoked && stance === highest))) {
        const previous = result.at(-1);
        // several messages of one turn are one worsening: its first
        if (!previous || !turn.messages.includes(previous.message)) result.push({ message, ...(before && { before }) });
      }
      highest = Math.max(highest, stance);
    }
    first = false;
  });
  return result;
}

/** The agent made it worse where a turning point follows words that block or provoke; else an angry arrival stays the customer's own. */
export function attributionOf(analysis: Analysis, turnings: readonly Turning[]): Attribution {
  const aggravating: readonly SignalId[] = analysis.settings.turning['after-provocation'];
  const provoked = analysis.signals.some((s) => s.signal === 'provocation');
  if (provoked || turnings.some((t) => t.before && analysis.in(t.before, aggravating).length > 0)) return 'agent-aggravated';
  const firstTurn = analysis.turns.find((t) => t.side === 'customer');
  const arrived = firstTurn?.messages.some((m) => analysis.stance(m) >= 1) ?? false;
  const ever = analysis.conversation.messages.some((_, m) => analysis.stance(m) >= analysis.settings.hot);
  return arrived || ever ? 'arrived-angry' : 'none';
}
