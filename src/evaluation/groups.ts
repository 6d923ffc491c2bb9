/** The same figures for a part of the labelled messages. */
import type { LabelledCase } from '../learning/labelled.js';
import type { Pair } from './tally.js';

export const GROUPINGS = ['phenomenon', 'speaker', 'set'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What messages without a phenomenon are grouped under. */
export const NO_GROUP = '-';

/** Names of the groups in order of their first message. */
export function groupsOf(cases: readonly LabelledCase[], by: Grouping): string[] {
  return [...new Set(cases.flatMap((gold) => (by === 'speaker' ? gold.messages.filter((m) => m.labels).map((m) => m.speaker) : [groupOf(gold, by)])))];
}

const groupOf = (gold: LabelledCase, by: 'phenomenon' | 'set'): string => (by === 'set' ? gold.set : gold.phenomenon ?? NO_GROUP);

/** Whole cases for a set or phenomenon; of one speaker only the messages: a band belongs to no speaker. */
export function inGroup(pairs: readonly Pair[], by: Grouping, name: string): Pair[] {
  if (by !== 'speaker') return pairs.filter(({ gold }) => groupOf(gold, by) === name);
  return pairs.filter(({ gold }) => gold.messages.some((m) => m.speaker === name && m.labels)).map(({ gold, got }) => {
    const { band: _band, turningPoints: _turning, ignoredThreats: _ignored, attribution: _attribution, satisfaction: _satisfaction, ...rest } = gold;
    const messages = gold.messages.map(({ labels, ...m }) => (m.speaker === name && labels ? { ...m, labels } : m));
    return { gold: { ...rest, messages }, ...(got && { got }) };
  });
}
