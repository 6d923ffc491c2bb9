/** Reads the transcripts of an `.xlsx` workbook, as those of a CSV file with the same cells. */
import { KesuError } from '../../errors.js';
import type { Conversation } from '../../model.js';
import type { ReadOptions } from '../options.js';
import { UNDECODED } from '../encoding.js';
import { Reader, type Words } from '../reader.js';
import { readPlanned } from '../table.js';
import { readBook, type Book } from './book.js';
import { causeOf } from './cause.js';
import { choose, listed } from './choice.js';
import { Container } from './container.js';
import { readFormats } from './formats.js';
import { readMerges } from './merges.js';
import { tableRows } from './rows.js';
import { nothingTold, readSheet, type Shared } from './sheet.js';
import { readStrings } from './strings.js';

/** Bytes that a part of a workbook may have when unpacked, and characters that the cells of a sheet may show. */
const UNPACKED = 256 * 2 ** 20;

/**
 * @param input the path of the workbook, or the whole of it
 * @param told takes the reader of the chosen sheet, for what is summed up at the end
 * @throws KesuError for a file that is no workbook, is damaged, too large, or has no sheet with the columns
 */
export async function* readWorkbook(file: string, input: string | Buffer, words: Words, options: ReadOptions, told: (reader: Reader) => void): AsyncGenerator<Conversation> {
  const limit = options.unpackedLimit ?? UNPACKED;
  let container: Container | undefined;
  try {
    container = await Container.open(input, limit);
    const book = await readBook(container);
    if (!book) throw new KesuError('file-binary', { kind: kindOf(container) }, { file });
    const shared: Shared = {
      strings: book.strings === undefined ? [] : await readStrings(container.text(book.strings)),
      formats: book.styles === undefined ? [] : await readFormats(container.text(book.styles)),
      from1904: book.from1904, limit,
    };
    yield* readBest(file, container, book, shared, words, options, told);
  } catch (error) {
    if (error instanceof KesuError) throw error;
    if (isSystemError(error)) throw error;
    throw new KesuError('workbook-damaged', { cause: causeOf(error) }, { file }, { cause: error });
  } finally {
    container?.close();
  }
}

async function* readBest(file: string, container: Container, book: Book, shared: Shared, words: Words, options: ReadOptions, told: (reader: Reader) => void): AsyncGenerator<Conversation> {
  const looking = new Reader(file, words, options, UNDECODED);
  const hidden = book.sheets.filter((sheet) => sheet.hidden);
  const asked = options.sheet !== undefined;
  if (hidden.length > 0 && !asked) looking.remarks.notice('sheets-hidden', { sheets: listed(hidden) });
  const { sheet, plan, more } = await choose(book.sheets, ({ part }) => readSheet(container.text(part), shared, nothingTold()), looking);
  if (more.length > 0) looking.remarks.notice('sheets-more', { sheet: sheet.name, sheets: listed(more) });
  const reader = new Reader(file, words, options, UNDECODED, sheet.name);
  told(reader);
  const merges = await readMerges(container, sheet.part);
  const common = nothingTold();
  yield* readPlanned(plan, tableRows(readSheet(container.text(sheet.part), shared, common), plan, merges, reader), reader);
  const { longNumbers, uncalculated } = common;
  if (longNumbers.count > 0) reader.remarks.notice('numbers-long', { count: longNumbers.count }, longNumbers.row);
  if (uncalculated.count > 0) reader.remarks.notice('formulas-uncalculated', { count: uncalculated.count }, uncalculated.row);
}

/** Other ZIP containers that are handed in for a workbook. */
function kindOf(container: Container): string {
  if (container.has('xl/workbook.bin')) return 'xlsb';
  if (container.has('word/document.xml')) return 'docx';
  if (container.has('ppt/presentation.xml')) return 'pptx';
  return container.has('content.xml') ? 'ods/odt' : 'zip';
}

const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error;
