/** The same again: the agent's answer, the customer's demand. */
import type { Finding, Signal } from '../../model.js';
import type { Turn } from '../../signals/turns.js';
import { Alike, type Compared } from '../alike.js';
import type { Analysis } from '../analysis.js';

const letters = (text: string): number => text.replace(/[^\p{L}\p{N}]/gu, '').length;

/**
 * The agent blocks again in the same way, or gives nearly the same answer again. Greetings, farewells and
 * what a law demands in every contact (marks) may be repeated, and so may a remedy.
 */
export function stonewallLoops(analysis: Analysis): Finding[] {
  const { times } = analysis.settings.loop;
  return gathered(analysis).groups
    .filter((group) => group.length >= times)
    .map((group) => {
      const evidence = group.flatMap((a) => a.walls);
      const messages = group.map(({ turn, walls }) => walls[0]?.message ?? (turn.messages[0] as number));
      return {
        kind: 'stonewall-loop', messages, known: messages[times - 1] as number, evidence,
        detail: { times: group.length, words: evidence[0]?.text ?? analysis.text((group[0] as (typeof group)[number]).turn) },
      };
    });
}

/**
 * For each turn of the agent, how many loops stood before it that it would not be a part of, had it done nothing:
 * its words may still be those of a loop.
 */
export const loopsWithout = (analysis: Analysis): ReadonlyMap<Turn, number> => gathered(analysis).without;

interface Answer {
  readonly turn: Turn;
  /** Those long enough to say something. */
  readonly texts: readonly string[];
  readonly walls: readonly Signal[];
}

function gathered(analysis: Analysis): { groups: readonly (readonly Answer[])[]; without: ReadonlyMap<Turn, number> } {
  const { similarity: same, times, least } = analysis.settings.loop;
  const answers = analysis.turns.filter((turn) => turn.side === 'agent').map((turn): Answer => ({
    turn, texts: turn.messages.map((m) => analysis.message(m)?.text ?? '').filter((text) => letters(text) >= least), walls: analysis.in(turn, ['stonewalling']),
  }));
  if (answers.length < times) return { groups: [], without: new Map() };
  // message by message: what else is said in the turn does not make the same words other ones
  const alike = new Alike(answers.flatMap((a) => a.texts), same);
  const groups: Answer[][] = [];
  const without = new Map<Turn, number>();
  let loops = 0;
  for (const answer of answers) {
    const { turn, texts, walls } = answer;
    const own = alike.find({ texts, keys: [] });
    without.set(turn, own !== undefined && (groups[own] as Answer[]).length >= times ? loops - 1 : loops);
    if (!counts(answer, analysis)) continue;
    const compared: Compared = { texts, keys: walls.flatMap((w) => w.subtype ?? []) };
    const group = (groups[alike.put(compared)] ??= []);
    group.push(answer);
    if (group.length === times) loops += 1;
  }
  return { groups, without };
}

/** Greetings, farewells and what a law demands may be said again, and so may a remedy; a wall may not. */
const counts = ({ turn, texts, walls }: Answer, analysis: Analysis): boolean => walls.length > 0
  || (texts.length > 0 && !analysis.remedies(turn) && !analysis.marked(turn, 'closing-template') && !analysis.marked(turn, 'required-disclosure'));

/** The customer has to ask the same thing again. */
export function repeatedDemands(analysis: Analysis): Finding[] {
  const { similarity: same, times, least } = analysis.settings.demand;
  const said = analysis.turns.filter((turn) => turn.side === 'customer').map((turn) => ({ turn, text: analysis.text(turn) })).filter(({ text }) => letters(text) >= least);
  if (said.length < times) return [];
  const alike = new Alike(said.map(({ text }) => text), same);
  const groups: (typeof said)[] = [];
  for (const one of said) (groups[alike.put({ texts: [one.text], keys: [] })] ??= []).push(one);
  return groups
    .filter((group) => group.length >= times)
    .map((group): Finding => {
      const messages = group.map(({ turn }) => turn.messages[0] as number);
      const evidence: Signal[] = group.flatMap(({ turn }) => analysis.in(turn, ['repeat-contact', 'anger', 'complaint-intent']));
      return { kind: 'repeated-demand', messages, known: messages[times - 1] as number, evidence, detail: { times: group.length, words: group.at(-1)?.text as string } };
    });
}
