import type { Diagnostic } from '../gate/diagnostic.js';
import type { LintRun } from '../lint/lint.js';

/** Of what no comment allows, how much there is of each severity; and what is allowed. */
export function tally(run: LintRun): Record<Diagnostic['severity'] | 'suppressed', number> {
  const all = run.units.flatMap((unit) => unit.diagnostics);
  const count = (severity: Diagnostic['severity']): number => all.filter((d) => !d.suppressed && d.severity === severity).length;
  return { error: count('error'), warning: count('warning'), note: count('note'), suppressed: all.filter((d) => d.suppressed).length };
}
