/** The rates the field reports of a batch (field-notes.md, *Metrics the field reports*). */
import { STAGES, THREATS, type CaseReport, type FindingKind, type ScoredCase, type Signal, type Stage } from '../../model.js';

export interface Rate {
  readonly id: 'serious' | 'ignored' | 'unresolved' | 'repeat' | 'aggravated' | 'no-solution' | 'recovered';
  readonly count: number;
  readonly of: number;
}

const isSerious = ({ risk }: ScoredCase): boolean => risk.band === 'high' || risk.band === 'critical';
const has = (report: ScoredCase, kind: FindingKind): boolean => report.findings.some((f) => f.kind === kind);
const threatens = ({ signals }: ScoredCase): boolean => signals.some((s) => THREATS.includes(s.signal));
const again = ({ chain, signals }: ScoredCase): boolean => (chain !== undefined && chain.contact > 1) || signals.some((s) => s.signal === 'repeat-contact');

export const scoredOf = (reports: readonly CaseReport[]): ScoredCase[] => reports.filter((r): r is ScoredCase => r.status === 'scored');

export function ratesOf(scored: readonly ScoredCase[]): Rate[] {
  const upset = scored.filter((r) => r.attribution !== 'none');
  const rate = (id: Rate['id'], among: readonly ScoredCase[], holds: (r: ScoredCase) => boolean): Rate => ({ id, count: among.filter(holds).length, of: among.length });
  return [
    rate('serious', scored, isSerious),
    rate('ignored', scored.filter(threatens), (r) => has(r, 'ignored-threat')),
    rate('unresolved', scored, (r) => has(r, 'unanswered-ending')),
    rate('repeat', scored, again),
    rate('aggravated', upset, (r) => r.attribution === 'agent-aggravated'),
    rate('no-solution', upset, (r) => r.service.firstSolution === undefined),
    rate('recovered', upset, (r) => has(r, 'recovery')),
  ];
}

export interface ChannelRow {
  readonly id: string;
  /** Cases in which it was named, by the firmest stage. */
  readonly stages: Readonly<Record<Stage, number>>;
  readonly cases: number;
  readonly worst: ScoredCase;
}

/** Bodies, programmes and platforms that a customer named as the way out. */
const outward = ({ signals }: ScoredCase): (Signal & { channel: string })[] =>
  signals.filter((s): s is Signal & { channel: string } => s.channel !== undefined && (THREATS.includes(s.signal) || s.signal === 'complaint-intent'));
export const namedIn = (report: ScoredCase): string[] => [...new Set(outward(report).map((s) => s.channel))];

/** Threats by where they are headed: bodies, programmes and platforms of the register. */
export function threatsByChannel(scored: readonly ScoredCase[]): ChannelRow[] {
  const rows = new Map<string, { stages: Record<Stage, number>; cases: number; worst: ScoredCase }>();
  for (const report of scored) {
    const firmest = new Map<string, number>();
    for (const { channel, stage } of outward(report)) {
      firmest.set(channel, Math.max(firmest.get(channel) ?? 0, stage ? STAGES.indexOf(stage) : 0));
    }
    for (const [channel, stage] of firmest) {
      const row = rows.get(channel) ?? { stages: { inquiry: 0, conditional: 0, stated: 0, done: 0 }, cases: 0, worst: report };
      row.stages[STAGES[stage] as Stage] += 1;
      row.cases += 1;
      if (report.risk.score > row.worst.risk.score) row.worst = report;
      rows.set(channel, row);
    }
  }
  return [...rows].map(([id, row]) => ({ id, ...row })).sort((a, b) => b.cases - a.cases || (a.id < b.id ? -1 : 1));
}

export interface PlaceRow {
  readonly id: string;
  readonly cases: number;
  readonly serious: number;
  readonly mean: number;
}

/** Cases by agent, by channel or by hour; `''` are those of which it is not known. */
export function placesBy(scored: readonly ScoredCase[], keyOf: (report: ScoredCase) => string | undefined): PlaceRow[] {
  const groups = new Map<string, ScoredCase[]>();
  for (const report of scored) {
    const key = keyOf(report) ?? '';
    const group = groups.get(key);
    if (group) group.push(report);
    else groups.set(key, [report]);
  }
  return [...groups].map(([id, group]) => ({ id, cases: group.length, serious: group.filter(isSerious).length, mean: group.reduce((sum, r) => sum + r.risk.score, 0) / group.length }));
}

/** Hour of the first message with a time, `00` to `23`. */
export const hourOf = ({ messages }: ScoredCase): string | undefined => messages.find((m) => m.at !== undefined)?.at?.slice(11, 13);
