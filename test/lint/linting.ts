/** Scripts linted in this process, with the shipped knowledge. */
import type { Diagnostic } from '../../src/gate/diagnostic.js';
import { lint, type LintRun } from '../../src/lint/lint.js';
import { readPages } from '../../src/lint/pages.js';
import { readScript } from '../../src/lint/read/index.js';
import { readLint } from '../../src/lint/settings.js';
import { ScriptWords } from '../../src/lint/words.js';
import { judging } from '../helpers.js';

export const settings = readLint();
export const pages = readPages();
const words = new ScriptWords(settings);
export const TODAY = '2026-11-22';

export const read = (file: string, raw: string): ReturnType<typeof readScript> => readScript(file, raw, words);

export const linted = (...files: readonly (readonly [file: string, raw: string])[]): LintRun =>
  lint(files.map(([file, raw]) => read(file, raw).document), { settings, pages, judge: judging }, { lang: 'en', today: TODAY });

export const diagnosticsOf = (file: string, raw: string): readonly Diagnostic[] => linted([file, raw]).units[0]?.diagnostics ?? [];

/** The words at a region, told from line and column alone. */
export function at(raw: string, { line, column = 1, endLine = line, endColumn = column }: Diagnostic['region']): string {
  const lines = raw.split('\n');
  const offset = (l: number, c: number): number => lines.slice(0, l - 1).reduce((sum, text) => sum + text.length + 1, 0) + c - 1;
  return raw.slice(offset(line, column), offset(endLine, endColumn));
}
