/** `--compare`: this run against the reports of an earlier one. */
import { extname } from 'node:path';
import { Chalk } from 'chalk';
import { KesuError, describe } from '../errors.js';
import { jsonProblem } from '../data/json-problem.js';
import { earlierReportSchema, type Comparison, type EarlierReport, type Matched } from '../gate/compare.js';
import type { CheckRun, Diagnostic } from '../gate/diagnostic.js';
import type { Before } from '../gate/gate.js';
import type { CaseReport, Rejection } from '../model.js';
import { compareJson, compareMarkdown, comparePretty } from '../report/compare.js';
import { expandInputs, openInput } from '../transcripts/inputs.js';
import { write, type Context } from './io.js';
import { textOf } from './labelled-input.js';
import { writeFileAtomic } from './output.js';
import type { ScoreOptions } from './score.options.js';

const FORMATS = ['pretty', 'json', 'md'] as const;
type CompareFormat = (typeof FORMATS)[number];

/** @throws KesuError before anything is read, where the format can hold no comparison */
export function compareFormat({ format, output }: Pick<ScoreOptions, 'format' | 'output'>): CompareFormat {
  const asked = format ?? (output === undefined ? 'pretty' : extname(output).slice(1));
  const known = FORMATS.find((f) => f === asked);
  if (!known) throw new KesuError('compare-format', { format: asked === '' ? String(output) : asked, known: FORMATS.join(', ') });
  return known;
}

/** An NDJSON report, or a JSON one: a list of cases or a single case. */
export async function earlierReports(file: string, context: Context, rejections: Rejection[]): Promise<EarlierReport[]> {
  if (file === '-') throw new KesuError('compare-stdin');
  expandInputs([file]);
  const text = await textOf(openInput(file, undefined));
  const reports = valuesOf(text, file, context, rejections).flatMap(({ value, line }): EarlierReport[] => {
    const read = earlierReportSchema.safeParse(value);
    if (read.success) return [read.data];
    const field = read.error.issues[0]?.path.map(String).join('.') ?? '';
    rejections.push({ file, line, field, reason: describe(context.lang, 'report-field', { field: field || '(line)', problem: read.error.issues[0]?.message ?? '' }, {}) });
    return [];
  });
  if (reports.length === 0) throw new KesuError('compare-empty', { problem: rejections.at(-1)?.reason ?? '-' }, { file });
  return reports;
}

function valuesOf(text: string, file: string, { lang }: Context, rejections: Rejection[]): { value: unknown; line: number }[] {
  const whole = parsed(text);
  if ('value' in whole) return (Array.isArray(whole.value) ? whole.value : [whole.value]).map((value: unknown) => ({ value, line: 1 }));
  return text.split(/\r?\n/).flatMap((row, at) => {
    if (row.trim() === '') return [];
    const read = parsed(row);
    if ('value' in read) return [{ value: read.value, line: at + 1 }];
    rejections.push({ file, line: at + 1, reason: describe(lang, 'json-line', { problem: read.problem }, {}) });
    return [];
  });
}

function parsed(text: string): { value: unknown } | { problem: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    return { problem: jsonProblem(error) };
  }
}

export async function writeComparison(comparison: Comparison, { output, top, ...options }: ScoreOptions, { lang, color, stdout }: Context): Promise<void> {
  const format = compareFormat({ ...options, ...(output !== undefined && { output }) });
  const view = { lang, color: output === undefined ? color : new Chalk({ level: 0 }), width: stdout.columns ?? 100, top };
  const text = format === 'json' ? compareJson(comparison) : format === 'md' ? compareMarkdown(comparison, lang) : comparePretty(comparison, view);
  await (output === undefined ? write(stdout, text) : writeFileAtomic(output, text));
}

/** The earlier run as what a gate knows: a case of it that scored the same or less is no news. */
export function asBefore(reports: readonly CaseReport[], { earlier }: Matched, run: CheckRun): Before<never> {
  const known = new Map<Diagnostic, EarlierReport>();
  // units stand in the order of the reports
  run.units.forEach(({ diagnostics: [diagnostic] }, at) => {
    const was = diagnostic && earlier.get(reports[at] as CaseReport);
    if (diagnostic && was) known.set(diagnostic, was);
  });
  return {
    of: (diagnostic) => {
      const risk = known.get(diagnostic)?.risk;
      return risk ? { rule: `case/${risk.band}`, score: risk.score } : undefined;
    },
    stale: [],
  };
}
