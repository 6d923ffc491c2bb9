/**
 * What can be learned from a batch: after which words of agents the risk rose and after which it fell, and where.
 *
 * The rise after an agent's turn is the score after the customer's next turn less the score before the agent
 * spoke, in points. It says what followed, not what it was due to: an agent who is called to heated cases has rises
 * that are not of their making. Means of few turns are drawn towards nought (see {@link sinking}) before anything
 * is ranked by them, so that one outburst makes no lesson.
 */
import type { ScoredCase } from '../../model.js';
import { turnsOf, type Turn } from '../../signals/turns.js';
import { saidOf } from '../by-message.js';

/** One agent's turn that the customer answered. */
export interface Answered {
  readonly report: ScoredCase;
  readonly turn: Turn;
  /** In points, of 100. */
  readonly rise: number;
}

/** What was observed after one kind of words. */
export interface Lesson {
  readonly id: string;
  /** Agent turns with it. */
  readonly count: number;
  readonly cases: number;
  /** Mean rise in points; negative where the risk fell. */
  readonly mean: number;
  /** The mean as it is ranked. */
  readonly rank: number;
  /** The turn after which it rose (or fell) most, as the mean does. */
  readonly example: Answered;
}

export function answeredTurns(report: ScoredCase): Answered[] {
  const score = new Map(report.risk.trajectory.map((p) => [p.message, p.score]));
  const turns = turnsOf(report.messages);
  return turns.flatMap((turn, i) => {
    const next = turns[i + 1];
    if (turn.side !== 'agent' || !next) return [];
    const first = turn.messages[0] as number;
    const before = first === 0 ? score.get(0) : score.get(first - 1);
    const after = score.get(next.messages.at(-1) as number);
    return before === undefined || after === undefined ? [] : [{ report, turn, rise: after - before }];
  });
}

/** As if this many turns more had been seen that changed nothing. */
const UNSEEN = 3;
export const sinking = (sum: number, count: number): number => sum / (count + UNSEEN);

/** Groups turns by what `keysOf` finds in them, each key once a turn. */
export function lessonsBy(turns: readonly Answered[], keysOf: (turn: Answered) => Iterable<string>, least = 1): Lesson[] {
  const groups = new Map<string, Answered[]>();
  for (const turn of turns) {
    for (const key of new Set(keysOf(turn))) {
      const group = groups.get(key);
      if (group) group.push(turn);
      else groups.set(key, [turn]);
    }
  }
  return [...groups].filter(([, group]) => group.length >= least).map(([id, group]) => {
    const sum = group.reduce((total, a) => total + a.rise, 0);
    const sign = sum < 0 ? -1 : 1;
    return {
      id, count: group.length, cases: new Set(group.map((a) => a.report)).size, mean: sum / group.length, rank: sinking(sum, group.length),
      example: group.reduce((best, a) => (sign * a.rise > sign * best.rise ? a : best)),
    };
  });
}

/** Highest rise first; ties by how often, then by name. */
export const worstFirst = (lessons: readonly Lesson[]): Lesson[] =>
  [...lessons].filter((l) => l.rank > 0).sort((a, b) => b.rank - a.rank || b.count - a.count || (a.id < b.id ? -1 : 1));
export const calmestFirst = (lessons: readonly Lesson[]): Lesson[] =>
  [...lessons].filter((l) => l.rank < 0).sort((a, b) => a.rank - b.rank || b.count - a.count || (a.id < b.id ? -1 : 1));

/** What the agent did: signals with their kind, of the whole turn. */
export const signalsIn = ({ report, turn }: Answered): string[] =>
  turn.messages.flatMap((m) => saidOf(report, m).signals).map((s) => (s.subtype !== undefined ? `${s.signal}/${s.subtype}` : s.signal));

/** Sentences of fewer characters are courtesies. */
const SHORTEST = 6;

/** The agent's sentences, blanks and digits apart: numbers differ where the words are a script's. */
export function sentencesIn({ report, turn }: Answered): string[] {
  return turn.messages.flatMap((m) => (report.messages[m]?.text ?? '').split(/[\n\p{Sentence_Terminal}]+/u))
    .map((s) => s.replace(/\s+/gu, ' ').replace(/\d+/gu, '#').trim())
    .filter((s) => [...s].length >= SHORTEST);
}
