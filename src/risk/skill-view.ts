/** A conversation as a quality checker reads it: what each answer of the agent's had before it. */
import { greatest } from '../data/search.js';
import type { Analysis } from '../dynamics/analysis.js';
import type { MarkId, Signal, SignalId } from '../model.js';
import type { Turn } from '../signals/turns.js';
import type { SkillSettings } from './skill-settings.js';

/** An agent's turn; only messages of speakers that are judged. */
export interface Answer {
  readonly messages: readonly number[];
  readonly signals: readonly Signal[];
  /** The customer turn it answers, and its stance. */
  readonly to?: Turn;
  readonly stance: number;
  /** The sharpest stance of the customer so far. */
  readonly reached: number;
  has(kinds: readonly SignalId[]): boolean;
  /** The same of good deeds: an apology with a sting, or help offered in mockery, is none. */
  gives(kinds: readonly SignalId[]): boolean;
  marked(mark: MarkId): boolean;
}

export interface View {
  readonly analysis: Analysis;
  readonly settings: SkillSettings;
  readonly answers: readonly Answer[];
  judged(message: number): boolean;
  /** The customer's sharpest stance. */
  readonly reached: number;
}

/** A customer who asks for a person wants something else, and is not yet upset. */
const ASKS = 1;

export function viewOf(analysis: Analysis, settings: SkillSettings): View {
  const { messages } = analysis.conversation;
  const judged = (m: number): boolean => (settings.judged as readonly string[]).includes(messages[m]?.speaker ?? '');
  const answers: Answer[] = [];
  let reached = 0;
  analysis.turns.forEach((turn, index) => {
    if (turn.side === 'customer') {
      reached = Math.max(reached, stanceOf(turn, analysis, settings));
      return;
    }
    const own = turn.messages.filter((m) => judged(m) && messages[m]?.text.trim() !== '');
    if (own.length === 0) return;
    const signals = own.flatMap((m) => analysis.at(m));
    const to = analysis.turns[index - 1];
    const has = (kinds: readonly SignalId[]): boolean => signals.some((s) => kinds.includes(s.signal));
    answers.push({
      messages: own, signals, reached, ...(to && { to }), stance: to ? stanceOf(to, analysis, settings) : 0,
      has, gives: (kinds) => has(kinds) && !has(['provocation']),
      marked: (mark) => analysis.marked({ side: 'agent', messages: own }, mark),
    });
  });
  return { analysis, settings, answers, judged, reached };
}

function stanceOf(turn: Turn, analysis: Analysis, { calm }: SkillSettings): number {
  return greatest(turn.messages.map((m) => {
    const stance = analysis.stance(m);
    const moved = analysis.at(m).filter((s) => analysis.settings.stance[s.signal] !== undefined);
    return moved.every((s) => calm.includes(s.signal)) ? Math.min(stance, ASKS) : stance;
  }), 0);
}
