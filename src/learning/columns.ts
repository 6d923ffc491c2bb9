/** What is learned: a column of weights for each signal, and for each stage, subtype or intensity within one. */
import { AGENT_SIGNALS, CUSTOMER_SIGNALS, type SignalId } from '../model.js';

export interface Column {
  /** `anger`, or `anger/strong` for what is told apart among messages that carry anger. */
  readonly id: string;
  readonly signal: SignalId;
  readonly detail?: string;
}

/** The kinds of the annotation guide that rules give and labels name. */
const SUBTYPES: Partial<Readonly<Record<SignalId, readonly string[]>>> = {
  stonewalling: ['policy-shield', 'no-authority', 'buck-passing', 'stalling', 'brush-off', 'refuse-escalation'],
  provocation: ['dare', 'blame-customer', 'taunt', 'impatience'],
};

const detailsOf = (signal: SignalId): readonly string[] => {
  if (signal === 'anger') return ['strong'];
  // signals with a stage are never raised by the layer
  return SUBTYPES[signal] ?? [];
};

export const columnsOf = (signal: SignalId): readonly Column[] =>
  [{ id: signal, signal }, ...detailsOf(signal).map((detail) => ({ id: `${signal}/${detail}`, signal, detail }))];

/** Files of weights: signals that are near each other, so that a change to one is read beside its neighbours. */
export const FAMILIES = {
  threats: ['media-threat', 'regulator-threat', 'legal-threat', 'extreme-threat'],
  demands: ['complaint-intent', 'escalation-request', 'churn-threat', 'repeat-contact', 'ultimatum'],
  feelings: ['anger', 'abuse', 'accusation', 'satisfaction'],
  circumstances: ['safety-harm', 'influence'],
  blocking: ['stonewalling', 'provocation', 'overpromise'],
  helping: ['apology', 'empathy', 'ownership', 'solution', 'commitment'],
} as const satisfies Readonly<Record<string, readonly SignalId[]>>;
export type Family = keyof typeof FAMILIES;

export type Side = 'customer' | 'agent';
export const SIDES: Readonly<Record<Side, readonly SignalId[]>> = { customer: CUSTOMER_SIGNALS, agent: AGENT_SIGNALS };
export const sideOf = (signal: SignalId): Side => ((AGENT_SIGNALS as readonly string[]).includes(signal) ? 'agent' : 'customer');
