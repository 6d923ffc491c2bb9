/** The promise ledger: what the agent undertook, when it was due, and what became of it within the conversation. */
import type { AgentPromise, Signal } from '../model.js';
import type { Analysis } from './analysis.js';
import { after, instant, minutesBetween } from './clock.js';
import { minutesUntil } from './due.js';

type Undertaking = AgentPromise['kind'];
const KINDS: readonly Undertaking[] = ['commitment', 'overpromise'];

/**
 * Each agent message that undertakes something is one promise. The customer's later words settle it: that
 * it came, or that it did not; both are about the latest promise still open. A promise whose time passed
 * while the customer still had to ask is overdue.
 */
export function promisesOf(analysis: Analysis): AgentPromise[] {
  const promises: AgentPromise[] = [];
  const latestOpen = (): number => promises.findLastIndex((p) => p.status === 'open');
  const settle = (index: number, status: AgentPromise['status'], message: number): void => {
    const promise = promises[index];
    if (promise) promises[index] = { ...promise, status, settledBy: { message } };
  };
  analysis.conversation.messages.forEach((message, index) => {
    const turn = analysis.turnOf(index);
    if (turn?.side === 'agent') {
      const made = KINDS.flatMap((kind) => analysis.at(index).filter((s) => s.signal === kind));
      if (made.length > 0) promises.push(undertaken(analysis, index, made));
      return;
    }
    if (turn?.side !== 'customer') return;
    const marks = analysis.marksAt(index).map((m) => m.mark);
    if (marks.includes('says-broken')) settle(latestOpen(), 'broken', index);
    else if (marks.includes('says-kept')) settle(latestOpen(), 'kept', index);
    else {
      promises.forEach((promise, at) => {
        const passed = minutesBetween(analysis.message(promise.message), message);
        if (promise.status === 'open' && promise.minutes !== undefined && passed !== undefined && passed > promise.minutes && !content(analysis, index)) settle(at, 'overdue', index);
      });
    }
  });
  return promises;
}

function undertaken(analysis: Analysis, index: number, made: readonly Signal[]): AgentPromise {
  const message = analysis.conversation.messages[index] as Analysis['conversation']['messages'][number];
  const [first] = made as [Signal, ...Signal[]];
  const words = sentences(message.text, made);
  const minutes = minutesUntil(analysis.folded(words), instant(message), analysis.settings.due);
  const due = minutes === undefined ? undefined : after(message, minutes);
  return {
    message: index, text: words, kind: first.signal as Undertaking,
    ...(minutes !== undefined && { minutes }), ...(due !== undefined && { due }), status: 'open',
  };
}

/** The sentences in which the signals stand. */
function sentences(text: string, signals: readonly Signal[]): string {
  let start = 0;
  const parts: string[] = [];
  for (const sentence of text.split(/(?<=[。！？!?；;\n])/u)) {
    const end = start + sentence.length;
    if (signals.some((s) => s.start < end && s.end > start)) parts.push(sentence.trim());
    start = end;
  }
  return parts.join(' ');
}

const content = (analysis: Analysis, message: number): boolean => analysis.at(message).some((s) => s.signal === 'satisfaction');
