/** Customer messages at which the stance clearly worsens, and who made it worse (annotation guide, *Conversation labels*). */
import { THREATS, type Attribution, type SignalId } from '../model.js';
import type { Analysis } from './analysis.js';
import type { Turn } from '../signals/turns.js';

export interface Turning {
  readonly message: number;
  /** The agent's turn before it. */
  readonly before?: Turn;
}

/**
 * A rise of the stance above all that went before, a new kind of threat, or a hot answer to a provocation.
 * Arriving angry is no turning point: the customer's first turn sets the level.
 */
export function turningPoints(analysis: Analysis): Turning[] {
  const { stance: needed } = analysis.settings.turning;
  const result: Turning[] = [];
  const threats = new Set<SignalId>();
  let highest = 0;
  let first = true;
  analysis.turns.forEach((turn, index) => {
    if (turn.side !== 'customer') return;
    const before = analysis.turns[index - 1];
    const provoked = before !== undefined && analysis.in(before, ['provocation']).length > 0;
    for (const message of turn.messages) {
      const stance = analysis.stance(message);
      const raised = analysis.at(message).map((s) => s.signal).filter((s) => THREATS.includes(s));
      const worse = stance > highest || raised.some((s) => !threats.has(s)) || provoked;
      // several messages of one turn are one worsening: its first
      const told = result.at(-1)?.message !== undefined && turn.messages.includes((result.at(-1) as Turning).message);
      if (!first && stance >= needed && worse && !told) result.push({ message, ...(before && { before }) });
      highest = Math.max(highest, stance);
      for (const signal of raised) threats.add(signal);
    }
    first = false;
  });
  return result;
}

/** The agent made it worse where a turning point follows words that block or provoke; else an angry arrival stays the customer's own. */
export function attributionOf(analysis: Analysis, turnings: readonly Turning[]): Attribution {
  const aggravating: readonly SignalId[] = analysis.settings.turning.aggravating;
  const provoked = analysis.signals.some((s) => s.signal === 'provocation');
  if (provoked || turnings.some((t) => t.before && analysis.in(t.before, aggravating).length > 0)) return 'agent-aggravated';
  const firstTurn = analysis.turns.find((t) => t.side === 'customer');
  const arrived = firstTurn?.messages.some((m) => analysis.stance(m) >= 1) ?? false;
  const ever = analysis.conversation.messages.some((_, m) => analysis.stance(m) >= analysis.settings.hot);
  return arrived || ever ? 'arrived-angry' : 'none';
}
