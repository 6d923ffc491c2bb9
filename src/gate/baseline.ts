/**
 * A baseline: what is known and accepted for now, so that a gate stops only what is new or worse. It holds no text of
 * anybody: files, ids, rules, scores and fingerprints.
 */
import { z } from 'zod';
import { jsonProblem } from '../data/json-problem.js';
import { KesuError } from '../errors.js';
import type { Command } from './conditions.js';
import type { CheckRun, Diagnostic } from './diagnostic.js';
import { fingerprinted } from './fingerprint.js';
import type { Before } from './gate.js';

const entrySchema = z.strictObject({
  /** From the folder of the baseline, with forward slashes; `-` for standard input. */
  file: z.string(),
  /** Of a case. */
  id: z.string().optional(),
  rule: z.string(),
  score: z.int().min(0).max(100).optional(),
  fingerprint: z.string().regex(/^[\da-f]{16}$/),
});
export type BaselineEntry = z.infer<typeof entrySchema>;

export const baselineSchema = z.strictObject({
  schema: z.literal('kesu.baseline/1'),
  command: z.enum(['lint', 'score']),
  entries: z.array(entrySchema),
});
export type Baseline = z.infer<typeof baselineSchema>;

/** @throws KesuError where it is no baseline, or that of the other command */
export function parseBaseline(text: string, command: Command, file: string): Baseline {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new KesuError('baseline-syntax', { problem: jsonProblem(error) }, { file });
  }
  const read = baselineSchema.safeParse(value);
  const issue = read.error?.issues[0];
  if (issue) {
    const field = issue.path.map(String).join('.') || 'schema';
    throw new KesuError('baseline-field', { field, problem: issue.message }, { file, field });
  }
  const baseline = read.data as Baseline;
  if (baseline.command !== command) throw new KesuError('baseline-command', { other: baseline.command, command }, { file });
  return baseline;
}

/** Sorted, an entry a line, so that a change of one entry is a change of one line. */
export function baselineText({ schema, command, entries }: Baseline): string {
  const lines = [...entries].sort(byPlace).map(({ file, id, rule, score, fingerprint }) => `    ${JSON.stringify({ file, id, rule, score, fingerprint })}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "schema": ${JSON.stringify(schema)},\n  "command": ${JSON.stringify(command)},\n  "entries": ${list}\n}\n`;
}

const sortKey = ({ file, id, rule, fingerprint }: BaselineEntry): readonly string[] => [file, id ?? '', rule, fingerprint];
function byPlace(a: BaselineEntry, b: BaselineEntry): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  const at = left.findIndex((part, i) => part !== right[i]);
  return at < 0 ? 0 : (left[at] as string) < (right[at] as string) ? -1 : 1;
}

/** Files as a baseline sees them. */
export interface BaselinePlace {
  /** A file of the run, from the folder of the baseline and with forward slashes. */
  readonly path: (file: string) => string;
  /** Whether a file of the baseline is still there. */
  readonly exists: (path: string) => boolean;
}

/** The run as known: entries a baseline would hold, by diagnostic. What is suppressed in its file needs none, nor does it count among its like. */
function entriesOf(run: CheckRun, place: BaselinePlace): Map<Diagnostic, BaselineEntry> {
  const open = run.units.flatMap((unit) => unit.diagnostics).filter((d) => !d.suppressed);
  // anew, with the path that stays the same wherever the command is run
  const moved = fingerprinted(open.map((d) => ({ ...d, file: place.path(d.file) })));
  return new Map(moved.map(({ file, rule, score, subject, fingerprint }, at) =>
    [open[at] as Diagnostic, { file, ...(subject !== undefined && { id: subject }), rule, ...(score !== undefined && { score }), fingerprint }]));
}

export function beforeOf(baseline: Baseline, run: CheckRun, place: BaselinePlace): Before<BaselineEntry> {
  const known = new Map(baseline.entries.map((entry) => [entry.fingerprint, entry]));
  const entries = entriesOf(run, place);
  const met = new Set([...entries.values()].map((entry) => entry.fingerprint));
  const missing = baseline.entries.filter((entry) => !met.has(entry.fingerprint));
  const away = lookedAway(run, place);
  return {
    of: (diagnostic) => {
      const entry = entries.get(diagnostic);
      return entry && known.get(entry.fingerprint);
    },
    stale: missing.filter((entry) => !away(entry)),
  };
}

/** An entry says nothing about a run that did not look at its file, where the file is still there. */
function lookedAway(run: CheckRun, place: BaselinePlace): (entry: BaselineEntry) => boolean {
  const seen = new Set(run.units.map((unit) => place.path(unit.file)));
  return ({ file }) => !seen.has(file) && place.exists(file);
}

export interface BaselineUpdate {
  readonly baseline: Baseline;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** The baseline after this run: what it found, and what is known of files it did not look at. */
export function updateBaseline(old: Baseline | undefined, run: CheckRun, command: Command, place: BaselinePlace): BaselineUpdate {
  const found = [...entriesOf(run, place).values()];
  const met = new Set(found.map((entry) => entry.fingerprint));
  const away = lookedAway(run, place);
  const others = (old?.entries ?? []).filter((entry) => !met.has(entry.fingerprint));
  const kept = others.filter(away);
  const before = new Map((old?.entries ?? []).map((entry) => [entry.fingerprint, entry]));
  return {
    baseline: { schema: 'kesu.baseline/1', command, entries: [...found, ...kept] },
    added: found.filter((entry) => !before.has(entry.fingerprint)).length,
    changed: found.filter((entry) => {
      const was = before.get(entry.fingerprint);
      return was && (was.score !== entry.score || was.rule !== entry.rule);
    }).length,
    removed: others.length - kept.length,
  };
}
