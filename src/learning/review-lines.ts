/**
 * Labelled conversations as a file that grows: a line a conversation, `signals` null for messages that nobody
 * labelled. What stands in the file stays; answers are added to the line of their conversation.
 */
import { jsonProblem } from '../data/json-problem.js';
import { KesuError } from '../errors.js';
import type { Conversation, Message } from '../model.js';
import { labelText } from './label-text.js';
import { isProblem, readLabelled, type Label } from './labelled.js';

/** What a reviewer said of one message. */
export interface Answer {
  readonly labels: readonly Label[];
  readonly note?: string;
}

/** A conversation, or what is known of one, with answers by the number of their message, from 0. */
export interface Reviewed {
  readonly about: Readonly<Record<string, unknown>> & { readonly id: string };
  readonly messages: ReadonlyMap<number, LineMessage>;
  readonly answers: ReadonlyMap<number, Answer>;
}

interface LineMessage {
  readonly speaker: string;
  readonly text: string;
  readonly [field: string]: unknown;
}

interface Place {
  message: LineMessage;
  signals: unknown;
  known: unknown;
  note: string | null;
}

interface Line {
  readonly fields: Record<string, unknown>;
  readonly places: Map<number, Place>;
}

/** Fields of the annotation guide that count messages: a line with one of them takes no further messages. */
const COUNTING = ['turning_points', 'ignored_threats'];
/** A text that was cut for a sheet. */
const cut = (text: string): boolean => text.endsWith('…');

export class ReviewLines {
  private readonly lines: (Line | string)[] = [];
  private readonly byId = new Map<string, Line[]>();

  /** @throws KesuError for a line that is no labelled one: a file that is not understood must not be written */
  constructor(text = '', file = '') {
    text.split(/\r?\n/).forEach((row, at) => {
      if (row.trim() !== '') this.read(row, file, at + 1);
    });
  }

  private read(row: string, file: string, line: number): void {
    let value: unknown;
    try {
      value = JSON.parse(row);
    } catch (error) {
      throw new KesuError('json-line', { problem: jsonProblem(error) }, { file, line });
    }
    const gold = readLabelled(value, file, line);
    if (isProblem(gold)) throw new KesuError('label-field', { field: gold.field || '(line)', problem: gold.problem }, { file, line });
    if (gold.kind === 'utterance') return void this.lines.push(row);
    const { messages, signals, known, notes, numbers, ...fields } = value as Record<string, unknown> & { messages: LineMessage[]; signals?: unknown[]; known?: unknown[]; notes?: (string | null)[]; numbers?: number[] };
    this.append({
      fields: { ...fields, id: gold.id },
      places: new Map(messages.map((message, i) => [numbers?.[i] === undefined ? i : numbers[i] - 1, { message, signals: signals?.[i] ?? null, known: known?.[i] ?? null, note: notes?.[i] ?? null }])),
    });
  }

  private append(line: Line): void {
    this.lines.push(line);
    const id = line.fields['id'] as string;
    this.byId.set(id, [...(this.byId.get(id) ?? []), line]);
  }

  /** Adds answers; the answer of a message that has one already is replaced. */
  put({ about, messages, answers }: Reviewed): void {
    let line = this.byId.get(about.id)?.find((l) => fits(l, messages));
    if (!line) this.append((line = { fields: { ...about }, places: new Map() }));
    for (const [n, message] of messages) {
      const place = line.places.get(n);
      if (!place) line.places.set(n, { message, signals: null, known: null, note: null });
      else if (cut(place.message.text)) place.message = message;
    }
    for (const [n, { labels, note }] of answers) Object.assign(line.places.get(n) as Place, { signals: labels.map(labelText), known: null, note: note ?? null });
  }

  text(): string {
    return this.lines.map((line) => `${typeof line === 'string' ? line : written(line)}\n`).join('');
  }
}

/** The same conversation: what both know of it agrees, and nothing that counts messages would be moved. */
function fits({ fields, places }: Line, messages: ReadonlyMap<number, LineMessage>): boolean {
  const further = [...messages.keys()].some((n) => !places.has(n));
  if (further && COUNTING.some((field) => fields[field] !== undefined)) return false;
  return [...messages].every(([n, { speaker, text }]) => {
    const other = places.get(n)?.message;
    return !other || (other.speaker === speaker && (other.text === text || cut(other.text) || cut(text)));
  });
}

function written({ fields, places }: Line): string {
  const order = [...places].sort(([a], [b]) => a - b);
  const own = order.map(([, place]) => place);
  return JSON.stringify({
    ...fields, messages: own.map((p) => p.message),
    ...(own.some((p) => p.signals !== null) && { signals: own.map((p) => p.signals) }),
    ...(own.some((p) => p.known !== null) && { known: own.map((p) => p.known) }),
    ...(own.some((p) => p.note !== null) && { notes: own.map((p) => p.note) }),
    // a part of a conversation says which messages it holds
    ...(order.some(([n], i) => n !== i) && { numbers: order.map(([n]) => n + 1) }),
  });
}

/** A conversation as the inputs hold it; names of people stay out. */
export function reviewedOf({ id, channel, case: chained, customer, agent, messages }: Conversation, answers: ReadonlyMap<number, Answer>): Reviewed {
  return {
    about: { id, ...(channel && { channel }), ...(chained !== undefined && { case: chained }), ...(customer !== undefined && { customer }), ...(agent !== undefined && { agent }) },
    messages: new Map(messages.map(({ speaker, text, at }: Message, i) => [i, { speaker, text, ...(at !== undefined && { at }) }])),
    answers,
  };
}
