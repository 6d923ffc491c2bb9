/** The sheet of `kesu review`: picked messages as a table for Excel (byte order mark, CRLF), with columns to fill. */
import { stringify } from 'csv-stringify/sync';
import { labelsText } from '../learning/label-text.js';
import type { Pick } from '../learning/picking.js';
import type { Considered } from '../learning/thinking.js';
import { say, type Lang, type MessageId } from '../locale/index.js';
import type { Message } from '../model.js';
import { oneLine } from '../report/format.js';
import { guarded } from '../report/spreadsheet.js';

/** Ids, as in `summary.csv`: they are found again in every language and encoding. */
export const SHEET_COLUMNS = ['id', 'message', 'speaker', 'context', 'text', 'heard', 'thinks', 'why', 'labels', 'note'] as const;
export type SheetColumn = (typeof SHEET_COLUMNS)[number];

/** Messages before the picked one that are shown, and characters of each. */
export const CONTEXT = 3;
const CONTEXT_LENGTH = 80;

export function reviewSheet(picks: readonly Pick<Considered>[], lang: Lang): string {
  // a lone line feed is not the delimiter, and yet must be quoted
  return stringify(picks.map((pick) => row(pick, lang)), { columns: [...SHEET_COLUMNS], header: true, bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ });
}

function row(pick: Pick<Considered>, lang: Lang): Record<SheetColumn, string> {
  const { conversation: { id, messages }, index, labels } = pick.candidate;
  const { speaker, text } = messages[index] as Message;
  const cells = {
    id, message: String(index + 1), speaker: speakerName(speaker, lang),
    context: messages.slice(Math.max(0, index - CONTEXT), index).map((m) => contextLine(m, lang)).join('\n'),
    text, heard: labelsText(labels), thinks: thinksText(pick), why: say(lang, `review-why-${pick.why}`), labels: '', note: '',
  };
  // the number of a message is a number
  return Object.fromEntries(SHEET_COLUMNS.map((c) => [c, c === 'message' ? cells[c] : guarded(cells[c])])) as Record<SheetColumn, string>;
}

export const speakerName = (speaker: Message['speaker'], lang: Lang): string => say(lang, `speaker-${speaker}` as MessageId);

/** One line a message; what was cut ends in `…`. */
const contextLine = ({ speaker, text }: Message, lang: Lang): string => `${speakerName(speaker, lang)}: ${oneLine(text, CONTEXT_LENGTH)}`;

/** What kesu thinks of the signals in doubt, most doubtful first. */
export const thinksText = ({ uncertainty }: Pick<Considered>): string => uncertainty.about.map((t) => `${t.signal} ${t.probability.toFixed(2)}`).join('; ');
