/**
 * Conversations of one case or customer, chained in time, and the risk of the case they make.
 *
 * What links them: the case (order, ticket), where a conversation names one; a customer's orders are matters of
 * their own, and one settled says nothing of the other. Conversations without a case are linked by their
 * customer: with the customer's case where all others name the same one, for then there is one matter known;
 * among themselves where there is none or several, for then it is not known which is meant.
 * Conversations that could not be judged make no contact: nothing is known of what happened in them.
 */
import type { DynamicsSettings } from '../dynamics/settings.js';
import type { CaseChain, CaseReport, ChainPlace, ScoredCase } from '../model.js';
import { agentsOf, ChainLedger, channelsOf } from './chain-ledger.js';
import { settlePromises } from './chain-promises.js';
import { contactOf, type Contact } from './contact.js';
import { bandOf, partsOf, scoreOf, wholePoints } from './score.js';
import type { Scorecard } from './scorecard.js';

export interface ChainSettings {
  readonly scorecard: Scorecard;
  readonly dynamics: DynamicsSettings;
  /** Which values name one case or customer, and not nobody in particular; all where it is not told. */
  readonly identity?: { case(value: string): boolean; customer(value: string): boolean };
}

type Link = Pick<ChainPlace, 'by' | 'key'>;

/** @returns the chains, worst first, and the reports in the order given, each with its place in its chain */
export function chainsOf(reports: readonly CaseReport[], settings: ChainSettings): { chains: CaseChain[]; reports: CaseReport[] } {
  const linked = groups(reports, settings).filter(({ members }) => members.length > 1).map((group) => chainOf(group, settings));
  const placed = new Map(linked.flatMap(({ places }) => [...places]));
  return {
    chains: linked.map(({ chain }) => chain).sort((a, b) => b.score - a.score),
    reports: reports.map((report) => placed.get(report) ?? report),
  };
}

function groups(reports: readonly CaseReport[], { identity }: ChainSettings): { link: Link; members: ScoredCase[] }[] {
  const caseOf = (r: CaseReport): string | undefined => (r.case !== undefined && (identity?.case(r.case) ?? true) ? r.case : undefined);
  const customerOf = (r: CaseReport): string | undefined => (r.customer !== undefined && (identity?.customer(r.customer) ?? true) ? r.customer : undefined);
  const scored = reports.filter((r) => r.status === 'scored');

  const casesOf = new Map<string, Set<string>>();
  for (const report of scored) {
    const [customer, named] = [customerOf(report), caseOf(report)];
    if (customer !== undefined && named !== undefined) casesOf.set(customer, (casesOf.get(customer) ?? new Set()).add(named));
  }
  const linkOf = (report: ScoredCase): Link | undefined => {
    const [customer, named] = [customerOf(report), caseOf(report)];
    if (named !== undefined) return { by: 'case', key: named };
    if (customer === undefined) return undefined;
    const [only, ...others] = casesOf.get(customer) ?? [];
    return only !== undefined && others.length === 0 ? { by: 'case', key: only } : { by: 'customer', key: customer };
  };

  const found = new Map<string, { link: Link; members: ScoredCase[] }>();
  for (const report of scored) {
    const link = linkOf(report);
    if (!link) continue;
    const id = `${link.by}\0${link.key}`;
    const group = found.get(id) ?? { link, members: [] };
    group.members.push(report);
    found.set(id, group);
  }
  return [...found.values()];
}

function chainOf({ link, members }: { link: Link; members: readonly ScoredCase[] }, { scorecard, dynamics }: ChainSettings): { chain: CaseChain; places: Map<CaseReport, ScoredCase> } {
  const contacts = inTime(members.map((report) => contactOf(report, scorecard, dynamics)));
  const promises = settlePromises(contacts);
  const ledger = new ChainLedger(contacts, promises, scorecard);
  const score = Math.round(scoreOf(ledger, scorecard));
  const band = bandOf(score, scorecard);
  const ids = contacts.map(({ report }) => report.id);
  const times = contacts.flatMap(({ report }) => report.messages.flatMap((m) => m.at ?? [])).sort();
  const chain: CaseChain = {
    schema: 'kesu.chain/1', ...link, conversations: ids, agents: agentsOf(contacts), channels: channelsOf(contacts),
    ...(times[0] !== undefined && { from: times[0], to: times.at(-1) as string }),
    promises: promises.flatMap((made, k) => made.map((p) => ({ ...p, conversation: ids[k] as string }))),
    score, band, contributions: contributionsOf(ledger, scorecard, score, ids),
  };
  const places = contacts.map(({ report }, k): [CaseReport, ScoredCase] =>
    [report, { ...report, promises: promises[k] ?? [], chain: { ...link, contact: k + 1, contacts: contacts.length, score, band } }]);
  return { chain, places: new Map(places) };
}

/** By the time of the first message; contacts without one keep their place in the input, the others are sorted round them. */
function inTime(contacts: readonly Contact[]): Contact[] {
  const timed = contacts.filter((c) => c.at !== undefined).sort((a, b) => ((a.at as string) < (b.at as string) ? -1 : (a.at as string) > (b.at as string) ? 1 : 0));
  return contacts.map((c) => (c.at === undefined ? c : (timed.shift() as Contact)));
}

function contributionsOf(ledger: ChainLedger, card: Scorecard, score: number, ids: readonly string[]): CaseChain['contributions'] {
  const contactsOf = new Map(ledger.terms().map((t) => [t.id, t.contacts]));
  const parts = partsOf(ledger, card);
  const points = wholePoints(parts, score);
  return parts
    .map(({ id }, i) => ({ id, points: points[i] as number, conversations: (contactsOf.get(id) ?? []).map((k) => ids[k] as string) }))
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
}
