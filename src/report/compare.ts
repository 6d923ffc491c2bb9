/** A comparison of two runs: for the terminal, as JSON, and as Markdown to paste into a pull request. */
import type { ChalkInstance } from 'chalk';
import { placeText } from '../errors.js';
import type { CaseDifference, Comparison, OneSided, PartChange } from '../gate/compare.js';
import { rise } from '../lexicography/diff-summary.js';
import type { Standing } from '../lexicography/diff.js';
import { say, type Lang } from '../locale/index.js';
import { oneLine, partName } from './format.js';
import { escapeMarkdown } from './markdown.js';
import { fit, safe } from './terminal.js';

/** Parts, signals and findings shown of a case; JSON lists all. */
const PARTS = 4;
const CHANGES = 5;

export const compareJson = (comparison: Comparison): string => `${JSON.stringify(comparison, null, 2)}\n`;

export interface ComparisonView {
  readonly lang: Lang;
  readonly color: ChalkInstance;
  readonly width: number;
  /** How many cases to show of each kind; 0 for all. */
  readonly top: number;
}

export function comparePretty(comparison: Comparison, view: ComparisonView): string {
  const { lang, color, width, top } = view;
  const cut = <T>(list: readonly T[], lines: (item: T) => string[]): string[] => {
    const shown = top > 0 ? list.slice(0, top) : list;
    return [...shown.flatMap(lines), ...(list.length > shown.length ? [color.dim(say(lang, 'diff-more', { n: list.length - shown.length }))] : [])];
  };
  const section = (title: 'compare-new' | 'compare-missing', list: readonly OneSided[]): string[] =>
    (list.length === 0 ? [] : ['', color.bold(say(lang, title, { n: list.length })), ...cut(list, (one) => [fit(`  ${standingText(one.standing, lang)}  ${safe(one.id)}  ${color.dim(safe(placeText(one.source)))}`, width)])]);
  const lines = [
    ...cut(comparison.changes, (change) => describe(change, view)),
    ...section('compare-new', comparison.new), ...section('compare-missing', comparison.missing),
    ...(comparison.changes.length + comparison.new.length + comparison.missing.length > 0 ? [''] : []),
    summaryText(comparison, lang), versionText(comparison, lang),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function describe(change: CaseDifference, { lang, color, width }: ComparisonView): string[] {
  const up = rise(change) > 0;
  const arrow = up ? color.red('↑') : rise(change) < 0 ? color.green('↓') : '·';
  return [
    `${arrow} ${standingText(change.before, lang)} → ${color.bold(standingText(change.after, lang))}  ${safe(change.id)}  ${color.dim(`${safe(placeText(change.source))} · ${throughText(change, lang)}`)}`,
    ...change.parts.slice(0, PARTS).map((part) => `    ${(part.after > part.before ? color.red : color.green)(signed(part.after - part.before).padStart(4))}  ${partText(part, lang)}`),
    ...changeLines(change, lang).map((line) => `      ${safe(line)}`),
  ].map((line) => fit(line, width));
}

export function compareMarkdown(comparison: Comparison, lang: Lang): string {
  const { changes } = comparison;
  const list = (title: 'compare-new' | 'compare-missing', cases: readonly OneSided[]): string[] =>
    (cases.length === 0 ? [] : [`### ${say(lang, title, { n: cases.length })}`, '', ...cases.map(({ id, standing, source }) => `- ${standingText(standing, lang)} · ${escapeMarkdown(id)} · ${escapeMarkdown(placeText(source))}`), '']);
  const cell = (lines: readonly string[]): string => lines.map((line) => escapeMarkdown(oneLine(line, 160))).join('<br>');
  const table = changes.length === 0 ? [] : [
    `| ${say(lang, 'compare-case')} | ${say(lang, 'compare-before')} | ${say(lang, 'compare-after')} | ${say(lang, 'compare-points')} | ${say(lang, 'compare-through')} |`,
    '| --- | --- | --- | --- | --- |',
    ...changes.map((c) => `| ${escapeMarkdown(c.id)} | ${standingText(c.before, lang)} | **${standingText(c.after, lang)}** | ${cell(c.parts.slice(0, PARTS).map((p) => `${signed(p.after - p.before)} ${partName(p.id, lang)}`))} | ${cell([throughText(c, lang), ...changeLines(c, lang)])} |`),
    '',
  ];
  return [`## ${say(lang, 'compare-title')}`, '', escapeMarkdown(summaryText(comparison, lang)), '', ...table, ...list('compare-new', comparison.new), ...list('compare-missing', comparison.missing), escapeMarkdown(versionText(comparison, lang)), ''].join('\n');
}

const signed = (points: number): string => (points > 0 ? `+${points}` : String(points));
const standingText = ({ band, score }: Standing, lang: Lang): string => say(lang, `band-${band ?? 'none'}`) + (score === undefined ? '' : ` ${score}`);
const partText = ({ id, before, after }: PartChange, lang: Lang): string => `${partName(id, lang)} (${before} → ${after})`;
const throughText = ({ through }: CaseDifference, lang: Lang): string => say(lang, `compare-through-${through}`);

const MARK = { gained: '+', lost: '-', changed: '~' } as const;

/** The signals and findings that differ, each with its rule and message. */
function changeLines({ signals, findings }: CaseDifference, lang: Lang): string[] {
  const lines = [
    ...signals.map(({ change, signal, message, words, before, after }) => {
      const rules = [before?.rule, after?.rule].filter((rule) => rule !== undefined);
      return `${MARK[change]} ${partName(signal, lang)} “${oneLine(words, 40)}” (${message + 1}) [${[...new Set(rules)].join(' → ')}]`;
    }),
    ...findings.map(({ kind, change, messages }) => `${MARK[change]} ${partName(kind, lang)} (${messages.map((m) => m + 1).join(', ')})`),
  ];
  return lines.length > CHANGES ? [...lines.slice(0, CHANGES), say(lang, 'compare-more', { n: lines.length - CHANGES })] : lines;
}

function summaryText({ summary }: Comparison, lang: Lang): string {
  return summary.changed + summary.new + summary.missing === 0 ? say(lang, 'compare-nothing', { ...summary }) : say(lang, 'compare-summary', { ...summary });
}

/** What was judged with what, so that a surprise can be traced. */
function versionText({ before, after }: Comparison, lang: Lang): string {
  const text = (list: readonly string[]): string => (list.length === 0 ? '-' : list.join(', '));
  const same = text(before.lexicon) === text(after.lexicon) && text(before.learned) === text(after.learned);
  return same ? say(lang, 'compare-same-lexicon', { lexicon: text(after.lexicon) })
    : say(lang, 'compare-lexicons', { before: text(before.lexicon), after: text(after.lexicon), learnedBefore: text(before.learned), learnedAfter: text(after.learned) });
}
