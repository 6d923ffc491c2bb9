import { statSync } from 'node:fs';
import { KesuError } from '../errors.js';
import type { Conversation } from '../model.js';
import { watchDamage } from './damage.js';
import { decode, decoderFor, UNDECODED } from './encoding.js';
import { expandInputs, openInput } from './inputs.js';
import { readJson } from './json.js';
import { loadKnowledge } from './knowledge.js';
import { headOf } from './head.js';
import { splitLines } from './lines.js';
import { readNdjson } from './ndjson.js';
import type { ReadOptions } from './options.js';
import { compileWords, Reader, type Words } from './reader.js';
import { formatOf } from './sniff.js';
import { countRows, readTable } from './table.js';
import { tableHead } from './table-head.js';
import { readTranscript } from './transcript.js';
import { readWorkbook } from './workbook/index.js';
import { isMarkup, markup, openedAs, type Opened } from './workbook/open.js';

/** Bytes of a table that may be held in memory until its end. */
const READ_TWICE_ABOVE = 256 * 1024 * 1024;

/**
 * Reads conversations from files, folders and standard input (`-`), in the order given. What cannot be read is
 * reported through `onReject` and left out; the rest goes on.
 * @throws KesuError before anything is read for a path that does not exist, an unknown encoding or a bad word list.
 */
export async function* readConversations(inputs: readonly string[], options: ReadOptions): AsyncGenerator<Conversation> {
  if (options.encoding !== undefined) decoderFor(options.encoding);
  const words = compileWords(loadKnowledge(options.lexicons), options);
  for (const file of expandInputs(inputs)) yield* readInput(file, words, options);
}

async function* readInput(file: string, words: Words, options: ReadOptions): AsyncGenerator<Conversation> {
  const bytes = openInput(file, options.stdin);
  let reader = new Reader(file, words, options, UNDECODED);
  let count = 0;
  try {
    for await (const conversation of readOpened(file, await openedAs(file, bytes), words, options, (better) => (reader = better))) {
      count++;
      yield conversation;
    }
  } catch (error) {
    // An error of the reader stands for this input alone; anything else is a read error of the system.
    if (error instanceof KesuError) reader.remarks.reject(error.id, error.params, error.place);
    else if (isSystemError(error)) reader.remarks.reject('file-failed', { cause: error.message });
    else throw error;
    return;
  }
  if (count === 0 && !reader.remarks.rejected) reader.remarks.reject('file-no-conversation', {});
  reader.sumUp();
}

/** @param reads takes the reader that knows encoding and sheet */
async function* readOpened(file: string, opened: Opened, words: Words, options: ReadOptions, reads: (reader: Reader) => void): AsyncGenerator<Conversation> {
  if (opened.kind === 'workbook') return yield* readWorkbook(file, opened.source, words, options, reads);
  const input = decode(opened.bytes, options.encoding, file);
  const reader = new Reader(file, words, options, input);
  reads(reader);
  const { head, text } = await headOf(watchDamage(input.text, input.encoding, reader.remarks));
  if (options.format === undefined && isMarkup(head)) return yield* readWorkbook(file, await markup(text), words, options, reads);
  yield* readText(head, text, reader);
}

async function* readText(head: string, text: AsyncGenerator<string>, reader: Reader): AsyncGenerator<Conversation> {
  const format = formatOf(head, reader);
  if (format === 'json') return yield* readJson(text, /^\s*\[/.test(head), reader);
  const lines = splitLines(text, reader.remarks);
  if (format === 'ndjson') return yield* readNdjson(lines, reader);
  if (format === 'text') return yield* readTranscript(lines, reader);
  yield* readTable(await tableHead(lines), reader, await sizesOf(reader));
}

/**
 * Row counts of a table too large to be held in memory: it is read twice, so that each conversation can be let go
 * with its last row. Standard input cannot be read twice.
 */
async function sizesOf({ file, words, options }: Reader): Promise<Map<string, number> | undefined> {
  const limit = options.readTwiceAbove ?? READ_TWICE_ABOVE;
  if (file === '-' || statSync(file).size <= limit) return undefined;
  const quiet = { ...options, onReject: () => undefined, onNotice: () => undefined };
  const input = decode(openInput(file, undefined), options.encoding, file);
  const reader = new Reader(file, words, quiet, input);
  return countRows(await tableHead(splitLines(input.text, reader.remarks)), reader);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
