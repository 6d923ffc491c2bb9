/** `--fail-on`: what a gate does not let pass. */
import { KesuError } from '../errors.js';
import { BANDS, type Band } from '../model.js';
import { SEVERITIES, type Diagnostic, type Severity } from './diagnostic.js';

export type Command = 'lint' | 'score';

export type Condition =
  | { readonly kind: 'severity'; readonly least: Severity }
  | { readonly kind: 'band'; readonly least: Band }
  | { readonly kind: 'score'; readonly least: number };

/** What fails beside a baseline where nothing else is said: what is new there and no mere note. */
export const defaultCondition = (command: string): Condition => (command === 'score' ? { kind: 'band', least: 'high' } : { kind: 'severity', least: 'warning' });

/** @throws KesuError before anything is read: a gate that is misspelt must not pass. */
export const conditionsOf = (values: readonly string[], command: Command): Condition[] =>
  values.flatMap((value) => value.split(',').map((part) => condition(part.trim(), command)));

function condition(value: string, command: Command): Condition {
  const severity = SEVERITIES.find((s) => s === value);
  if (severity) return { kind: 'severity', least: severity };
  if (command === 'lint') throw new KesuError('fail-on-lint', { value, known: [...SEVERITIES].reverse().join(', ') });
  const band = BANDS.find((b) => b === value);
  if (band) return { kind: 'band', least: band };
  const [, number] = /^score\s*>=\s*(\d{1,3})$/.exec(value) ?? [];
  if (number !== undefined && Number(number) <= 100) return { kind: 'score', least: Number(number) };
  // the shell took `>=80` for a redirection
  if (value === 'score') throw new KesuError('fail-on-unquoted');
  throw new KesuError('fail-on-unknown', { value, bands: BANDS.join(', '), severities: [...SEVERITIES].reverse().join(', ') });
}

/** As it is typed. */
export const conditionText = ({ kind, least }: Condition): string => (kind === 'score' ? `score>=${least}` : String(least));

export const meets = (diagnostic: Diagnostic, conditions: readonly Condition[]): boolean => conditions.some((c) => meetsOne(diagnostic, c));

function meetsOne(diagnostic: Diagnostic, { kind, least }: Condition): boolean {
  if (kind === 'severity') return SEVERITIES.indexOf(diagnostic.severity) <= SEVERITIES.indexOf(least);
  if (kind === 'band') return bandRank(diagnostic.rule) >= BANDS.indexOf(least);
  return diagnostic.score !== undefined && diagnostic.score >= least;
}

/** From 0, low; -1 where the rule is not about a band. */
export const bandRank = (rule: string): number => BANDS.findIndex((band) => rule === `case/${band}`);

/** The least score that the conditions look at, below which a case needs no diagnostic; absent where bands from medium on are enough. */
export function leastScore(conditions: readonly Condition[]): number | undefined {
  const least = conditions.flatMap((c) => (c.kind === 'score' ? [c.least] : c.kind === 'band' && c.least === 'low' ? [0] : []));
  return least.length > 0 ? Math.min(...least) : undefined;
}
