/** Labels of a sheet and the conversations they were picked from: found again by id and number, and told by their text. */
import type { Answer, Reviewed } from '../learning/review-lines.js';
import { reviewedOf } from '../learning/review-lines.js';
import { say } from '../locale/index.js';
import type { Conversation, Rejection } from '../model.js';
import { redact } from '../text/redact.js';
import { similarity } from '../text/similarity.js';
import type { Context } from './io.js';
import type { SheetRow } from './review.sheet-read.js';

/** Without the inputs a line holds the labelled messages and what the sheet shows of those before them. */
export function reviewedAlone(rows: readonly SheetRow[]): Reviewed[] {
  return [...byId(rows)].map(([id, own]) => {
    const messages = new Map<number, { speaker: string; text: string }>();
    for (const { index, context } of own) context.forEach((message, i) => messages.set(index - context.length + i, message));
    // a labelled text is whole, the same text as context may be cut
    for (const { index, speaker, text } of own) messages.set(index, { speaker, text });
    return { about: { id }, messages, answers: answersOf(own) };
  });
}

/** Whole conversations, for the rows whose message is found again; the other rows are rejected. */
export async function reviewedIn(conversations: AsyncIterable<Conversation>, rows: readonly SheetRow[], { lang }: Context, rejections: Rejection[]): Promise<Reviewed[]> {
  const waiting = byId(rows);
  const met = new Set<string>();
  const found: Reviewed[] = [];
  for await (const conversation of conversations) {
    const own = waiting.get(conversation.id);
    if (!own) continue;
    met.add(conversation.id);
    const here = own.filter((row) => isThere(row, conversation));
    if (here.length === 0) continue;
    found.push(reviewedOf(conversation, answersOf(here)));
    // two conversations may share an id: what is not in the first is looked for in the next
    waiting.set(conversation.id, own.filter((row) => !here.includes(row)));
  }
  for (const { file, line, id, index, raw } of [...waiting.values()].flat()) {
    const known = met.has(id);
    rejections.push({ file, line, field: known ? 'text' : 'id', reason: say(lang, known ? 'review-text-differs' : 'review-id-unknown', { id, n: index + 1 }), raw });
  }
  return found;
}

function byId(rows: readonly SheetRow[]): Map<string, SheetRow[]> {
  const groups = new Map<string, SheetRow[]>();
  for (const row of rows) groups.set(row.id, [...(groups.get(row.id) ?? []), row]);
  return groups;
}

const answersOf = (rows: readonly SheetRow[]): Map<number, Answer> => new Map(rows.map(({ index, labels, note }) => [index, { labels, ...(note !== undefined && { note }) }]));

function isThere({ index, speaker, text }: SheetRow, { messages }: Conversation): boolean {
  const message = messages[index];
  return message?.speaker === speaker && sameText(redact(message.text), redact(text));
}

/** Excel saves GBK with `?` for what GBK has not (emoji, rare characters), and cuts cells at 32,767 characters. */
function sameText(a: string, b: string): boolean {
  const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');
  const [left, right] = [letters(a), letters(b)];
  return left === right || similarity(left, right) >= 0.6 || (right.length > 10_000 && left.startsWith(right.slice(0, 10_000)));
}
