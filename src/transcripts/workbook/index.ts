/** Reads the transcripts of a workbook as those of a CSV file with the same cells. */
import { KesuError } from '../../errors.js';
import type { Conversation } from '../../model.js';
import { UNDECODED } from '../encoding.js';
import type { ReadOptions } from '../options.js';
import { Reader, type Words } from '../reader.js';
import { readPlanned } from '../table.js';
import type { Source } from './book.js';
import { choose, listed } from './choice.js';
import { Merges } from './merges.js';
import { tableRows } from './rows.js';
import { ThreadBook } from './thread-book.js';

/**
 * @param told takes the reader of the chosen sheet, for what is summed up at the end
 * @throws KesuError for a file that is no workbook, is damaged, too large, or has no sheet with the columns
 */
export async function* readWorkbook(file: string, source: Source, words: Words, options: ReadOptions, told: (reader: Reader) => void): AsyncGenerator<Conversation> {
  const book = new ThreadBook(source, { unpacked: options.unpackedLimit, heap: options.workbookHeap });
  try {
    yield* readBest(file, book, words, options, told);
  } catch (error) {
    throw error instanceof KesuError && error.place.file === undefined ? new KesuError(error.id, error.params, { file }, { cause: error }) : error;
  } finally {
    await book.close();
  }
}

async function* readBest(file: string, book: ThreadBook, words: Words, options: ReadOptions, told: (reader: Reader) => void): AsyncGenerator<Conversation> {
  const looking = new Reader(file, words, options, UNDECODED);
  const sheets = await book.sheets();
  const hidden = sheets.filter((sheet) => sheet.hidden);
  if (hidden.length > 0 && options.sheet === undefined) looking.remarks.notice('sheets-hidden', { sheets: listed(hidden) });
  const { sheet, plan, more } = choose(sheets, looking);
  if (more.length > 0) looking.remarks.notice('sheets-more', { sheet: sheet.name, sheets: listed(more) });
  const reader = new Reader(file, words, options, UNDECODED, sheet.name);
  told(reader);
  const merges = new Merges(await book.select(sheet));
  yield* readPlanned(plan, tableRows(book.rows(), plan, merges, reader), reader);
  const { longNumbers, uncalculated, cut } = await book.told();
  if (longNumbers.count > 0) reader.remarks.notice('numbers-long', { count: longNumbers.count }, longNumbers.row);
  if (uncalculated.count > 0) reader.remarks.notice('formulas-uncalculated', { count: uncalculated.count }, uncalculated.row);
  if (cut) reader.remarks.reject('workbook-broken', {});
}
