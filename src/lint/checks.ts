/** What a reply does that no single signal tells. */
import { minutesUntil } from '../dynamics/due.js';
import type { Mark, MarkId } from '../model.js';
import type { Judge } from '../risk/case-report.js';
import { sentenceAt, type ReadReply, type Span } from './read-reply.js';
import type { LintSettings } from './settings.js';

const spanOf = ({ message, start, end }: Mark): Span => ({ line: message, start, end });
const marked = ({ marks }: ReadReply, mark: MarkId): Span[] => marks.filter((m) => m.mark === mark).map(spanOf);
const textOf = (reply: ReadReply, line: number): string => reply.lines[line]?.text ?? '';
const overlap = (a: Span, b: Span): boolean => a.line === b.line && a.start < b.end && b.start < a.end;

/** Asks to wait, in a sentence that names no time. */
export function waits(reply: ReadReply, { wait }: LintSettings, { dynamics, reader }: Pick<Judge, 'dynamics' | 'reader'>): Span[] {
  return marked(reply, wait.mark).filter((span) => {
    const text = textOf(reply, span.line);
    const sentence = reader.lexicon.folder.fold(text.slice(...sentenceAt(text, span.start))).text;
    return minutesUntil(sentence, undefined, dynamics.due) === undefined;
  });
}

/** Says no by a law or rule; `named` where the law, contract or clause is. */
export function lawOnly(reply: ReadReply, { law }: LintSettings): (Span & { named: boolean })[] {
  const denied = new Set(marked(reply, law.denies).map((span) => span.line));
  return reply.marks.filter((m) => m.mark === law.cites && denied.has(m.message))
    .map((m) => ({ ...spanOf(m), named: law.named.includes(m.rule) }))
    .sort((a, b) => Number(b.named) - Number(a.named) || a.line - b.line || a.start - b.start).slice(0, 1);
}

/** Apologises, and beside courtesy says hardly anything else. */
export function emptyApology(reply: ReadReply, { apology }: LintSettings): Span[] {
  const sorry = reply.signals.filter((s) => s.signal === 'apology').map((s): Span => ({ line: s.message, start: s.start, end: s.end }));
  const asides = reply.marks.some((m) => apology.asides.includes(m.rule));
  if (sorry.length === 0 || asides) return [];
  const courtesy = [...sorry, ...reply.signals.filter((s) => s.signal === 'empathy').map((s): Span => ({ line: s.message, start: s.start, end: s.end })), ...reply.marks.map(spanOf)];
  const said = reply.lines.flatMap(({ text }, line) => clauses(text).map((clause): Span => ({ line, ...clause })))
    .filter((clause) => !courtesy.some((words) => overlap(clause, words)))
    .reduce((letters, { line, start, end }) => letters + (textOf(reply, line).slice(start, end).match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0);
  return said < apology.letters ? sorry.slice(0, 1) : [];
}

const clauses = (text: string): { start: number; end: number }[] =>
  [...text.matchAll(/[^，。！？；：,!?;:、…~\s]+/gu)].map(({ index, 0: clause }) => ({ start: index, end: index + clause.length }));
