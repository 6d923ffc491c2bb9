/**
 * What the score would be after each turning point, had the agent's turn before it neither helped nor harmed: what
 * was said stays, what it means is taken away, and so is every finding that it is a part of. Whether the customer
 * waited too long is judged by what had been promised, as it was.
 *
 * Findings look back only, and almost all are about the messages they name. So up to the turning point nothing
 * else changes but the loops that the turn is a part of, and what the customer's words settle where the turn
 * promised nothing. The account is copied before the turn and goes on without it; judging all of the conversation
 * anew for each turning point (the oracle in the tests) costs the square of its length.
 */
import type { Analysis } from '../dynamics/analysis.js';
import { loopsWithout } from '../dynamics/findings/loops.js';
import { OpenPromises } from '../dynamics/promises.js';
import type { Turning } from '../dynamics/turning-points.js';
import type { AgentPromise, Finding, FindingKind } from '../model.js';
import type { Turn } from '../signals/turns.js';
import { findingsByMessage, stepOf } from './forecast.js';
import { Ledger } from './ledger.js';
import { scoreOf } from './score.js';
import type { Scorecard } from './scorecard.js';

/** Findings that are about more than the messages they name. */
const FAR: ReadonlySet<FindingKind> = new Set(['stonewall-loop', 'broken-promise', 'overdue-promise']);

/** @returns by the turning point's message; none where no agent had spoken before it */
export function scoresHadItBeenNeutral(
  analysis: Analysis, findings: readonly Finding[], promises: readonly AgentPromise[], turnings: readonly Turning[], scorecard: Scorecard,
): Map<number, number> {
  const scores = new Map<number, number>();
  const asked = new Map(turnings.flatMap(({ before, message }) => (before ? [[before.messages[0] as number, { before, message }] as const] : [])));
  if (asked.size === 0) return scores;
  const known = findingsByMessage(analysis, findings);
  const loops = loopsWithout(analysis);
  const made = new Map(promises.map((p, i) => [p.message, i]));
  const open = new OpenPromises();
  const ledger = new Ledger(scorecard);
  analysis.conversation.messages.forEach((_, index) => {
    const turning = asked.get(index);
    if (turning) {
      const account = ledger.fork();
      account.correct('stonewall-loop', loops.get(turning.before) ?? 0);
      goOn(account, new OpenPromises(open), turning.before, turning.message);
      scores.set(turning.message, Math.round(scoreOf(account, scorecard)));
    }
    const step = stepOf(analysis, index, known[index] as Finding[]);
    if (!step) return;
    ledger.add(index, step);
    const promise = made.get(index);
    if (promise !== undefined) open.add(promise, promises[promise] as AgentPromise, analysis);
    else if (step.side === 'customer') open.hear(analysis, index);
  });
  return scores;

  /** The customer's next turn up to a message, with the agent's turn before it silent. */
  function goOn(account: Ledger, promised: OpenPromises, silent: Turn, until: number): void {
    const named = new Set(silent.messages);
    for (const index of analysis.next(silent)?.messages ?? []) {
      if (index > until) return;
      const near = (known[index] as Finding[]).filter((f) => !FAR.has(f.kind) && !f.messages.some((m) => named.has(m)));
      const step = stepOf(analysis, index, [...near, ...promiseFindings(promised, index, named)]);
      if (step) account.add(index, step);
    }
  }

  /** Those that the customer's words make: on a promise that they settle, or on one of another conversation. */
  function promiseFindings(promised: OpenPromises, index: number, silent: ReadonlySet<number>): Finding[] {
    const settled = promised.hear(analysis, index, silent);
    const elsewhere = settled.length === 0 && analysis.marksAt(index).some((m) => m.mark === 'says-broken');
    const kinds = [...settled.flatMap(({ status }) => (status === 'kept' ? [] : [`${status}-promise` as const])), ...(elsewhere ? ['broken-promise' as const] : [])];
    return kinds.map((kind) => ({ kind, messages: [index], evidence: [], detail: {} }));
  }
}
