/** What a report says of each message, sorted out once: a conversation can have 20,000 of them. */
import type { Finding, ScoredCase, Signal, TurningPoint } from '../model.js';

export interface SaidOf {
  readonly signals: readonly Signal[];
  readonly turning?: TurningPoint;
  /** Those that are about it, with their place in the report. */
  readonly findings: readonly (readonly [index: number, finding: Finding])[];
  readonly score?: number;
}

const NOTHING: SaidOf = { signals: [], findings: [] };
const known = new WeakMap<ScoredCase, ReadonlyMap<number, SaidOf>>();

export function saidOf(report: ScoredCase, message: number): SaidOf {
  let all = known.get(report);
  if (!all) known.set(report, (all = sorted(report)));
  return all.get(message) ?? NOTHING;
}

function sorted(report: ScoredCase): ReadonlyMap<number, SaidOf> {
  interface Gathered { signals: Signal[]; findings: [number, Finding][]; turning?: TurningPoint; score?: number }
  const all = new Map<number, Gathered>();
  const at = (message: number): Gathered => {
    let said = all.get(message);
    if (!said) all.set(message, (said = { signals: [], findings: [] }));
    return said;
  };
  for (const signal of report.signals) at(signal.message).signals.push(signal);
  for (const turning of report.turningPoints) at(turning.message).turning ??= turning;
  report.findings.forEach((finding, index) => {
    const [about] = finding.messages;
    if (about !== undefined) at(about).findings.push([index, finding]);
  });
  for (const { message, score } of report.risk.trajectory) at(message).score = score;
  return all;
}
