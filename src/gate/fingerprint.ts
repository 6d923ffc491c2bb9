/** What a diagnostic is known by when lines move: neither its line nor its wording enters. */
import { createHash } from 'node:crypto';
import { readSources } from '../lexicon/sources.js';
import { Folder } from '../text/fold.js';
import { buildFoldTable } from '../text/fold-table.js';
import type { Diagnostic } from './diagnostic.js';

/** Gives each its fingerprint; those of one key are told apart by their order, so a whole run belongs in one call. */
export function fingerprinted(diagnostics: readonly Omit<Diagnostic, 'fingerprint'>[]): Diagnostic[] {
  const seen = new Map<string, number>();
  return diagnostics.map((diagnostic) => {
    const key = keyOf(diagnostic);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return { ...diagnostic, fingerprint: shortHash(`${key}\n${before}`) };
  });
}

/** The first 16 hex digits of a SHA-256. */
export const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** A path with forward slashes, as baselines and reports write it. */
export const slashed = (path: string): string => path.replaceAll('\\', '/');

function keyOf({ rule, file, sheet, text, subject }: Omit<Diagnostic, 'fingerprint'>): string {
  const place = slashed(file);
  return JSON.stringify(subject === undefined ? [rule, place, folded(text)] : [place, sheet ?? '', subject]);
}

let folder: Folder | undefined;
const folded = (text: string): string => (folder ??= new Folder(buildFoldTable(readSources().fold))).fold(text).text.replace(/\s+/gu, '');
