import { createReadStream, readdirSync, statSync, accessSync, constants } from 'node:fs';
import { extname, join } from 'node:path';
import { KesuError } from '../errors.js';

/** File name extensions read from folders; a file named by the user is read whatever its name. */
export const EXTENSIONS = ['.csv', '.tsv', '.txt', '.json', '.ndjson', '.jsonl', '.xlsx', '.xlsm', '.xlsb', '.xls', '.et', '.ods'];

/** Bytes read at a time. */
const CHUNK = 256 * 1024;

/**
 * Files behind the inputs, in order; folders are searched in full, names sorted. `-` stays as it is.
 * @throws KesuError for a path that cannot be read or a folder without transcripts: a mistyped path
 * must stop the run before anything is scored.
 */
export function expandInputs(inputs: readonly string[]): string[] {
  return inputs.flatMap((input) => {
    if (input === '-') return ['-'];
    if (!checked(input).isDirectory()) return [input];
    const files = filesIn(input);
    if (files.length === 0) throw new KesuError('folder-empty', { extensions: EXTENSIONS.join(' ') }, { file: input });
    return files;
  });
}

/** What a path names. @throws KesuError where there is nothing to read */
export function checked(path: string): ReturnType<typeof statSync> & object {
  try {
    accessSync(path, constants.R_OK);
    return statSync(path);
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new KesuError(
      missing ? 'input-missing' : 'input-unreadable',
      { cause: (cause as Error).message },
      { file: path },
      { cause },
    );
  }
}

/** Sorted by code point, so that the order does not depend on the machine's locale. */
export function filesIn(folder: string, extensions: readonly string[] = EXTENSIONS, skipped: readonly string[] = []): string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
    // `~$name.xlsx` is what Excel leaves beside a workbook that is open.
    .filter((entry) => !entry.name.startsWith('.') && !entry.name.startsWith('~$') && !skipped.includes(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    const stat = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry;
    // A linked folder is not followed: it could lead back here without end.
    if (entry.isDirectory()) return filesIn(path, extensions, skipped);
    const known = stat?.isFile() && extensions.includes(extname(entry.name).toLowerCase());
    return known ? [path] : [];
  });
}

/** The bytes of a file, or of standard input for `-`. */
export function openInput(file: string, stdin: AsyncIterable<Uint8Array> | undefined): AsyncIterable<Uint8Array> {
  if (file !== '-') return createReadStream(file, { highWaterMark: CHUNK });
  if (!stdin) throw new KesuError('stdin-absent');
  return stdin;
}
