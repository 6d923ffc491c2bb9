/** `kesu lint` without its command: files in, a run of diagnostics out. */
import type { CheckRun, CheckedUnit, Diagnostic } from '../gate/diagnostic.js';
import { fingerprinted } from '../gate/fingerprint.js';
import { say, type Lang, type MessageId } from '../locale/index.js';
import type { Judge } from '../risk/case-report.js';
import type { SignalReader } from '../signals/signals.js';
import { noWayOn, repeated, sentencesOf, type Sentence } from './across.js';
import type { ScriptDocument } from './document.js';
import { judgeReply, type Found } from './judge-reply.js';
import { Lines } from './lines.js';
import { ruleInfo, type Page } from './pages.js';
import { rangeOf, type Range } from './placed-text.js';
import { readReply, scriptReader, type ReadReply, type Span } from './read-reply.js';
import { rulesOn, type LintSettings, type Quality } from './settings.js';
import { suppress, type Ranged, type SuppressionFault } from './suppress.js';

export interface LintRun extends CheckRun {
  readonly command: 'lint';
  /** Agent texts that were judged. */
  readonly texts: number;
  /** A line of a checked file, for an excerpt. */
  line(file: string, line: number): string;
}

export interface LintKnowledge {
  readonly settings: LintSettings;
  readonly pages: ReadonlyMap<string, Page>;
  readonly judge: Judge;
}

/** A finding on its way to a diagnostic. */
interface Finding extends Ranged, Pick<Diagnostic, 'suppressed'> {
  readonly severity?: Diagnostic['severity'];
  readonly missing: readonly Quality[];
  readonly message: string;
}

interface Checked {
  readonly document: ScriptDocument;
  readonly lines: Lines;
  readonly replies: readonly ReadReply[];
  readonly findings: Finding[];
}

/** @param today ISO 8601 date, to which suppressions are compared */
export function lint(documents: readonly ScriptDocument[], knowledge: LintKnowledge, { lang, today }: { lang: Lang; today: string }): LintRun {
  const { settings, pages } = knowledge;
  const reader = scriptReader(knowledge.judge.reader);
  const checked = documents.map((document) => check(document, knowledge, reader, lang));
  const on = new Map(rulesOn(settings));
  if (on.has(REPETITION)) addRepetitions(checked, knowledge, lang);
  const known = Object.keys(settings.rules);
  const units = checked.map(({ document, lines, findings, replies }): CheckedUnit => {
    const { found, faults } = suppress(findings, document.suppressions, today, known);
    const all = [...found, ...faults.filter(({ rule }) => on.has(rule)).map((fault) => told(fault, lang))].sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
    const diagnostics = fingerprinted(all.map((finding) => diagnostic(finding, document, lines, settings, lang)));
    return { name: document.file, file: document.file, diagnostics, ...(replies.length === 0 && { skipped: say(lang, 'lint-no-text') }) };
  });
  const byFile = new Map(checked.map(({ document, lines }) => [document.file, lines]));
  return {
    command: 'lint', units,
    rules: new Map([...on.keys()].flatMap((id) => {
      const page = pages.get(id);
      return page ? [[id, ruleInfo(id, settings.rules[id]?.severity ?? 'warning', page, lang)] as const] : [];
    })),
    texts: checked.reduce((sum, { replies }) => sum + replies.reduce((n, reply) => n + reply.lines.length, 0), 0),
    line: (file, line) => byFile.get(file)?.text(line) ?? '',
  };
}

const REPETITION = 'repetition/same-text';
const NO_WAY_ON = 'escalation/no-way';

function check(document: ScriptDocument, { settings, judge, pages }: LintKnowledge, reader: SignalReader, lang: Lang): Checked {
  const lines = new Lines(document.raw);
  const replies = document.replies.map((reply) => readReply(reply, reader));
  const found = replies.map((reply) => judgeReply(reply, settings, judge));
  const findings = found.flatMap((list, at) => list.map((one): Finding => ({
    range: placeOf(replies[at] as ReadReply, one), rule: one.rule, severity: one.severity, missing: one.missing, message: worded(pages, one.rule, lang),
  })));
  const blocked = settings.rules[NO_WAY_ON]?.off === false ? noWayOn(replies, found, settings) : undefined;
  if (blocked) {
    const { line } = lines.region(placeOf(blocked.reply, blocked.first));
    findings.push({ range: [0, 0], whole: true, rule: NO_WAY_ON, missing: ['way-on'], message: worded(pages, NO_WAY_ON, lang, { count: blocked.count, line }) });
  }
  return { document, lines, replies, findings };
}

/** A sentence that stands in several places is told once, at the second. */
function addRepetitions(checked: readonly Checked[], { settings, pages }: LintKnowledge, lang: Lang): void {
  const home = new Map<Sentence, Checked>();
  for (const one of checked) for (const reply of one.replies) for (const sentence of sentencesOf(reply, settings)) home.set(sentence, one);
  for (const group of repeated([...home.keys()], settings)) {
    const [first, second] = group as [Sentence, Sentence];
    const at = (sentence: Sentence): string => `${home.get(sentence)?.document.file}:${home.get(sentence)?.lines.region(placeOf(sentence.reply, sentence)).line}`;
    const range = placeOf(second.reply, second);
    const { findings } = home.get(second) as Checked;
    // where the sentence itself is found fault with, that says more
    if (findings.some((f) => f.range[0] < range[1] && range[0] < f.range[1])) continue;
    findings.push({ range, rule: REPETITION, missing: [], message: worded(pages, REPETITION, lang, { count: group.length, first: at(first) }) });
  }
}

const placeOf = ({ lines }: ReadReply, { line, start, end }: Span): Range => rangeOf(lines[line] as ReadReply['lines'][number], start, end);

function worded(pages: ReadonlyMap<string, Page>, rule: Found['rule'], lang: Lang, params: Readonly<Record<string, string | number>> = {}): string {
  const text = pages.get(rule)?.message[lang] ?? rule;
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
}

const told = ({ range, rule, why, params }: SuppressionFault, lang: Lang): Finding =>
  ({ range, rule, missing: [], message: say(lang, `lint-suppression-${why}` satisfies MessageId, params) });

function diagnostic(finding: Finding, { file, raw }: ScriptDocument, lines: Lines, { rules }: LintSettings, lang: Lang): Omit<Diagnostic, 'fingerprint'> {
  const { range, whole, rule, severity, missing, message, suppressed } = finding;
  return {
    rule, severity: severity ?? rules[rule]?.severity ?? 'warning', message, missing: missing.map((quality) => say(lang, `lint-missing-${quality}`)),
    file, region: whole ? { line: 1 } : lines.region(range), text: raw.slice(...range), ...(suppressed && { suppressed }),
  };
}
