/** Two runs over the same input: which cases changed, and through which rule, finding or weight. */
import { z } from 'zod';
import { rise } from '../lexicography/diff-summary.js';
import { compareReports, standingOf, type SignalChange, type Standing } from '../lexicography/diff.js';
import { BANDS, FINDINGS, SIGNALS, STAGES, type CaseReport, type Finding, type Signal, type Source } from '../model.js';

const index = z.int().min(0);

/** A report of `kesu score` as far as it is compared; whatever else it holds is left alone. */
export const earlierReportSchema = z.looseObject({
  schema: z.literal('kesu.case/1'),
  id: z.string(),
  source: z.looseObject({ file: z.string(), line: z.int(), sheet: z.string().optional() }),
  status: z.enum(['scored', 'insufficient']),
  risk: z.looseObject({
    score: z.number().min(0).max(100), band: z.enum(BANDS),
    contributions: z.array(z.looseObject({ id: z.string(), points: z.number() })),
  }).nullable(),
  signals: z.array(z.looseObject({
    signal: z.enum(SIGNALS), rule: z.string(), message: index, start: index, end: index, text: z.string(), strength: z.number(),
    subtype: z.string().optional(), stage: z.enum(STAGES).optional(), intensity: z.enum(['mild', 'strong']).optional(), channel: z.string().optional(),
    modifiers: z.array(z.string()).default([]),
  })),
  findings: z.array(z.looseObject({ kind: z.enum(FINDINGS), messages: z.array(index) })),
  messages: z.array(z.looseObject({ speaker: z.string(), text: z.string() })),
  lexicon: z.string(),
  learned: z.string().optional(),
});
export type EarlierReport = z.output<typeof earlierReportSchema>;

/** A part of the score, before and after. */
export interface PartChange {
  readonly id: string;
  readonly before: number;
  readonly after: number;
}

export interface FindingChange {
  readonly kind: Finding['kind'];
  readonly change: 'gained' | 'lost';
  readonly messages: readonly number[];
}

export interface CaseDifference {
  readonly id: string;
  readonly source: Source;
  readonly before: Standing;
  readonly after: Standing;
  /** What it came through: its text, its signals, what the turns do together, or weights alone. */
  readonly through: 'text' | 'signals' | 'findings' | 'weights';
  /** Parts of the score whose points differ, the largest difference first. */
  readonly parts: readonly PartChange[];
  readonly signals: readonly Omit<SignalChange, 'conversation' | 'source'>[];
  readonly findings: readonly FindingChange[];
}

/** A case that only one of the runs holds. */
export interface OneSided {
  readonly id: string;
  readonly source: Source;
  readonly standing: Standing;
}

interface RunVersions {
  /** Fingerprints of the lexicons and trained layers that its reports name; one of each unless runs were mixed. */
  readonly lexicon: readonly string[];
  readonly learned: readonly string[];
}

export interface Comparison {
  readonly schema: 'kesu.compare/1';
  readonly before: RunVersions & { readonly file: string };
  readonly after: RunVersions;
  readonly summary: {
    /** Cases that both runs hold. */
    readonly cases: number;
    /** Of these, those whose band, score or status changed; and those read differently with the same result. */
    readonly changed: number;
    readonly raised: number;
    readonly lowered: number;
    readonly band: number;
    readonly readOnly: number;
    readonly new: number;
    readonly missing: number;
  };
  /** What got worse first, by bands, then by points. */
  readonly changes: readonly CaseDifference[];
  readonly new: readonly OneSided[];
  readonly missing: readonly OneSided[];
}

export interface Matched {
  readonly comparison: Comparison;
  /** The earlier report of a case of this run, for a gate. */
  readonly earlier: ReadonlyMap<CaseReport, EarlierReport>;
}

export function compareRuns(before: readonly EarlierReport[], after: readonly CaseReport[], file: string): Matched {
  const { pairs, fresh, missing } = matched(before, after);
  const all = pairs.map(([was, is]) => difference(was, is));
  const changes = all.filter(moved).sort((a, b) => bandSteps(b) - bandSteps(a) || rise(b) - rise(a));
  const versions = (reports: readonly { lexicon: string; learned?: string | undefined }[]): RunVersions => ({
    lexicon: distinct(reports.map((r) => r.lexicon)), learned: distinct(reports.flatMap((r) => r.learned ?? [])),
  });
  return {
    earlier: new Map(pairs.map(([was, is]) => [is, was])),
    comparison: {
      schema: 'kesu.compare/1',
      before: { file, ...versions(before) },
      after: versions(after),
      summary: {
        cases: pairs.length, changed: changes.length,
        raised: changes.filter((c) => rise(c) > 0).length, lowered: changes.filter((c) => rise(c) < 0).length, band: changes.filter((c) => c.before.band !== c.after.band).length,
        readOnly: all.filter((c) => !moved(c) && c.signals.length + c.findings.length > 0).length,
        new: fresh.length, missing: missing.length,
      },
      changes,
      new: fresh.map(oneSided), missing: missing.map(oneSided),
    },
  };
}

