/** `kesu lint --format json`, schema `kesu.lint/1`. */
import { z } from 'zod';
import { SEVERITIES } from '../gate/diagnostic.js';
import type { LintRun } from '../lint/lint.js';
import { tally } from './lint-tally.js';
import type { LintReportOptions } from './lint.js';

const count = z.int().min(0);
const at = z.int().min(1);

export const lintReportSchema = z.strictObject({
  schema: z.literal('kesu.lint/1'),
  summary: z.strictObject({ files: count, texts: count, errors: count, warnings: count, notes: count, suppressed: count }),
  /** In the order of the files and of their places; what a comment allows is among them. */
  diagnostics: z.array(z.strictObject({
    rule: z.string(),
    severity: z.enum(SEVERITIES),
    message: z.string(),
    missing: z.array(z.string()),
    file: z.string(),
    /** 1-based, columns in UTF-16 units, the end exclusive. */
    region: z.strictObject({ line: at, column: at.optional(), endLine: at.optional(), endColumn: at.optional() }),
    text: z.string(),
    fingerprint: z.string().regex(/^[\da-f]{16}$/),
    suppressed: z.strictObject({ reason: z.string(), until: z.string().optional() }).optional(),
  })),
  /** The rules that occur. */
  rules: z.record(z.string(), z.strictObject({ severity: z.enum(SEVERITIES), title: z.string() })),
  /** Files in which nothing was found that an agent says. */
  skipped: z.array(z.string()),
  rejected: z.array(z.strictObject({ file: z.string(), line: at.optional(), reason: z.string() })),
});
type LintReport = z.infer<typeof lintReportSchema>;

export function lintJson(run: LintRun, { rejections }: LintReportOptions): string {
  const { error, warning, note, suppressed } = tally(run);
  const diagnostics = run.units.flatMap((unit) => unit.diagnostics);
  const occurring = [...new Set(diagnostics.map((d) => d.rule))].sort();
  const report: LintReport = {
    schema: 'kesu.lint/1',
    summary: { files: run.units.length, texts: run.texts, errors: error, warnings: warning, notes: note, suppressed },
    diagnostics: diagnostics.map(({ missing, score: _, ...diagnostic }) => ({ ...diagnostic, missing: [...missing] })),
    rules: Object.fromEntries(occurring.flatMap((id) => {
      const rule = run.rules.get(id);
      return rule ? [[id, { severity: rule.severity, title: rule.title }]] : [];
    })),
    skipped: run.units.filter((unit) => unit.skipped !== undefined).map((unit) => unit.file),
    rejected: rejections.map(({ file, line, reason }) => ({ file, ...(line !== undefined && { line }), reason })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
