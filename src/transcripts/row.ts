import type { Speaker } from '../model.js';
import type { Fields } from './columns.js';
import type { Draft, RawMessage } from './draft.js';
import { MESSAGE_LIMIT } from './finish.js';
import type { Role } from './options.js';
import type { Reader } from './reader.js';
import type { Moment } from './times.js';

/** Columns that tell who says a message. */
export const WHO: readonly Role[] = ['speaker', 'agentFlag', 'customerFlag', 'name'];

/** The messages of one row or object: one, or for letters what was asked and what was answered. */
export function messagesOf(fields: Fields, line: number, reader: Reader): RawMessage[] {
  const text = fields.raw('text');
  const common = { ...momentOf(fields, line, reader), ...seqOf(fields) };
  if (text !== undefined) {
    const speaker = fields.get('speaker');
    const name = fields.get('name');
    const side = sideOf(fields, reader);
    return [{ text, ...(speaker && { speaker }), ...(name && { name }), ...(side && { side }), ...common }];
  }
  const asked = fields.get('customerText');
  const answered = fields.get('agentText');
  return [
    ...(asked ? [{ text: asked, side: 'customer' as const, ...common }] : []),
    ...(answered ? [{ text: answered, side: 'agent' as const }] : []),
  ];
}

/** `false`, with a rejection, for a message too long to be one. */
export function fitsMessage(text: string, line: number, reader: Reader, field?: string): boolean {
  if (text.length <= MESSAGE_LIMIT) return true;
  const place = { line, ...(field !== undefined && { field }), raw: text };
  reader.remarks.reject('message-too-long', { length: text.length, limit: MESSAGE_LIMIT }, place);
  return false;
}

function sideOf(fields: Fields, reader: Reader): Speaker | undefined {
  const agent = reader.speakers.flag(fields.get('agentFlag') ?? '');
  if (agent !== undefined) return agent ? 'agent' : 'customer';
  const customer = reader.speakers.flag(fields.get('customerFlag') ?? '');
  return customer === undefined ? undefined : customer ? 'customer' : 'agent';
}

/** A date and a clock may stand in two columns, or the date of a clock in a third. */
function momentOf(fields: Fields, line: number, reader: Reader): { moment?: Moment; offset?: number } {
  const offset = fields.get('offset');
  const time = fields.get('time') ?? fields.get('clock');
  const date = fields.get('date');
  const moment = reader.moment(time, line);
  const day = moment?.day ?? (date === undefined ? undefined : reader.moment(date, line)?.day);
  const both = moment || day ? { moment: { ...moment, ...(day !== undefined && { day }) } } : {};
  return { ...both, ...(offset !== undefined && /^\d{1,12}(\.\d+)?$/.test(offset) && { offset: Number(offset) }) };
}

function seqOf(fields: Fields): { seq?: number } {
  const seq = fields.get('seq');
  return seq !== undefined && /^-?\d{1,15}(\.\d+)?$/.test(seq) ? { seq: Number(seq) } : {};
}

/** Adds what a row says about its conversation; the first value of each column stays. */
export function describeConversation(draft: Draft, fields: Fields, line: number, reader: Reader): void {
  for (const value of fields.all('customer')) draft.customers.add(value);
  for (const value of fields.all('agent')) draft.agents.add(value);
  const [customer, agent, caseId] = [fields.get('customer'), fields.get('agent'), fields.get('case')];
  if (customer !== undefined) draft.customer ??= customer;
  if (agent !== undefined) draft.agent ??= agent;
  // `--case-by` overrules the columns that are recognised, where its own cell is blank too
  if (caseId !== undefined && reader.options.caseBy === undefined) draft.case ??= caseId;
  if (!draft.start) {
    const start = reader.moment(fields.get('start'), line);
    if (start) draft.start = start;
  }
  const channel = fields.get('channel');
  const kind = channel === undefined ? undefined : reader.channel(channel);
  if (kind) draft.channel ??= kind;
  for (const column of metaColumns(fields, kind !== undefined)) {
    const name = fields.layout.names[column]?.trim() ?? '';
    const value = fields.cells[column]?.trim() ?? '';
    if (name && value) draft.meta[name] ??= value;
  }
}

const metaCache = new WeakMap<object, { withChannel: readonly number[]; without: readonly number[] }>();

/** Columns nobody interprets, and the second and later columns of a role (a customer's id beside the name). */
function metaColumns(fields: Fields, channelKnown: boolean): readonly number[] {
  let columns = metaCache.get(fields.layout);
  if (!columns) {
    const used = new Set<number>();
    const spare = new Set(fields.layout.rest);
    for (const [best, ...others] of fields.layout.roles.values()) {
      if (best !== undefined) used.add(best);
      for (const other of others) spare.add(other);
    }
    const without = [...spare].filter((column) => !used.has(column)).sort((a, b) => a - b);
    const channel = fields.layout.roles.get('channel')?.[0];
    columns = { without, withChannel: channel === undefined ? without : [...without, channel] };
    metaCache.set(fields.layout, columns);
  }
  return channelKnown ? columns.without : columns.withChannel;
}
