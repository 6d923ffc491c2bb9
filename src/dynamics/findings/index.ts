/** What the turns do together. Each finding looks back only, so that the score can be computed after every message. */
import type { AgentPromise, Finding } from '../../model.js';
import type { Analysis } from '../analysis.js';
import { repeatedDemands, stonewallLoops } from './loops.js';
import { harm, staffAbuse } from './people.js';
import { keptBadly } from './promises.js';
import { recovery } from './recovery.js';
import { emptyApologies, lawOnlyReplies, overpromises, refusedEscalations } from './replies.js';
import { greatest } from '../../data/search.js';
import { ignoredThreats, provokedThreats } from './threats.js';
import { lateSolution, slowReplies, unansweredEnding } from './waiting.js';

const KINDS: readonly ((analysis: Analysis) => Finding[])[] = [
  ignoredThreats, provokedThreats, stonewallLoops, repeatedDemands, lawOnlyReplies, refusedEscalations, emptyApologies, overpromises,
  lateSolution, slowReplies, unansweredEnding, harm, staffAbuse, recovery,
];

export function findingsOf(analysis: Analysis, promises: readonly AgentPromise[]): Finding[] {
  return [...KINDS.flatMap((find) => find(analysis)), ...keptBadly(analysis, promises)]
    .sort((a, b) => (a.messages[0] ?? 0) - (b.messages[0] ?? 0));
}

/** The message after which a finding is known. */
export const knownAt = (finding: Finding): number => finding.known ?? greatest(finding.messages);
