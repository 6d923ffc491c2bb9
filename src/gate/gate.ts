/** The verdict over a run: what fails, and how that stands against what was known before. */
import { bandRank, defaultCondition, meets, type Condition } from './conditions.js';
import type { CheckRun, Diagnostic } from './diagnostic.js';

/** How a diagnostic stood before. */
export interface Known {
  readonly rule: string;
  readonly score?: number | undefined;
}

/** What was known before: a baseline, or the reports of an earlier run. */
export interface Before<Entry = unknown> {
  readonly of: (diagnostic: Diagnostic) => Known | undefined;
  /** Entries that nothing in this run answers to any more. */
  readonly stale: readonly Entry[];
}

export interface GateOptions<Entry = unknown> {
  readonly conditions: readonly Condition[];
  readonly before?: Before<Entry> | undefined;
  /** By how many points a score may rise before it counts as worse. */
  readonly tolerance?: number | undefined;
}

export interface Worse {
  readonly diagnostic: Diagnostic;
  readonly before: Known;
}

export interface Verdict<Entry = unknown> {
  readonly conditions: readonly Condition[];
  /** What the gate does not let pass, in the order of the run. */
  readonly failed: readonly Diagnostic[];
  /** Absent where nothing was known before. */
  readonly against?: {
    readonly new: readonly Diagnostic[];
    readonly worse: readonly Worse[];
    readonly stale: readonly Entry[];
  };
}

export const DEFAULT_TOLERANCE = 3;

/** What is suppressed in its file fails nothing and is neither new nor worse. */
export function gate<Entry>(run: CheckRun, { conditions: asked, before, tolerance = DEFAULT_TOLERANCE }: GateOptions<Entry>): Verdict<Entry> {
  const conditions = asked.length === 0 && before ? [defaultCondition(run.command)] : asked;
  const open = run.units.flatMap((unit) => unit.diagnostics).filter((d) => !d.suppressed);
  if (!before) return { conditions, failed: open.filter((d) => meets(d, conditions)) };
  const fresh = open.filter((d) => !before.of(d));
  const worse = open.flatMap((diagnostic): Worse[] => {
    const known = before.of(diagnostic);
    return known && isWorse(diagnostic, known, tolerance) ? [{ diagnostic, before: known }] : [];
  });
  const changed = new Set([...fresh, ...worse.map((w) => w.diagnostic)]);
  return { conditions, failed: open.filter((d) => changed.has(d) && meets(d, conditions)), against: { new: fresh, worse, stale: before.stale } };
}

/** A band that rose counts, however few the points: it is what people act on. */
function isWorse({ rule, score }: Diagnostic, before: Known, tolerance: number): boolean {
  if (score === undefined || before.score === undefined) return false;
  return score > before.score + tolerance || bandRank(rule) > bandRank(before.rule);
}

/** Nothing was checked, or nothing that was could be judged: no gate may call that green. */
export const judgedNothing = ({ units }: CheckRun): boolean => units.every((unit) => unit.skipped !== undefined);
