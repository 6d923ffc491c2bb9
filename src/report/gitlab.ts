/** GitLab Code Quality, the part of Code Climate's format that GitLab reads. */
import type { CheckRun, Severity } from '../gate/diagnostic.js';
import { allOf, pathOf, sentence, type CheckOptions } from './check.js';

const SEVERITY: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', note: 'minor' };

/** GitLab compares with the report of the target branch itself: what a baseline knows stays in, what is suppressed does not. */
export function gitlab(run: CheckRun, options: CheckOptions): string {
  const open = allOf(run).filter((d) => !d.suppressed);
  // an input that was named twice is found twice; GitLab refuses a fingerprint it has seen
  const once = [...new Map(open.map((d) => [d.fingerprint, d])).values()];
  return `${JSON.stringify(once.map((diagnostic) => ({
    description: sentence(diagnostic, options.lang),
    check_name: diagnostic.rule,
    fingerprint: diagnostic.fingerprint,
    severity: SEVERITY[diagnostic.severity],
    location: { path: pathOf(diagnostic.file, options), lines: { begin: diagnostic.region.line, ...(diagnostic.region.endLine !== undefined && { end: diagnostic.region.endLine }) } },
  })), null, 2)}\n`;
}
