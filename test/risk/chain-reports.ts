/** Case reports made by hand: contacts of one case, for tests of chains. */
import type { AgentPromise, ChannelKind, Finding, Message, ScoredCase, Signal, SignalId } from '../../src/model.js';
import { bandOf } from '../../src/risk/score.js';
import { judging } from '../helpers.js';

export interface Made {
  readonly id: string;
  readonly score: number;
  /** Day of May 2024; absent for a conversation without times. */
  readonly day?: number;
  /** What the customer's last message does; `calm` says nothing. */
  readonly ends?: 'hot' | 'content' | 'calm';
  readonly again?: boolean;
  readonly promises?: readonly AgentPromise[];
  readonly findings?: readonly Finding[];
  readonly agent?: string;
  readonly channel?: ChannelKind;
  readonly case?: string;
  readonly customer?: string;
}

export const signal = (id: SignalId, message: number, more: Partial<Signal> = {}): Signal =>
  ({ signal: id, rule: `${id}/x`, message, start: 0, end: 1, text: '话', strength: 0.8, modifiers: [], ...more });

/** A promise of message 1. */
export const promise = (more: Partial<AgentPromise> = {}): AgentPromise => ({ message: 1, text: '明天给您回电', kind: 'commitment', status: 'open', ...more });

export const timeOf = (day: number, clock = '10:00:00'): string => `2024-05-${String(day).padStart(2, '0')}T${clock}`;

export function contact({ id, score, day, ends = 'calm', again = false, promises = [], findings = [], agent, channel, case: named, customer }: Made): ScoredCase {
  const at = (clock: string): { at?: string } => (day === undefined ? {} : { at: timeOf(day, clock) });
  const messages: Message[] = [
    { speaker: 'customer', text: '你好', ...at('10:00:00') },
    { speaker: 'agent', text: '您好', ...at('10:01:00') },
    { speaker: 'customer', text: '话', ...at('10:02:00') },
  ];
  const signals = [
    ...(again ? [signal('repeat-contact', 0)] : []),
    ...(ends === 'hot' ? [signal('anger', 2, { intensity: 'strong' })] : []),
    ...(ends === 'content' ? [signal('satisfaction', 2)] : []),
  ];
  return {
    schema: 'kesu.case/1', id, source: { file: 'contacts.csv', line: 1 }, lexicon: 'test', status: 'scored', messages, signals, findings, promises,
    ...(agent !== undefined && { agent }), ...(channel && { channel }), ...(named !== undefined && { case: named }), ...(customer !== undefined && { customer }),
    risk: { score, band: bandOf(score, judging.scorecard), peak: { message: 2, score }, trajectory: [{ message: 2, score }], contributions: [{ id: 'base', points: score, logit: 0, messages: [], signals: [] }] },
    turningPoints: [], attribution: 'none', service: { customerTurns: 2, agentTurns: 1 }, agentScorecard: [], actions: [],
  };
}
