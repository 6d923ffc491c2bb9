/** What a diagnostic is known by when lines move and wording changes: its rule, its file, its words, and which of several it is. */
import { createHash } from 'node:crypto';
import { foldFileSchema } from '../lexicon/schema.js';
import { readLast, SHIPPED } from '../lexicon/sources.js';
import { Folder } from '../text/fold.js';
import { buildFoldTable } from '../text/fold-table.js';
import type { Diagnostic } from './diagnostic.js';

type Unprinted = Omit<Diagnostic, 'fingerprint'>;

/** Gives each its fingerprint; those that are alike are told apart by their order, so a whole run belongs in one call. */
export function fingerprinted(diagnostics: readonly Unprinted[]): Diagnostic[] {
  const times = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const what = whatOf(diagnostic);
    const occurrence = times.get(what) ?? 0;
    times.set(what, occurrence + 1);
    return { ...diagnostic, fingerprint: shortHash(`${what}\0${occurrence}`) };
  });
}

/** The first 16 hex digits of a SHA-256. */
export const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** A path as baselines and reports write it: forward slashes, no `./`. */
export const slashed = (path: string): string => path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');

/** Of a case neither the rule, which changes with its band, nor the words. */
const whatOf = ({ rule, file, sheet, text, subject }: Unprinted): string =>
  (subject === undefined ? [rule, slashed(file), folded(text)] : ['', slashed(file), sheet ?? '', subject]).join('\0');

/** Always the shipped table: a user's own lexicon must not make known findings new. */
let folder: Folder | undefined;
const folded = (text: string): string =>
  (folder ??= new Folder(buildFoldTable(readLast('fold.yaml', foldFileSchema, [], SHIPPED)))).fold(text).text.replace(/\s+/gu, '');
