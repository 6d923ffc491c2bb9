/**
 * How the words of a message and the hits of the rules are weighed against each other: a second, small
 * logistic model whose features are the log-odds of the words and what the rules said. It is stacking
 * (Wolpert 1992), and it is learned only on messages that neither side had seen.
 */
import type { SignalId } from '../model.js';
import { UNMET, type RuledMessage } from '../signals/layer.js';

/** In this order in files and in memory. */
export const WEIGHED = ['words', 'rule', 'strength', 'agree', 'weak', 'refuted', 'unmet', 'others', 'before'] as const;
export type Weighed = (typeof WEIGHED)[number];
/** Those that a single signal may weigh in its own way; too few messages tell about the rest. */
export const OWN: readonly Weighed[] = ['words', 'rule', 'agree'];

/** What rules said about one signal in a message, as numbers near 1. */
export type RuleFacts = Readonly<Record<Exclude<Weighed, 'words' | 'agree'>, number>>;

export function ruleFactsOf(signal: SignalId, { candidates, standing, added, before }: Omit<RuledMessage, 'text'>): RuleFacts {
  let strongest = -1;
  let others = 0;
  for (const { rule } of standing) {
    if (rule.signal !== signal) others = 1;
    else if (rule.strength > strongest) strongest = rule.strength;
  }
  for (const { lead, strength } of added) if (lead.rule.signal === signal && strength > strongest) strongest = strength;
  const rule = strongest >= 0;
  let [weak, refuted, unmet] = [0, 0, 0];
  if (!rule) {
    for (const candidate of candidates) {
      if (candidate.rule.signal !== signal || !candidate.cancelled) continue;
      const { by } = candidate.cancelled;
      if (by === 'weak') weak = 1;
      else if (UNMET.has(by)) unmet = 1;
      else refuted = 1;
    }
  }
  return {
    rule: Number(rule),
    // 0.8 is the strength of an ordinary rule
    strength: rule ? 3 * (strongest - 0.8) : 0,
    weak, refuted, unmet, others,
    before: Number(before.some((m) => m.signals.has(signal))),
  };
}

/** @param words log-odds of the words alone */
export function weighedOf(words: number, facts: RuleFacts): number[] {
  const scaled = words / 3;
  const { rule, strength, weak, refuted, unmet, others, before } = facts;
  // as in WEIGHED, written out: this runs for every signal of every message
  return [scaled, rule, strength, rule * scaled, weak, refuted, unmet, others, before];
}

export interface Weighing {
  readonly bias: number;
  /** One a name of {@link WEIGHED}. */
  readonly weights: readonly number[];
}

export function weigh({ bias, weights }: Weighing, weighed: readonly number[]): number {
  let sum = bias;
  for (let i = 0; i < weighed.length; i += 1) sum += (weights[i] as number) * (weighed[i] as number);
  return sum;
}
