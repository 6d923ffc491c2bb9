/** The promise ledger: what the agent undertook, when it was due, and what became of it within the conversation. */
import type { AgentPromise, Message, Signal } from '../model.js';
import type { Analysis } from './analysis.js';
import { after, instant } from './clock.js';
import { minutesUntil } from './due.js';

type Undertaking = AgentPromise['kind'];
const KINDS: readonly Undertaking[] = ['commitment', 'overpromise'];
const MINUTE = 60_000;

/**
 * Each agent message that undertakes something is one promise. The customer's later words settle it: that
 * it came, or that it did not; both are about the latest promise still open. A promise whose time passed
 * while the customer still had to ask is overdue.
 */
export function promisesOf(analysis: Analysis): AgentPromise[] {
  const promises: AgentPromise[] = [];
  const open = new OpenPromises();
  analysis.conversation.messages.forEach((message, index) => {
    const turn = analysis.turnOf(index);
    if (turn?.side === 'agent') {
      const made = KINDS.flatMap((kind) => analysis.at(index).filter((s) => s.signal === kind));
      if (made.length === 0) return;
      const promise = undertaken(analysis, index, made);
      open.add(promises.length, promise, message);
      promises.push(promise);
    } else if (turn?.side === 'customer') {
      for (const { promise, status } of open.hear(analysis, index)) promises[promise] = { ...(promises[promise] as AgentPromise), status, settledBy: { message: index } };
    }
  });
  return promises;
}

export interface Settled {
  /** Index of the promise. */
  readonly promise: number;
  readonly status: 'kept' | 'broken' | 'overdue';
}

/** The promises that nothing has settled yet, earliest first. */
export class OpenPromises {
  /** With the moment each is due; NaN where that is not known. */
  private open: { readonly promise: number; readonly due: number }[];

  constructor(from?: OpenPromises) {
    this.open = [...(from?.open ?? [])];
  }

  add(promise: number, { minutes }: Pick<AgentPromise, 'minutes'>, message: Message): void {
    this.open.push({ promise, due: (instant(message) ?? NaN) + (minutes ?? NaN) * MINUTE });
  }

  /** What a customer's message settles. */
  hear(analysis: Analysis, message: number): Settled[] {
    if (this.open.length === 0) return [];
    const said = (mark: 'says-broken' | 'says-kept'): boolean => analysis.marksAt(message).some((m) => m.mark === mark);
    const [broken, kept] = [said('says-broken'), said('says-kept')];
    if (broken || kept) return [{ promise: (this.open.pop() as (typeof this.open)[number]).promise, status: broken ? 'broken' : 'kept' }];
    const now = instant(analysis.message(message) as Message) ?? NaN;
    if (!this.open.some(({ due }) => now > due) || content(analysis, message)) return [];
    const overdue = this.open.filter(({ due }) => now > due);
    this.open = this.open.filter(({ due }) => !(now > due));
    return overdue.map(({ promise }) => ({ promise, status: 'overdue' }));
  }
}

function undertaken(analysis: Analysis, index: number, made: readonly Signal[]): AgentPromise {
  const message = analysis.conversation.messages[index] as Message;
  const [first] = made as [Signal, ...Signal[]];
  const words = sentences(message.text, made);
  const minutes = minutesUntil(words, instant(message), analysis.settings.due);
  const due = minutes === undefined ? undefined : after(message, minutes);
  return {
    message: index, text: words, kind: first.signal as Undertaking,
    ...(minutes !== undefined && { minutes }), ...(due !== undefined && { due }), status: 'open',
  };
}

/** The sentences in which the signals stand. */
function sentences(text: string, signals: readonly Signal[]): string {
  const byStart = [...signals].sort((a, b) => a.start - b.start);
  let start = 0;
  let next = 0;
  /** How far the signals reach that start before the end of the sentence. */
  let reach = 0;
  const parts: string[] = [];
  for (const sentence of text.split(/(?<=[。！？!?；;\n])/u)) {
    const end = start + sentence.length;
    for (; next < byStart.length && (byStart[next] as Signal).start < end; next += 1) reach = Math.max(reach, (byStart[next] as Signal).end);
    if (reach > start) parts.push(sentence.trim());
    start = end;
  }
  return parts.join(' ');
}

const content = (analysis: Analysis, message: number): boolean => analysis.at(message).some((s) => s.signal === 'satisfaction');
