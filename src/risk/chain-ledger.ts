/**
 * The account of a case over several contacts, in the log-odds of the scorecard: where its hottest contact left
 * it, unless that was settled since, and bounded terms for what passed between the contacts. Terms that are
 * no trouble by themselves count in proportion to the heat there is, as relief does in ledger.ts.
 * A further hot contact or broken promise never lowers it; a contact that ends content does (property tests).
 */
import { BANDS, type AgentPromise, type Band, type ChannelKind } from '../model.js';
import type { Contact } from './contact.js';
import { saturate, type Term } from './ledger.js';
import { bandOf, logistic, type Account } from './score.js';
import type { Scorecard } from './scorecard.js';

/** A term with the contacts it comes from, by their place in the chain. */
export interface ChainTerm extends Term {
  readonly contacts: readonly number[];
}

export class ChainLedger implements Account {
  private readonly standing: { heat: number; source: number; promises: number };

  constructor(
    private readonly contacts: readonly Contact[],
    private readonly promises: readonly (readonly AgentPromise[])[],
    private readonly card: Scorecard,
  ) {
    this.standing = this.walk();
  }

  terms(): ChainTerm[] {
    const { chain, bias } = this.card;
    const { heat, source, promises } = this.standing;
    const last = this.contacts.length - 1;
    const lastHeat = this.contacts[last]?.heat ?? 0;
    const broken = saturate(chain.promises, promises);
    const share = Math.min(1, (heat + broken) / chain.heat);
    const all = [...this.contacts.keys()];
    // a question asked before anything was wrong is no contact that had to be repeated
    const pressing = all.filter((k) => this.contacts[k]?.troubled);
    const troubled = pressing.map((k) => this.contacts[k] as Contact);
    const rise = greatestRise(troubled.map((c) => c.heat));
    const more = (count: number): number => Math.max(0, count - 1);
    const terms: [id: string, logit: number, contacts: readonly number[]][] = [
      ['last', lastHeat, [last]],
      ['open', heat - lastHeat, [source]],
      ['promises', broken, all.filter((k) => this.promises[k]?.some(brokenLater))],
      ['contacts', share * saturate(chain.contacts, more(troubled.length)), pressing],
      ['agents', share * saturate(chain.agents, more(agentsOf(troubled).length)), pressing],
      ['channels', share * saturate(chain.channels, more(channelsOf(troubled).length)), pressing],
      ['rising', share * saturate(chain.rising, rise.by), rise.contacts.map((k) => pressing[k] as number)],
    ];
    return [
      { id: 'base', logit: bias, contacts: [], messages: [], signals: [] },
      ...terms.filter(([, logit]) => logit > 0).map(([id, logit, contacts]) => ({ id: `chain:${id}`, logit, contacts, messages: [], signals: [] })),
    ];
  }

  floor(): undefined {
    return undefined;
  }

  /** What passes between contacts lifts a case only so far above its hottest open contact. */
  limit(): { id: string; band: Band } {
    const own = bandOf(Math.round(100 * logistic(this.card.bias + this.standing.heat)), this.card);
    return { id: 'contacts', band: BANDS[Math.min(BANDS.length - 1, BANDS.indexOf(own) + this.card.chain.above)] as Band };
  }

  /** Contact by contact: heat stays on the table until a contact ends content, and cools a little over a calm one. */
  private walk(): { heat: number; source: number; promises: number } {
    const { settled, cooling } = this.card.chain;
    let [heat, source, promises] = [0, 0, 0];
    this.contacts.forEach((contact, index) => {
      promises += this.promises.flat().filter((p) => brokenLater(p) && p.settledBy?.conversation === contact.report.id).length;
      if (contact.content > 0) {
        const kept = 1 - (1 - settled) * contact.content;
        heat *= kept;
        promises *= kept;
      } else if (!contact.troubled) heat *= cooling;
      if (contact.heat >= heat) [heat, source] = [contact.heat, index];
    });
    return { heat, source, promises };
  }
}

/** A promise that a later contact shows to be broken; one broken in its own conversation is in that one's score. */
export const brokenLater = (p: AgentPromise): boolean => (p.status === 'broken' || p.status === 'overdue') && p.settledBy?.conversation !== undefined;

/** Agents in the order they came in: the conversation's agent, or the names that speak for the company. */
export function agentsOf(contacts: readonly Contact[]): string[] {
  return [...new Set(contacts.flatMap(({ report }) =>
    report.agent !== undefined ? [report.agent] : report.messages.flatMap((m) => (m.speaker === 'agent' && m.name !== undefined ? [m.name] : []))))];
}

/** Channels as they were passed: chat, call, chat again. */
export function channelsOf(contacts: readonly Contact[]): ChannelKind[] {
  const known = contacts.flatMap(({ report }) => report.channel ?? []);
  return known.filter((channel, i) => channel !== known[i - 1]);
}

/** From the coolest contact to the hottest after it. */
function greatestRise(heats: readonly number[]): { by: number; contacts: readonly number[] } {
  let best = { by: 0, contacts: [] as readonly number[] };
  let lowest = 0;
  heats.forEach((heat, index) => {
    const by = heat - (heats[lowest] as number);
    if (by > best.by) best = { by, contacts: [lowest, index] };
    if (by < 0) lowest = index;
  });
  return best;
}
