/** What the formats of CI share: a finding in words, its place, and which come first. */
import { fileText } from '../errors.js';
import { SEVERITIES, type CheckRun, type Diagnostic } from '../gate/diagnostic.js';
import { slashed } from '../gate/fingerprint.js';
import type { Verdict } from '../gate/gate.js';
import { say, type Lang } from '../locale/index.js';
import { plainLine } from './plain.js';

export interface CheckOptions {
  readonly lang: Lang;
  readonly version: string;
  /** A file's path from the root of the repository, with forward slashes; without it, as the user gave it. */
  readonly path?: (file: string) => string;
  /** What a gate said of the run, where one was asked. */
  readonly verdict?: Verdict | undefined;
  /** Where the tool is described. */
  readonly homepage?: string | undefined;
}

export type Standing = 'new' | 'worse' | 'known';

/** How a finding stands against what was known before; undefined where nothing was. */
export function standings({ verdict }: Pick<CheckOptions, 'verdict'>): (diagnostic: Diagnostic) => Standing | undefined {
  const against = verdict?.against;
  if (!against) return () => undefined;
  const fresh = new Set(against.new);
  const worse = new Set(against.worse.map((w) => w.diagnostic));
  return (d) => (d.suppressed ? undefined : fresh.has(d) ? 'new' : worse.has(d) ? 'worse' : 'known');
}

/** What fails: by the gate, or without one what is an error. */
export function failing(run: CheckRun, { verdict }: CheckOptions): ReadonlySet<Diagnostic> {
  if (verdict && verdict.conditions.length > 0) return new Set(verdict.failed);
  return new Set(allOf(run).filter((d) => d.severity === 'error' && !d.suppressed));
}

export const allOf = ({ units }: CheckRun): Diagnostic[] => units.flatMap((unit) => unit.diagnostics);

/** Worst first; ties by the order of the run. */
export function worstFirst(diagnostics: readonly Diagnostic[], fails?: ReadonlySet<Diagnostic>): Diagnostic[] {
  const rank = (d: Diagnostic): number => SEVERITIES.indexOf(d.severity) - (fails?.has(d) ? SEVERITIES.length : 0);
  return [...diagnostics].sort((a, b) => rank(a) - rank(b) || (b.score ?? 0) - (a.score ?? 0));
}

/** The sentence, and what would make it better. */
export function sentence({ message, missing }: Diagnostic, lang: Lang): string {
  const whole = /\p{Sentence_Terminal}$/u.test(message) ? message : `${message}${say(lang, 'html-full-stop')}`;
  return plainLine(missing.length === 0 ? whole : `${whole}${say(lang, 'check-better', { list: missing.join(say(lang, 'html-comma')) })}`);
}

export const pathOf = (file: string, { path }: CheckOptions): string => (file === '-' ? '-' : path ? path(file) : slashed(file));

/** `file:line:column`, as editors link it. */
export function placeOf({ file, sheet, region: { line, column } }: Diagnostic, options: CheckOptions): string {
  return [fileText(pathOf(file, options), sheet), line, ...(column === undefined ? [] : [column])].join(':');
}
