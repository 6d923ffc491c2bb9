/** Cases as a gate sees them: each a unit, those from medium on with a diagnostic at the row where the conversation begins. */
import { basename, extname } from 'node:path';
import { say, type Lang } from '../locale/index.js';
import { BANDS, type Band, type CaseReport, type ScoredCase } from '../model.js';
import type { CheckedUnit, CheckRun, Diagnostic, RuleInfo, Severity } from './diagnostic.js';
import { fingerprinted, shortHash } from './fingerprint.js';

/** A case in words, made where reports are worded. */
export interface CaseWords {
  /** What a colleague would say of it. */
  readonly message: string;
  /** The decisive words, as somebody said them. */
  readonly text: string;
}

export interface CaseRunOptions {
  readonly lang: Lang;
  readonly words: (report: ScoredCase) => CaseWords;
  /** Cases from this score on have a diagnostic too, though their band be low. */
  readonly from?: number | undefined;
}

/** How severe a case of this band is. */
export const SEVERITY_OF: Readonly<Record<Band, Severity>> = { critical: 'error', high: 'warning', medium: 'note', low: 'note' };

/** A unit before it is known which others are in the run. */
export interface CaseUnit extends Omit<CheckedUnit, 'diagnostics'> {
  readonly found?: Omit<Diagnostic, 'fingerprint'>;
}

export function caseUnit(report: CaseReport, { lang, words, from }: CaseRunOptions): CaseUnit {
  const { file, sheet, line } = report.source;
  const unit = { name: report.id, file, ...(sheet !== undefined && { sheet }), line };
  if (report.status === 'insufficient') return { ...unit, skipped: say(lang, `reason-${report.reason}`) };
  const { band, score } = report.risk;
  if (band === 'low' && (from === undefined || score < from)) return unit;
  return {
    ...unit,
    found: {
      rule: `case/${band}`, severity: SEVERITY_OF[band], ...words(report), missing: [], file, ...(sheet !== undefined && { sheet }),
      region: { line }, subject: subjectOf(report), score,
    },
  };
}

export function caseRun(units: readonly CaseUnit[], lang: Lang): CheckRun {
  const known = fingerprinted(units.flatMap(({ found }) => found ?? []))[Symbol.iterator]();
  return {
    command: 'score',
    units: units.map(({ found, ...unit }) => ({ ...unit, diagnostics: found ? [known.next().value as Diagnostic] : [] })),
    rules: caseRules(lang),
  };
}

/** What the bands mean, as rules. */
export const caseRules = (lang: Lang): ReadonlyMap<string, RuleInfo> => new Map([...BANDS].reverse().map((band) => {
  const id = `case/${band}`;
  return [id, { id, severity: SEVERITY_OF[band], title: say(lang, `rule-case-${band}`), help: `${say(lang, `rule-case-${band}-help`)}\n\n${say(lang, 'rule-case-help')}` }];
}));

/** A conversation without an id of its own is numbered in its file, so that a row put in renames all below it: its words know it better. */
function subjectOf({ id, source, messages }: CaseReport): string {
  const base = source.file === '-' ? 'stdin' : basename(source.file, extname(source.file));
  const numbered = id.startsWith(`${base}#`) && /^\d+$/.test(id.slice(base.length + 1));
  return numbered ? `words:${shortHash(JSON.stringify(messages.map(({ speaker, text }) => [speaker, text])))}` : id;
}
