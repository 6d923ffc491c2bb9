/** The same again: the agent's answer, the customer's demand. */
import type { Finding, Signal } from '../../model.js';
import type { Turn } from '../../signals/turns.js';
import { similarity } from '../../text/similarity.js';
import type { Analysis } from '../analysis.js';

const letters = (text: string): number => text.replace(/[^\p{L}\p{N}]/gu, '').length;

/** Gathers what is alike: each goes to the first group with a member like it. */
function grouped<T>(items: readonly T[], alike: (a: T, b: T) => boolean): T[][] {
  const groups: T[][] = [];
  for (const item of items) {
    const group = groups.find((g) => g.some((other) => alike(other, item)));
    if (group) group.push(item);
    else groups.push([item]);
  }
  return groups;
}

/**
 * The agent blocks again in the same way, or gives nearly the same answer again. Greetings, farewells and
 * what a law demands in every contact (marks) may be repeated, and so may a remedy.
 */
export function stonewallLoops(analysis: Analysis): Finding[] {
  const { similarity: same, times, least } = analysis.settings.loop;
  const answers = analysis.turns.filter((turn) => turn.side === 'agent')
    .map((turn) => ({ turn, texts: turn.messages.map((m) => analysis.message(m)?.text ?? '').filter((text) => letters(text) >= least), walls: analysis.in(turn, ['stonewalling']) }))
    .filter(({ turn, texts, walls }) => walls.length > 0
      || (texts.length > 0 && !analysis.remedies(turn) && !analysis.marked(turn, 'closing-template') && !analysis.marked(turn, 'required-disclosure')));
  return grouped(answers, (a, b) => a.walls.some((w) => w.subtype !== undefined && b.walls.some((v) => v.subtype === w.subtype)) 
    // message by message: what else is said in the turn does not make the same words other ones
    || a.texts.some((text) => b.texts.some((other) => similarity(text, other) >= same)))
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

/** The customer has to ask the same thing again. */
export function repeatedDemands(analysis: Analysis): Finding[] {
  const { similarity: same, times, least } = analysis.settings.demand;
  const said = analysis.turns.filter((turn) => turn.side === 'customer').map((turn) => ({ turn, text: analysis.text(turn) })).filter(({ text }) => letters(text) >= least);
  return grouped<{ turn: Turn; text: string }>(said, (a, b) => similarity(a.text, b.text) >= same)
    .filter((group) => group.length >= times)
    .map((group): Finding => {
      const messages = group.map(({ turn }) => turn.messages[0] as number);
      const evidence: Signal[] = group.flatMap(({ turn }) => analysis.in(turn, ['repeat-contact', 'anger', 'complaint-intent']));
      return { kind: 'repeated-demand', messages, known: messages[times - 1] as number, evidence, detail: { times: group.length, words: group.at(-1)?.text as string } };
    });
}
