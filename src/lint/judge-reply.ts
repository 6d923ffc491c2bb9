/** What is wrong with one reply. */
import { SEVERITIES, type Severity } from '../gate/diagnostic.js';
import type { Judge } from '../risk/case-report.js';
import type { Signal } from '../model.js';
import { emptyApology, lawOnly, waits } from './checks.js';
import { sentenceAt, shows, type ReadReply, type Span } from './read-reply.js';
import { rulesOn, type LintSettings, type Quality, type RuleSettings } from './settings.js';

export interface Found extends Span {
  readonly rule: string;
  readonly severity: Severity;
  /** What the reply lacks, of what the rule asks for. */
  readonly missing: readonly Quality[];
}

interface Candidate extends Span {
  readonly rule: string;
  readonly settings: RuleSettings;
  /** How surely the words mean it; 1 for what a check found. */
  readonly strength: number;
  readonly learned: boolean;
  /** Says it better than others of its group, whatever their severity. */
  readonly named?: boolean;
}

type Weighed = Found & Pick<Candidate, 'named'>;

export function judgeReply(reply: ReadReply, settings: LintSettings, judge: Pick<Judge, 'dynamics' | 'reader'>): Found[] {
  const checked = (check: string, spans: readonly (Span & { named?: boolean })[]): Candidate[] =>
    rulesOn(settings).filter(([, rule]) => rule.from.some((f) => 'check' in f && f.check === check))
      .flatMap(([rule, own]) => spans.map((span) => ({ ...span, rule, settings: own, strength: 1, learned: false })));
  const candidates = [
    ...reply.signals.flatMap((signal) => ruled(signal, settings)),
    ...checked('wait', waits(reply, settings, judge)),
    ...checked('law-only', lawOnly(reply, settings)),
  ];
  const kept = worstOnly(reply, candidates.flatMap((c) => weighed(c, reply, settings)), settings);
  // an apology is empty only where there is nothing worse to say of what comes with it
  return kept.length > 0 ? kept : worstOnly(reply, checked('empty-apology', emptyApology(reply, settings)).flatMap((c) => weighed(c, reply, settings)), settings);
}

/** The first rule that a signal comes under, with its id. */
export function ruleOf({ signal, subtype, rule }: { readonly signal: string; readonly subtype?: string; readonly rule: string }, settings: LintSettings): [string, RuleSettings] | undefined {
  const name = rule.slice(rule.indexOf('/') + 1);
  return Object.entries(settings.rules).find(([, { from }]) => from.some((f) =>
    'signal' in f && f.signal === signal && (f.subtype === undefined || f.subtype === subtype) && (f.rules === undefined || f.rules.includes(name))));
}

function ruled(signal: Signal, settings: LintSettings): Candidate[] {
  if (signal.learned && signal.learned.probability < settings.learned) return [];
  const rule = ruleOf(signal, settings);
  return rule && !rule[1].off ? [{ line: signal.message, start: signal.start, end: signal.end, rule: rule[0], settings: rule[1], strength: signal.strength, learned: signal.learned !== undefined }] : [];
}

/** What the reply has of what the rule asks for makes a finding milder or none. */
function weighed({ line, start, end, rule, settings: own, strength, learned, named = false }: Candidate, reply: ReadReply, settings: LintSettings): Weighed[] {
  const span = { line, start, end };
  const has = (quality: Quality): boolean => shows(reply, quality, span);
  const missing = own.missing.filter((quality) => !has(quality));
  if (own.settled.some(has) || (own.missing.length > 0 && missing.length === 0)) return [];
  const eased = Object.entries(own.eased).filter(([quality]) => has(quality as Quality)).map(([, severity]) => severity as Severity);
  const severity = mildest([own.severity, ...eased, ...(strength < settings.sure ? ['warning' as const] : [])]);
  return [{ ...span, rule, severity: learned ? milder(severity) : severity, missing, named }];
}

const mildest = (severities: readonly Severity[]): Severity => SEVERITIES[Math.max(...severities.map((s) => SEVERITIES.indexOf(s)))] as Severity;
const milder = (severity: Severity): Severity => SEVERITIES[Math.min(SEVERITIES.length - 1, SEVERITIES.indexOf(severity) + 1)] as Severity;

/** One finding for the same words, and one of each group in a sentence: the worst, else the first. */
function worstOnly(reply: ReadReply, found: readonly Weighed[], settings: LintSettings): Found[] {
  const group = (rule: string): string => settings.rules[rule]?.group ?? rule;
  const sentence = ({ line, start }: Span): number => sentenceAt(reply.lines[line]?.text ?? '', start)[0];
  const kept: Found[] = [];
  const worst = [...found].sort((a, b) => Number(b.named) - Number(a.named) || SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.line - b.line || a.start - b.start || b.end - a.end);
  for (const { named: _, ...one } of worst) {
    const told = kept.some((k) => k.line === one.line && ((k.start < one.end && one.start < k.end) || (group(k.rule) === group(one.rule) && sentence(k) === sentence(one))));
    if (!told) kept.push(one);
  }
  return kept.sort((a, b) => a.line - b.line || a.start - b.start);
}
