/** The promise ledger: what the agent undertook, when it was due, and what became of it within the conversation. */
import type { AgentPromise, Signal } from '../model.js';
import type { Analysis } from './analysis.js';
import { instant, minutesBetween } from './clock.js';
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
  const latestOpen = (): number => promises.findLastIndex((p) => p.status === 'open');
  const settle = (index: number, status: AgentPromise['status'], message: number): void => {
    const promise = promises[index];
    if (promise) promises[index] = { ...promise, status, settledBy: { message } };
  };
  analysis.conversation.messages.forEach((message, index) => {
    const turn = analysis.turnOf(index);
    if (turn?.side === 'agent') {
      const made = madeIn(analysis, index);
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
        if (promise.status === 'open' && promise.minutes !== undefined && passed !== undefined && passed > promise.minutes + grace(analysis) && !content(analysis, index) && !cameBack(analysis, promise, index)) settle(at, 'overdue', index);
      });
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

function undertaken(analysis: Analysis, index: number, made: readonly Signal[]): AgentPromise {
  const message = analysis.conversation.messages[index] as Analysis['conversation']['messages'][number];
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
  let start = 0;
  const parts: string[] = [];
  for (const sentence of text.split(/(?<=[。！？!?；;\n])/u)) {
    const end = start + sentence.length;
    if (signals.some((s) => s.start < end && s.end > start)) parts.push(sentence.trim());
    start = end;
  }
  return parts.join(' ');
}

/** Whether the agent came back after a pause, before the customer had to ask, and moved the matter on. */
function cameBack(analysis: Analysis, { message }: AgentPromise, until: number): boolean {
  const { messages } = analysis.conversation;
  return messages.some((said, m) => {
    if (m <= message || m >= until || analysis.turnOf(m)?.side !== 'agent') return false;
    const pause = minutesBetween(messages[m - 1], said);
    return pause !== undefined && pause > grace(analysis) && analysis.at(m).some((s) => REMEDIES.includes(s.signal));
  });
}

/** An answer may take as long. */
const grace = ({ settings, conversation }: Analysis): number => settings.reply[conversation.channel ?? 'chat'];

const content = (analysis: Analysis, message: number): boolean => analysis.at(message).some((s) => s.signal === 'satisfaction');
