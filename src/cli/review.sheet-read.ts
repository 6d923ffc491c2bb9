/** A filled sheet read back, as Excel or WPS saves it; each row that cannot be read is rejected with line and column. */
import { KesuError } from '../errors.js';
import { readImportWords } from '../lexicography/import/words.js';
import { SHIPPED } from '../lexicon/sources.js';
import { isTrouble, readLabels, type LabelNames } from '../learning/label-text.js';
import type { Label } from '../learning/labelled.js';
import { readReviewWords } from '../learning/review-words.js';
import { say, type Lang, type MessageId, type Params } from '../locale/index.js';
import type { Rejection, Speaker } from '../model.js';
import { unguarded } from '../report/spreadsheet.js';
import { decode } from '../transcripts/encoding.js';
import { openInput } from '../transcripts/inputs.js';
import { readPlainTable, type PlainTable } from '../transcripts/plain-table.js';
import type { Context } from './io.js';
import { CONTEXT, SHEET_COLUMNS, speakerName, type SheetColumn } from './review.sheet.js';

/** A row that somebody labelled. */
export interface SheetRow {
  readonly file: string;
  readonly line: number;
  readonly id: string;
  /** Of the message, from 0. */
  readonly index: number;
  readonly speaker: Speaker;
  readonly text: string;
  /** The messages before it, shortened. */
  readonly context: readonly { readonly speaker: Speaker; readonly text: string }[];
  readonly labels: readonly Label[];
  readonly note?: string;
  readonly raw: string;
}

export interface Sheet {
  readonly rows: readonly SheetRow[];
  readonly unlabelled: number;
}

export interface SheetOptions {
  readonly lexicons: readonly string[];
  readonly encoding?: string;
}

/** Columns without which a row says nothing. */
const NEEDED: readonly SheetColumn[] = ['id', 'message', 'speaker', 'text', 'labels'];
const named = (cell: string): string => cell.replace(/^\ufeff/, '').trim().toLowerCase();
const isSheetHeader = (cells: readonly string[]): boolean => NEEDED.every((column) => cells.some((cell) => named(cell) === column));

/** Of a file that nobody named as a sheet one of these says that kesu wrote it. */
const OWN: readonly SheetColumn[] = ['heard', 'why'];
const isOwnHeader = (cells: readonly string[]): boolean => isSheetHeader(cells) && OWN.some((column) => cells.some((cell) => named(cell) === column));

/** Whether a file is a sheet, by its first characters: transcripts may be too large to be read for that. */
export async function isSheet(file: string): Promise<boolean> {
  if (file === '-') return false;
  let head = '';
  try {
    for await (const piece of decode(openInput(file, undefined), undefined, file).text) {
      head += piece;
      if (head.length > 4_096) break;
    }
  } catch (error) {
    if (error instanceof KesuError) return false;
    throw error;
  }
  return head.slice(0, 4_096).split(/\r?\n/).slice(0, 10).some((line) => [',', '\t', ';', '|'].some((d) => isOwnHeader(line.split(d).map((c) => c.replace(/^"|"$/g, '')))));
}

class Unreadable extends Error {
  constructor(readonly column: SheetColumn, readonly id: MessageId, readonly params: Params) {
    super(id);
  }
}

export async function readSheet(file: string, options: SheetOptions, context: Context, rejections: Rejection[]): Promise<Sheet> {
  const { lang, stdin } = context;
  const table = await readPlainTable(file, { lexicons: SHIPPED, lang, stdin, onNotice: () => undefined, onReject: (r) => void rejections.push(r), ...(options.encoding !== undefined && { encoding: options.encoding }) }, isSheetHeader);
  const { header } = table;
  if (!header) throw new KesuError('review-columns', { columns: (table.rows[0]?.cells ?? []).join(', ').slice(0, 200), needed: NEEDED.join(', ') }, { file });
  const columns = new Map(SHEET_COLUMNS.map((column) => [column, header.findIndex((cell) => named(cell) === column)] as const));
  const names: LabelNames = { ...readImportWords(options.lexicons), answer: readReviewWords(options.lexicons) };
  const rows: SheetRow[] = [];
  let unlabelled = 0;
  for (const row of table.rows) {
    const reject = (reason: string, field?: string): void =>
      void rejections.push({ file, line: row.line, ...(field !== undefined && { field }), reason, raw: row.raw().slice(0, 2_000) });
    if (!row.cells) {
      reject(say(lang, 'quote-open'));
      continue;
    }
    const { cells } = row;
    try {
      const read = readRow((column) => unguarded((cells[columns.get(column) ?? -1] ?? '').trim()), file, row, names, lang);
      if (read) rows.push(read);
      else unlabelled += 1;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      reject(say(lang, 'review-cell', { column: letterOf(columns.get(error.column) ?? 0), name: error.column, problem: say(lang, error.id, error.params) }), error.column);
    }
  }
  return { rows, unlabelled };
}

/** Labels come first: a row that nobody labelled is nobody's trouble. */
function readRow(cell: (column: SheetColumn) => string, file: string, { line, raw }: PlainTable['rows'][number], names: LabelNames, lang: Lang): SheetRow | undefined {
  const written = cell('labels');
  if (names.answer(written) === 'unsure' || written === '') return undefined;
  const speaker = speakerNamed(cell('speaker'));
  if (speaker !== 'customer' && speaker !== 'agent') throw new Unreadable('speaker', 'review-speaker', { value: cell('speaker'), known: ['customer', 'agent'].map((s) => speakerName(s as Speaker, lang)).join(', ') });
  const heard = readLabels(cell('heard'), speaker, [], names);
  if (isTrouble(heard) && names.answer(written) === 'same') throw new Unreadable('heard', heard.id, heard.params);
  const labels = readLabels(written, speaker, isTrouble(heard) ? [] : heard ?? [], names);
  if (labels === undefined) return undefined;
  if (isTrouble(labels)) throw new Unreadable('labels', labels.id, labels.params);
  const [id, number, text, note] = [cell('id'), cell('message'), cell('text'), cell('note')];
  if (id === '') throw new Unreadable('id', 'review-empty', {});
  if (!/^[1-9]\d{0,8}$/.test(number)) throw new Unreadable('message', 'review-number', { value: number });
  if (text === '') throw new Unreadable('text', 'review-empty', {});
  return { file, line, id, index: Number(number) - 1, speaker, text, context: contextOf(cell('context'), Number(number) - 1), labels, ...(note !== '' && { note }), raw: raw().slice(0, 2_000) };
}

const SPEAKERS: readonly Speaker[] = ['customer', 'agent', 'bot', 'system', 'unknown'];
const speakerNamed = (name: string): Speaker | undefined => SPEAKERS.find((s) => s === name.toLowerCase() || (['zh', 'en'] as const).some((lang) => speakerName(s, lang) === name));

/** The lines before the message, where they are as they were written: they are its neighbours. */
function contextOf(cell: string, index: number): SheetRow['context'] {
  const lines = cell.split(/\r?\n/).filter((l) => l.trim() !== '').map((l) => {
    const [, name = '', text = ''] = /^([^:\uff1a]+)[:\uff1a] ?(.*)$/u.exec(l) ?? [];
    return { speaker: speakerNamed(name.trim()), text };
  });
  const known = lines.flatMap(({ speaker, text }) => (speaker ? [{ speaker, text }] : []));
  return known.length === lines.length && known.length <= Math.min(CONTEXT, index) ? known : [];
}

/** 0 is A, as spreadsheets name their columns. */
const letterOf = (index: number): string => (index >= 26 ? letterOf(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));
