/**
 * SARIF 2.1.0 (OASIS Standard, errata 01), as GitHub code scanning takes it: at most 25,000 results a run, of which
 * it shows the 5,000 worst; descriptions of 1,024 characters; 20 tags a rule.
 */
import { pathToFileURL } from 'node:url';
import type { CheckRun, Diagnostic, RuleInfo, Severity } from '../gate/diagnostic.js';
import { say } from '../locale/index.js';
import { allOf, pathOf, sentence, standings, worstFirst, type CheckOptions, type Standing } from './check.js';
import { plain, plainLine, shortened } from './plain.js';

export const MOST_RESULTS = 25_000;
const MOST_DESCRIPTION = 1024;
const MOST_MESSAGE = 4096;

const BASELINE_STATE: Readonly<Record<Standing, string>> = { new: 'new', worse: 'updated', known: 'unchanged' };
/** GitHub's word for how severe a rule is (`problem.severity`). */
const PROBLEM: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', note: 'recommendation' };

export function sarif(run: CheckRun, options: CheckOptions): string {
  const { lang, version, homepage } = options;
  const rules = rulesOf(run);
  const index = new Map(rules.map((rule, at) => [rule.id, at]));
  const all = allOf(run);
  const kept = all.length > MOST_RESULTS ? worstFirst(all).slice(0, MOST_RESULTS) : all;
  const standing = standings(options);
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'kesu', semanticVersion: version, ...(homepage !== undefined && { informationUri: homepage }), language: lang === 'zh' ? 'zh-CN' : 'en-US', rules: rules.map((rule) => descriptor(rule, run)) } },
      automationDetails: { id: `kesu-${run.command}/` },
      columnKind: 'utf16CodeUnits',
      invocations: [{ executionSuccessful: true, ...(kept.length < all.length && { toolExecutionNotifications: [cut(kept.length, all.length, options)] }) }],
      results: kept.map((d) => result(d, index, standing(d), options)),
    }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** Sorted by id; a rule that nothing describes is described by its id. */
function rulesOf(run: CheckRun): RuleInfo[] {
  const rules = new Map(run.rules);
  for (const { rule, severity } of allOf(run)) if (!rules.has(rule)) rules.set(rule, { id: rule, severity, title: rule, help: rule });
  return [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function descriptor({ id, severity, title, help }: RuleInfo, { command }: CheckRun) {
  const markdown = plain(help);
  const first = markdown.split(/\n\s*\n/).find((paragraph) => !paragraph.startsWith('#')) ?? title;
  return {
    id,
    shortDescription: { text: shortened(plainLine(title), MOST_DESCRIPTION) },
    fullDescription: { text: shortened(plainLine(first), MOST_DESCRIPTION) },
    help: { text: markdown, markdown },
    defaultConfiguration: { level: severity },
    properties: { precision: 'high', 'problem.severity': PROBLEM[severity], tags: ['customer-service', command, id.split('/')[0] as string] },
  };
}

function result(diagnostic: Diagnostic, index: ReadonlyMap<string, number>, standing: Standing | undefined, options: CheckOptions) {
  const { rule, severity, file, sheet, region, fingerprint, suppressed, score } = diagnostic;
  return {
    ruleId: rule,
    ruleIndex: index.get(rule),
    level: severity,
    message: { text: shortened(sentence(diagnostic, options.lang), MOST_MESSAGE) },
    locations: [{
      physicalLocation: { artifactLocation: artifact(pathOf(file, options)), region: regionOf(region) },
      ...(sheet !== undefined && { logicalLocations: [{ name: plainLine(sheet) }] }),
    }],
    partialFingerprints: { 'kesu/v1': fingerprint },
    ...(score !== undefined && { rank: score }),
    ...(standing && { baselineState: BASELINE_STATE[standing] }),
    ...(suppressed ? { suppressions: [{ kind: 'inSource', status: 'accepted', justification: justification(suppressed, options) }] }
      : standing === 'known' ? { suppressions: [{ kind: 'external', status: 'accepted', justification: say(options.lang, 'check-in-baseline') }] } : {}),
  };
}

const justification = ({ reason, until }: NonNullable<Diagnostic['suppressed']>, { lang }: CheckOptions): string =>
  plainLine(until === undefined ? reason : say(lang, 'check-until', { reason, until }));

function regionOf({ line, column, endLine, endColumn }: Diagnostic['region']) {
  return { startLine: line, ...(column !== undefined && { startColumn: column }), ...(endLine !== undefined && { endLine }), ...(endColumn !== undefined && { endColumn }) };
}

/** Inside the repository from its root, each part percent-encoded (RFC 3986); elsewhere in full. */
function artifact(path: string) {
  if (/^(?:\/|[A-Za-z]:\/)/.test(path)) return { uri: pathToFileURL(path).href };
  return { uri: uriOf(path), uriBaseId: '%SRCROOT%' };
}

export const uriOf = (path: string): string => path.split('/').map((part) => encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd'))).join('/');

const cut = (kept: number, all: number, { lang }: CheckOptions) =>
  ({ level: 'warning', message: { text: say(lang, 'check-cut', { kept, all }) } });