/** By id; of several of one id the one in the same file, else in the order they stand. */
function matched(before: readonly EarlierReport[], after: readonly CaseReport[]) {
  const waiting = new Map<string, EarlierReport[]>();
  for (const report of before) waiting.set(report.id, [...(waiting.get(report.id) ?? []), report]);
  const pairs: [EarlierReport, CaseReport][] = [];
  const fresh: CaseReport[] = [];
  for (const report of after) {
    const list = waiting.get(report.id) ?? [];
    const same = list.findIndex((r) => r.source.file === report.source.file && r.source.sheet === report.source.sheet);
    const [found] = list.splice(Math.max(same, 0), 1);
    if (found) pairs.push([found, report]);
    else fresh.push(report);
  }
  const left = new Set([...waiting.values()].flat());
  return { pairs, fresh, missing: before.filter((r) => left.has(r)) };
}

function difference(was: EarlierReport, is: CaseReport): CaseDifference {
  // zod writes `| undefined` behind what may be absent; the fields are those of a signal
  const earlier = { status: was.status, risk: was.risk, signals: was.signals as unknown as readonly Signal[] };
  const signals = compareReports(earlier, is).signals.map(({ conversation: _, source: __, ...change }) => change);
  const findings = findingChanges(was.findings, is.findings);
  const text = JSON.stringify(was.messages.map(words)) !== JSON.stringify(is.messages.map(words));
  return {
    id: is.id, source: is.source, before: standingOf(earlier), after: standingOf(is),
    through: text ? 'text' : signals.length > 0 ? 'signals' : findings.length > 0 ? 'findings' : 'weights',
    parts: partChanges(was, is), signals, findings,
  };
}

const words = ({ speaker, text }: { readonly speaker: string; readonly text: string }): readonly string[] => [speaker, text];

function partChanges(was: EarlierReport, is: CaseReport): PartChange[] {
  const points = (report: { risk: { contributions: readonly { id: string; points: number }[] } | null }): Map<string, number> => {
    const sums = new Map<string, number>();
    for (const { id, points: n } of report.risk?.contributions ?? []) sums.set(id, (sums.get(id) ?? 0) + n);
    return sums;
  };
  const [before, after] = [points(was), points(is)];
  return distinct([...before.keys(), ...after.keys()])
    .map((id) => ({ id, before: before.get(id) ?? 0, after: after.get(id) ?? 0 }))
    .filter((part) => part.before !== part.after)
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}

function findingChanges(before: readonly { kind: Finding['kind']; messages: readonly number[] }[], after: readonly Finding[]): FindingChange[] {
  const key = ({ kind, messages }: { kind: string; messages: readonly number[] }): string => `${kind} ${messages.join(' ')}`;
  const only = (list: readonly { kind: Finding['kind']; messages: readonly number[] }[], others: readonly { kind: string; messages: readonly number[] }[], change: FindingChange['change']): FindingChange[] => {
    const there = new Set(others.map(key));
    return list.filter((f) => !there.has(key(f))).map(({ kind, messages }) => ({ kind, change, messages }));
  };
  return [...only(before, after, 'lost'), ...only(after, before, 'gained')];
}

const bandSteps = ({ before, after }: CaseDifference): number => rank(after) - rank(before);
const rank = ({ band }: Standing): number => (band ? BANDS.indexOf(band) : -1);
const moved = ({ before, after }: CaseDifference): boolean => before.status !== after.status || before.score !== after.score || before.band !== after.band;
const distinct = <T>(list: readonly T[]): T[] => [...new Set(list)];

function oneSided(report: CaseReport | EarlierReport): OneSided {
  const { file, sheet, line } = report.source;
  return { id: report.id, source: { file, ...(sheet !== undefined && { sheet }), line }, standing: standingOf({ status: report.status, risk: report.risk, signals: [] }) };
}
