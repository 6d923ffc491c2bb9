/** What the turns do together. Each finding looks back only, so that the score can be computed after every message. */
import { THREATS, type Finding, type Signal } from '../model.js';
import { similarity } from '../text/similarity.js';
import type { Analysis } from './analysis.js';
import type { Turn } from '../signals/turns.js';

export function findingsOf(analysis: Analysis): Finding[] {
  return [ignoredThreats, provokedThreats, stonewallLoops, harm, staffAbuse, unansweredEnding]
    .flatMap((find) => find(analysis))
    .sort((a, b) => (a.messages[0] ?? 0) - (b.messages[0] ?? 0));
}

/** The message after which a finding is known. */
export const knownAt = (finding: Finding): number => Math.max(...finding.messages);

/** Each customer turn that threatens, with the agent's turn after it where there is one. */
function threatTurns(analysis: Analysis): { threats: Signal[]; answer?: Turn; index: number }[] {
  return analysis.turns.flatMap((turn, index) => {
    const threats = turn.side === 'customer' ? analysis.in(turn, THREATS) : [];
    if (threats.length === 0) return [];
    const answer = analysis.turns[index + 1];
    return [{ threats, index, ...(answer && { answer }) }];
  });
}

/** A threat that the agent's next turn does not take up at all; with no agent turn after it, it is not counted. */
function ignoredThreats(analysis: Analysis): Finding[] {
  return threatTurns(analysis).flatMap(({ threats, answer }) => {
    if (!answer || analysis.marked(answer, 'takes-up-threat') || analysis.in(answer, analysis.settings['takes-up']).length > 0) return [];
    const first = threats[0] as Signal;
    return [{
      kind: 'ignored-threat', messages: [first.message, ...answer.messages], evidence: threats,
      detail: { threat: first.text, answer: text(analysis, answer) },
    }];
  });
}

/** A provocation once the customer has threatened. */
function provokedThreats(analysis: Analysis): Finding[] {
  const [first] = threatTurns(analysis);
  if (!first) return [];
  return analysis.turns.slice(first.index + 1).filter((turn) => turn.side === 'agent').flatMap((turn) => {
    const provocations = analysis.in(turn, ['provocation']);
    return provocations.length === 0 ? [] : [{
      kind: 'provoked-threat' as const, messages: turn.messages, evidence: [...provocations, ...first.threats],
      detail: { words: (provocations[0] as Signal).text, threat: (first.threats[0] as Signal).text },
    }];
  });
}

/** The agent blocks again with the same kind of answer or nearly the same words. */
function stonewallLoops(analysis: Analysis): Finding[] {
  const { similarity: same, times } = analysis.settings.loop;
  const blocks = analysis.turns.filter((t) => t.side === 'agent').map((turn) => ({ turn, walls: analysis.in(turn, ['stonewalling']) })).filter((b) => b.walls.length > 0);
  const groups: (typeof blocks)[] = [];
  for (const block of blocks) {
    const group = groups.find((g) => g.some((other) =>
      other.walls.some((w) => w.subtype !== undefined && block.walls.some((v) => v.subtype === w.subtype))
      || similarity(text(analysis, other.turn), text(analysis, block.turn)) >= same));
    if (group) group.push(block);
    else groups.push([block]);
  }
  return groups.filter((g) => g.length >= times).map((group) => ({
    kind: 'stonewall-loop',
    messages: group.flatMap((b) => b.walls.map((w) => w.message)).filter((m, i, all) => all.indexOf(m) === i),
    evidence: group.flatMap((b) => b.walls),
    detail: { times: group.length, words: (group[0]?.walls[0] as Signal).text },
  }));
}

/** Harm to people or property outranks tone. */
function harm(analysis: Analysis): Finding[] {
  const evidence = analysis.signals.filter((s) => s.signal === 'safety-harm');
  return evidence.length === 0 ? [] : [{ kind: 'harm', messages: messagesOf(evidence), evidence, detail: { words: (evidence[0] as Signal).text } }];
}

/** Insults by a customer who raises nothing that would justify calling it escalation: the agent needs care. */
function staffAbuse(analysis: Analysis): Finding[] {
  const evidence = analysis.signals.filter((s) => s.signal === 'abuse');
  const justified = analysis.signals.some((s) => (THREATS as readonly string[]).includes(s.signal) || s.signal === 'safety-harm');
  return evidence.length === 0 || justified ? [] : [{ kind: 'staff-abuse', messages: messagesOf(evidence), evidence, detail: { times: evidence.length } }];
}

/** The customer speaks last and is not content. */
function unansweredEnding(analysis: Analysis): Finding[] {
  const last = analysis.turns.at(-1);
  if (last?.side !== 'customer' || analysis.turns.length < 2) return [];
  const hot = last.messages.filter((m) => analysis.stance(m) >= analysis.settings.hot);
  return hot.length === 0 ? [] : [{
    kind: 'unanswered-ending', messages: [last.messages.at(-1) as number],
    evidence: hot.flatMap((m) => [...analysis.at(m)]), detail: { words: text(analysis, last) },
  }];
}

const text = (analysis: Analysis, turn: Turn): string => turn.messages.map((m) => analysis.conversation.messages[m]?.text ?? '').join('\n');
const messagesOf = (signals: readonly Signal[]): number[] => [...new Set(signals.map((s) => s.message))];
