import type { ChannelKind, Speaker } from '../model.js';
import type { Moment } from './times.js';

/** A message as it was read, before it is known who speaks and in which order. */
export interface RawMessage {
  readonly text: string;
  /** Value of a speaker column, or label of a dialogue line. */
  readonly speaker?: string;
  readonly name?: string;
  /** Told by a flag column or by the layout itself. */
  readonly side?: Speaker;
  readonly moment?: Moment;
  /** Milliseconds since the conversation began. */
  readonly offset?: number;
  readonly seq?: number;
}

/** A conversation that is being gathered. */
export interface Draft {
  readonly id: string;
  readonly line: number;
  readonly messages: RawMessage[];
  readonly meta: Record<string, string>;
  /** Everything the input calls the customer or the agent: names, ids, accounts. */
  readonly customers: Set<string>;
  readonly agents: Set<string>;
  customer?: string;
  agent?: string;
  case?: string;
  channel?: ChannelKind;
  start?: Moment;
}

export function newDraft(id: string, line: number): Draft {
  // No prototype: a column may be called `__proto__`.
  const meta = Object.create(null) as Record<string, string>;
  return { id, line, messages: [], meta, customers: new Set(), agents: new Set() };
}
