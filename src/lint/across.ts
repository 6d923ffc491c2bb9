/** What is wrong with a script as a whole, and with scripts beside each other. */
import type { Reply } from './document.js';
import type { Found } from './judge-reply.js';
import { sentenceAt, type ReadReply, type Span } from './read-reply.js';
import { sameTexts } from './same-texts.js';
import type { LintSettings } from './settings.js';

/** Refusals in a script that never says where the customer can go on: how many, and the first. */
export function noWayOn(replies: readonly ReadReply[], found: readonly (readonly Found[])[], { 'way-on': way }: LintSettings): { count: number; reply: ReadReply; first: Found } | undefined {
  if (replies.length < way.replies || replies.some(({ marks }) => marks.some((m) => m.mark === way.mark))) return undefined;
  const refusals = found.flatMap((list, at) => list.filter(({ rule }) => way.refusals.includes(rule)).map((first) => ({ reply: replies[at] as ReadReply, first })));
  const [first] = refusals;
  return first && { ...first, count: refusals.length };
}

/** A sentence of a script. */
export interface Sentence extends Span {
  readonly reply: ReadReply;
  readonly text: string;
}

/** Sentences that say something but move nothing on, and that nobody demands in every contact. */
export function sentencesOf(reply: ReadReply, { repetition }: LintSettings): Sentence[] {
  return reply.lines.flatMap(({ text }, line) => split(text).map(([start, end]) => ({ reply, line, start, end, text: text.slice(start, end) })))
    .filter(({ text }) => (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= repetition.letters)
    .filter(({ line, start, end }) => {
      const within = (at: { message: number; start: number; end: number }): boolean => at.message === line && at.start < end && start < at.end;
      return !reply.signals.some((s) => MOVES_ON.includes(s.signal) && within(s)) && !reply.marks.some((m) => repetition.but.includes(m.mark) && within(m));
    });
}
const MOVES_ON: readonly string[] = ['solution', 'commitment', 'ownership'];

/** Groups of sentences that stand in several replies almost word for word. */
export function repeated(sentences: readonly Sentence[], { repetition }: LintSettings): Sentence[][] {
  return sameTexts(sentences.map(({ text }) => text), repetition.similarity)
    .map((group) => group.map((at) => sentences[at] as Sentence))
    .filter((group) => new Set(group.map(({ reply }): Reply => reply)).size >= repetition.times);
}

/** Sentences of a text, blanks at their ends left out. */
function split(text: string): [number, number][] {
  const found: [number, number][] = [];
  for (let at = 0; at < text.length;) {
    const [, to] = sentenceAt(text, at);
    const words = text.slice(at, to);
    const start = at + words.length - words.trimStart().length;
    if (words.trim() !== '') found.push([start, start + words.trim().length]);
    at = Math.max(to, at + 1);
  }
  return found;
}
