/** Annotations of GitHub Actions (workflow commands): the worst first, for it shows ten of a kind and step. */
import type { CheckRun, Diagnostic } from '../gate/diagnostic.js';
import { say } from '../locale/index.js';
import { allOf, failing, pathOf, sentence, standings, worstFirst, type CheckOptions } from './check.js';
import { plain, plainLine } from './plain.js';

const KINDS = ['error', 'warning', 'notice'] as const;
type Kind = (typeof KINDS)[number];
/** How many of a kind GitHub shows of a step. */
const SHOWN = 10;

/** What is known from before and what is suppressed stays quiet; what fails is an error, whatever its severity. */
export function github(run: CheckRun, options: CheckOptions): string {
  const { lang, verdict } = options;
  const standing = standings(options);
  const fails = verdict && verdict.conditions.length > 0 ? failing(run, options) : new Set<Diagnostic>();
  const told = worstFirst(allOf(run).filter((d) => !d.suppressed && standing(d) !== 'known'), fails);
  const kindOf = (d: Diagnostic): Kind => (fails.has(d) ? 'error' : d.severity === 'note' ? 'notice' : d.severity);
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, told.filter((d) => kindOf(d) === kind).length])) as Record<Kind, number>;
  const summary = say(lang, 'check-summary-line', { command: run.command, units: run.units.length, errors: counts.error, warnings: counts.warning, notes: counts.notice });
  const more = KINDS.some((kind) => counts[kind] > SHOWN) ? say(lang, 'check-github-more', { n: SHOWN }) : '';
  return [...told.map((d) => annotation(kindOf(d), d, run, options)), `${summary}${more}`].map((line) => `${line}\n`).join('');
}

function annotation(kind: Kind, diagnostic: Diagnostic, { rules }: CheckRun, options: CheckOptions): string {
  const { file, rule, region: { line, column, endLine, endColumn } } = diagnostic;
  const properties = {
    ...(file !== '-' && { file: pathOf(file, options), line, endLine }),
    // columns mean something within one line only
    ...(file !== '-' && (endLine === undefined || endLine === line) && { col: column, endColumn }),
    title: `${rules.get(rule)?.title ?? rule} (${rule})`,
  };
  const given = Object.entries(properties).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${escapeProperty(plainLine(String(value)))}`]));
  return `::${kind} ${given.join(',')}::${escapeMessage(plain(sentence(diagnostic, options.lang)))}`;
}

/** As actions/toolkit writes commands. */
export const escapeMessage = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
export const escapeProperty = (text: string): string => escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
