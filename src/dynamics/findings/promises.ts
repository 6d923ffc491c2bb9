/** Promises that were not kept, of this conversation or, as the customer says, of an earlier one. */
import type { AgentPromise, Finding } from '../../model.js';
import type { Analysis } from '../analysis.js';

export function keptBadly(analysis: Analysis, promises: readonly AgentPromise[]): Finding[] {
  const words = (message: number): string => analysis.message(message)?.text ?? '';
  const settled = promises.flatMap((promise): Finding[] => {
    const by = promise.settledBy?.message;
    if (by === undefined || (promise.status !== 'broken' && promise.status !== 'overdue')) return [];
    const evidence = [...analysis.at(promise.message), ...analysis.at(by)];
    return [{
      kind: promise.status === 'broken' ? 'broken-promise' : 'overdue-promise', messages: [promise.message, by], evidence,
      detail: { promise: promise.text, words: words(by), due: promise.due ?? '' },
    }];
  });
  const told = new Set(promises.map((p) => p.settledBy?.message));
  const earlier = analysis.conversation.messages.flatMap((_, message): Finding[] => {
    const broken = !told.has(message) && analysis.marksAt(message).some((m) => m.mark === 'says-broken');
    return broken ? [{ kind: 'broken-promise', messages: [message], evidence: [...analysis.at(message)], detail: { words: words(message) } }] : [];
  });
  return [...settled, ...earlier];
}
