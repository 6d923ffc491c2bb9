/**
 * How the words of a message and the hits of the rules are weighed against each other: a second, small
 * logistic model whose features are the log-odds of the words and what the rules said. It is stacking
 * (Wolpert 1992), and it is learned only on messages that neither side had seen.
 */
import type { SignalId } from '../model.js';
import type { RuledMessage } from '../signals/layer.js';

/** In this order in files and in memory. */
export const WEIGHED = ['words', 'rule', 'strength', 'agree', 'weak', 'refuted', 'unmet', 'others', 'before'] as const;
export type Weighed = (typeof WEIGHED)[number];
/** Those that a single signal may weigh in its own way; too few messages tell about the rest. */
export const OWN: readonly Weighed[] = ['words', 'rule', 'agree'];

/** What rules said about one signal in a message, as numbers near 1. */
export type RuleFacts = Readonly<Record<Exclude<Weighed, 'words' | 'agree'>, number>>;

const UNMET = new Set(['requires', 'turns', 'after', 'boundary']);

export function ruleFactsOf(signal: SignalId, { candidates, standing, added, before }: Omit<RuledMessage, 'text'>): RuleFacts {
  const strengths = [...standing.filter((c) => c.rule.signal === signal).map((c) => c.rule.strength), ...added.filter((a) => a.lead.rule.signal === signal).map((a) => a.strength)];
  const rule = strengths.length > 0;
  const cancelled = rule ? [] : candidates.filter((c) => c.rule.signal === signal && c.cancelled).map((c) => c.cancelled?.by as string);
  return {
    rule: Number(rule),
    // 0.8 is the strength of an ordinary rule
    strength: rule ? 3 * (Math.max(...strengths) - 0.8) : 0,
    weak: Number(cancelled.includes('weak')),
    refuted: Number(cancelled.some((by) => by !== 'weak' && !UNMET.has(by))),
    unmet: Number(cancelled.some((by) => UNMET.has(by))),
    others: Number(standing.some((c) => c.rule.signal !== signal)),
    before: Number(before.some((m) => m.signals.has(signal))),
  };
}

/** @param words log-odds of the words alone */
export function weighedOf(words: number, facts: RuleFacts): Float64Array {
  const scaled = words / 3;
  return Float64Array.from(WEIGHED, (name) => (name === 'words' ? scaled : name === 'agree' ? facts.rule * scaled : facts[name]));
}

export interface Weighing {
  readonly bias: number;
  /** One a name of {@link WEIGHED}. */
  readonly weights: readonly number[];
}

export function weigh({ bias, weights }: Weighing, weighed: Float64Array): number {
  let sum = bias;
  for (let i = 0; i < weighed.length; i += 1) sum += (weights[i] as number) * (weighed[i] as number);
  return sum;
}
