/** Labelled conversations as the scorecard sees them: read once, for any weights. */
import { Analysis } from '../dynamics/analysis.js';
import { findingsOf } from '../dynamics/findings/index.js';
import { promisesOf } from '../dynamics/promises.js';
import type { Band, Conversation } from '../model.js';
import { unjudgeable, type Judge } from '../risk/case-report.js';
import { forecast } from '../risk/forecast.js';
import { unweighed, type Unweighed } from '../risk/unweighed.js';
import type { Identity } from '../transcripts/index.js';
import type { LabelledCase } from './labelled.js';

export interface LabelledConversation {
  readonly gold: LabelledCase;
  /** As `kesu score` reads it. */
  readonly conversation: Conversation;
}

export interface BandedCase {
  readonly gold: LabelledCase;
  readonly band: Band;
  readonly reading: Unweighed;
  /** The matter it belongs to: what is left out together. */
  readonly group: string;
}

/** Those with a band that can be judged. */
export function bandedCases(labelled: readonly LabelledConversation[], judge: Judge, identity?: Identity): BandedCase[] {
  const known = labelled.filter(({ gold, conversation }) => gold.band && !unjudgeable(conversation));
  const groups = groupsOf(known.map(({ conversation }) => conversation), identity);
  return known.map(({ gold, conversation }, i) => ({ gold, band: gold.band as Band, reading: readingOf(conversation, judge), group: groups[i] as string }));
}

function readingOf(conversation: Conversation, { reader, dynamics, scorecard }: Judge): Unweighed {
  const analysis = Analysis.of(conversation, reader, dynamics);
  return unweighed(forecast(analysis, findingsOf(analysis, promisesOf(analysis)), scorecard).ledger);
}

/**
 * Conversations that share a case, a customer or all of their words, directly or through others. Wider than a
 * chain (src/risk/chains.ts), which parts a customer's orders: who writes alike must not be learned from.
 */
function groupsOf(conversations: readonly Conversation[], identity?: Identity): string[] {
  const next = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    for (let up = next.get(at); up !== undefined; up = next.get(at)) at = up;
    return at;
  };
  const keys = conversations.map((c) => [
    ...(c.case !== undefined && (identity?.case(c.case) ?? true) ? [`case\0${c.case}`] : []),
    ...(c.customer !== undefined && (identity?.customer(c.customer) ?? true) ? [`customer\0${c.customer}`] : []),
    `text\0${c.messages.map((m) => `${m.speaker}\0${m.text}`).join('\0')}`,
  ]);
  for (const [first, ...others] of keys) {
    for (const other of others) {
      const [a, b] = [root(first as string), root(other)];
      if (a !== b) next.set(b, a);
    }
  }
  return keys.map(([first]) => root(first as string));
}
