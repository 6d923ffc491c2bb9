/** The promise ledger: what the agent undertook, when it was due, and what became of it within the conversation. */
import type { AgentPromise, Message, Signal } from '../model.js';
import type { Analysis } from './analysis.js';
import { instant, minutesBetween, MINUTE } from './clock.js';
import { dueTime, minutesUntil } from './due.js';
import { REMEDIES } from './settings.js';

type Undertaking = AgentPromise['kind'];
const KINDS: readonly Undertaking[] = ['commitment', 'overpromise'];

/**
 * Each agent message that undertakes something is one promise. The customer's later words settle it: that
 * it came, or that it did not; both are about the latest promise still open. A promise whose time passed (and as much
 * as an answer may take) while the customer still had to ask is overdue; not where the agent came back of itself.
 */
export function promisesOf(analysis: Analysis): AgentPromise[] {
  const promises: AgentPromise[] = [];
  const open = new OpenPromises();
  analysis.conversation.messages.forEach((_, index) => {
    const turn = analysis.turnOf(index);
    if (turn?.side === 'agent') {
      const made = madeIn(analysis, index);
      if (made.length === 0) return;
      const promise = undertaken(analysis, index, made);
      open.add(promises.length, promise, analysis);
      promises.push(promise);
    } else if (turn?.side === 'customer') {
      for (const { promise, status } of open.hear(analysis, index)) promises[promise] = { ...(promises[promise] as AgentPromise), status, settledBy: { message: index } };
    }
  });
  return promises;
}

/** The agent's undertakings in a message. */
const madeIn = (analysis: Analysis, message: number): Signal[] => KINDS.flatMap((kind) => analysis.at(message).filter((s) => s.signal === kind));

/** Within how many minutes an agent's message promises something; undefined where it does not, or names no time. */
export function promisedMinutes(analysis: Analysis, index: number): number | undefined {
  const made = madeIn(analysis, index);
  return made.length > 0 ? undertaken(analysis, index, made).minutes : undefined;
}

export interface Settled {
  /** Index of the promise. */
  readonly promise: number;
  readonly status: 'kept' | 'broken' | 'overdue';
}

const NONE: ReadonlySet<number> = new Set();

interface Open {
  readonly promise: number;
  readonly message: number;
  /** When it is overdue, in milliseconds; NaN where that is not known, infinite where the agent came back by itself. */
  readonly late: number;
}

/** The promises that nothing has settled yet, earliest first. */
export class OpenPromises {
  private open: Open[];

  constructor(from?: OpenPromises) {
    this.open = [...(from?.open ?? [])];
  }

  add(promise: number, { message, minutes }: Pick<AgentPromise, 'message' | 'minutes'>, analysis: Analysis): void {
    const said = instant(analysis.message(message) as Message) ?? NaN;
    this.open.push({ promise, message, late: said + ((minutes ?? NaN) + analysis.allowance) * MINUTE });
  }

  /**
   * What a customer's message settles.
   * @param silent messages of the agent that are taken to have done nothing
   */
  hear(analysis: Analysis, message: number, silent: ReadonlySet<number> = NONE): Settled[] {
    if (this.open.length === 0) return [];
    const said = (mark: 'says-broken' | 'says-kept'): boolean => analysis.marksAt(message).some((m) => m.mark === mark);
    const [broken, kept] = [said('says-broken'), said('says-kept')];
    if (broken || kept) return [{ promise: (this.open.pop() as Open).promise, status: broken ? 'broken' : 'kept' }];
    const now = instant(analysis.message(message) as Message) ?? NaN;
    if (!this.open.some(({ late }) => now > late) || content(analysis, message)) return [];
    this.open = this.open.map((one) => (now > one.late && cameBack(analysis, one.message, message, silent) ? { ...one, late: Infinity } : one));
    const overdue = this.open.filter(({ late }) => now > late);
    this.open = this.open.filter(({ late }) => !(now > late));
    return overdue.map(({ promise }) => ({ promise, status: 'overdue' }));
  }
}

function undertaken(analysis: Analysis, index: number, made: readonly Signal[]): AgentPromise {
  const message = analysis.message(index) as Message;
  const [first] = made as [Signal, ...Signal[]];
  const words = sentences(message.text, made);
  const said = instant(message);
  const minutes = minutesUntil(analysis.folded(words), said, analysis.settings.due);
  const time = said === undefined ? undefined : dueTime(analysis.folded(words), said, analysis.settings.due);
  const due = time === undefined ? undefined : new Date(time).toISOString().slice(0, 19);
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

/** Whether the agent came back after a pause, before the customer had to ask, and moved the matter on. */
function cameBack(analysis: Analysis, promised: number, until: number, silent: ReadonlySet<number>): boolean {
  for (let m = promised + 1; m < until; m += 1) {
    if (analysis.turnOf(m)?.side !== 'agent' || silent.has(m)) continue;
    const pause = minutesBetween(analysis.message(m - 1), analysis.message(m));
    if (pause !== undefined && pause > analysis.allowance && analysis.at(m).some((s) => REMEDIES.includes(s.signal))) return true;
  }
  return false;
}

const content = (analysis: Analysis, message: number): boolean => analysis.at(message).some((s) => s.signal === 'satisfaction');
