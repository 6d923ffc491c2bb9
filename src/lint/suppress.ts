/** What comments in a file allow, and what is wrong with the comments themselves. */
import type { Diagnostic } from '../gate/diagnostic.js';
import type { Suppression } from './document.js';
import type { Range } from './placed-text.js';

/** A finding with its place as offsets of the file. */
export interface Ranged {
  readonly range: Range;
  readonly rule: string;
  /** Of the file as a whole: any comment in the file that names the rule allows it. */
  readonly whole?: boolean;
}

export interface Settled<T extends Ranged> {
  readonly found: readonly (T & Pick<Diagnostic, 'suppressed'>)[];
  readonly faults: readonly SuppressionFault[];
}

export interface SuppressionFault extends Ranged {
  readonly rule: `suppression/${'unused' | 'no-reason' | 'expired' | 'not-understood'}`;
  /** Names the sentence that tells it. */
  readonly why: 'unused' | 'unknown' | 'no-reason' | 'expired' | NonNullable<Suppression['broken']>;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * @param today ISO 8601 date; what holds until a day holds on that day
 * @param known ids of the rules there are
 */
export function suppress<T extends Ranged>(findings: readonly T[], suppressions: readonly Suppression[], today: string, known: readonly string[]): Settled<T> {
  const holds = suppressions.filter((s) => !s.broken && !expired(s, today));
  const used = new Map<Suppression, Set<string>>();
  const found = findings.map((finding) => {
    const by = holds.flatMap((s) => s.rules.filter((rule) => names(rule, finding.rule) && (finding.whole ? rule === finding.rule : s.covers.some((range) => meets(range, finding.range)))).map((rule) => ({ s, rule })));
    for (const { s, rule } of by) used.set(s, (used.get(s) ?? new Set()).add(rule));
    const [first] = by;
    return first ? { ...finding, suppressed: { reason: first.s.reason, ...(first.s.until !== undefined && { until: first.s.until }) } } : finding;
  });
  return { found, faults: suppressions.flatMap((s) => faultsOf(s, used.get(s) ?? new Set(), today, known)) };
}

function faultsOf(s: Suppression, used: ReadonlySet<string>, today: string, known: readonly string[]): SuppressionFault[] {
  const { range } = s;
  if (s.broken) return [{ range, rule: 'suppression/not-understood', why: s.broken, params: { until: s.until ?? '' } }];
  if (expired(s, today)) return [{ range, rule: 'suppression/expired', why: 'expired', params: { until: s.until as string, rules: s.rules.join(', ') } }];
  const unknown = s.rules.filter((rule) => !known.some((id) => names(rule, id)));
  const idle = s.rules.filter((rule) => !used.has(rule) && !unknown.includes(rule));
  return [
    ...(s.reason === '' ? [{ range, rule: 'suppression/no-reason', why: 'no-reason', params: { rules: s.rules.join(', ') } } as const] : []),
    ...(unknown.length > 0 ? [{ range, rule: 'suppression/unused', why: 'unknown', params: { rules: unknown.join(', ') } } as const] : []),
    ...(idle.length > 0 ? [{ range, rule: 'suppression/unused', why: 'unused', params: { rules: idle.join(', ') } } as const] : []),
  ];
}

/** A rule by its id, or all of a family: `stonewalling`, `stonewalling/*`, `*`. */
const names = (pattern: string, rule: string): boolean => pattern === '*' || pattern === rule || rule.startsWith(`${pattern.replace(/\/\*$/, '')}/`);
const meets = ([from, to]: Range, [start, end]: Range): boolean => start < to && from < end;
const expired = ({ until }: Suppression, today: string): boolean => until !== undefined && until < today;
