/** What a diagnostic is known by when lines move and wording changes: its rule, its file, its words, and which of several it is. */
import { createHash } from 'node:crypto';
import { foldFileSchema } from '../lexicon/schema.js';
import { readLast, SHIPPED } from '../lexicon/sources.js';
import { Folder } from '../text/fold.js';
import { buildFoldTable } from '../text/fold-table.js';
import type { Diagnostic } from './diagnostic.js';

/** Always the shipped table: a user's own lexicon must not make known findings new. */
let folder: Folder | undefined;
const folded = (text: string): string =>
  (folder ??= new Folder(buildFoldTable(readLast('fold.yaml', foldFileSchema, [], SHIPPED)))).fold(text).text.replace(/\s+/gu, '');

/** Adds the fingerprints; the same words again under the same rule and file are told apart by their order. */
export function fingerprinted(diagnostics: readonly Omit<Diagnostic, 'fingerprint'>[]): Diagnostic[] {
  const times = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const what = [diagnostic.rule, posix(diagnostic.file), folded(diagnostic.text)].join('\0');
    const occurrence = times.get(what) ?? 0;
    times.set(what, occurrence + 1);
    return { ...diagnostic, fingerprint: createHash('sha256').update(`${what}\0${occurrence}`).digest('hex').slice(0, 16) };
  });
}

const posix = (path: string): string => path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
