/** What became of promises that were still open when their conversation ended: later contacts of the case tell. */
import type { AgentPromise } from '../model.js';
import type { Contact } from './contact.js';

/** The promises of each contact, in the order of the contacts. */
export function settlePromises(contacts: readonly Contact[]): readonly (readonly AgentPromise[])[] {
  let settled: AgentPromise[][] = [];
  for (const contact of contacts) {
    const judgeable = settled.flat().filter((p) => p.status === 'open' && !stillRuns(p, contact));
    // whoever comes back and says that a promise was not kept speaks of what was promised last
    const spokenOf = contact.said.broken === undefined ? undefined : judgeable.at(-1);
    settled = settled.map((promises) => promises.map((p) => (judgeable.includes(p) ? settle(p, contact, p === spokenOf) : p)));
    settled.push([...contact.report.promises]);
  }
  return settled;
}

function settle(promise: AgentPromise, { report, said, troubled, contentAt, at }: Contact, spokenOf: boolean): AgentPromise {
  const by = (status: AgentPromise['status'], message: number): AgentPromise => ({ ...promise, status, settledBy: { conversation: report.id, message } });
  if (spokenOf && said.broken !== undefined) return by('broken', said.broken);
  if (said.kept !== undefined) return by('kept', said.kept);
  if (!troubled) return contentAt === undefined ? promise : by('kept', contentAt);
  // its time has passed and the customer comes again with the matter unsettled
  if (promise.due === undefined || at === undefined) return promise;
  return by('overdue', Math.max(0, report.messages.findIndex((m) => m.speaker === 'customer')));
}

/** A promise whose time has not come yet cannot be judged; where no time is known, it is taken to have passed. */
const stillRuns = ({ due }: AgentPromise, { at }: Contact): boolean => due !== undefined && at !== undefined && due > at;
