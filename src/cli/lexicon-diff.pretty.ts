import type { ChalkInstance } from 'chalk';
import { byChange, rise, type ChangeCount, type DiffSummary } from '../lexicography/diff-summary.js';
import type { CaseChange, Reading, SignalChange, Standing } from '../lexicography/diff.js';
import { say, type Lang } from '../locale/index.js';
import { oneLine, partName } from '../report/format.js';
import { fit, pad, safe } from '../report/terminal.js';

export interface Differences {
  readonly signals: readonly SignalChange[];
  readonly cases: readonly CaseChange[];
  readonly summary: DiffSummary;
}

interface View {
  readonly lang: Lang;
  readonly color: ChalkInstance;
  readonly width: number;
  /** How many messages and cases to show; 0 for all. */
  readonly top: number;
}

export function prettyDiff({ signals, cases, summary }: Differences, view: View): string {
  const { lang, color, top } = view;
  const { conversations, messages, touched } = summary;
  if (signals.length === 0 && cases.length === 0) return `${say(lang, 'diff-nothing', { conversations, messages })}\n`;
  const section = <T>(title: 'diff-messages' | 'diff-cases', items: readonly T[], describe: (item: T, view: View) => string[]): string[] => {
    if (items.length === 0) return [];
    const shown = top > 0 ? items.slice(0, top) : items;
    const more = items.length > shown.length ? [color.dim(say(lang, 'diff-more', { n: items.length - shown.length }))] : [];
    return [color.bold(say(lang, title)), ...shown.flatMap((item) => describe(item, view)), ...more, ''];
  };
  const lines = [
    ...section('diff-messages', signals, signalLines),
    ...section('diff-cases', byChange(cases), caseLines),
    color.bold(say(lang, 'diff-signals')),
    ...Object.entries(summary.bySignal).map(([signal, count]) => `  ${pad(partName(signal, lang), 28)}  ${countText(count, view)}`),
    '',
    say(lang, 'diff-summary', { conversations, messages, touched, ...summary.signals, cases: summary.cases.changed, raised: summary.cases.raised, lowered: summary.cases.lowered, band: summary.cases.band }),
  ];
  return `${lines.join('\n')}\n`;
}

const MARK = { gained: '+', lost: '-', changed: '~' } as const;

function countText(count: ChangeCount, { color }: View): string {
  const paint = { gained: color.green, lost: color.red, changed: color.yellow };
  return (['gained', 'lost', 'changed'] as const).filter((key) => count[key] > 0).map((key) => paint[key](`${MARK[key]}${count[key]}`)).join(' ');
}

function signalLines(change: SignalChange, { lang, color, width }: View): string[] {
  const paint = { gained: color.green, lost: color.red, changed: color.yellow }[change.change];
  const where = color.dim(`${safe(change.conversation)} #${change.message + 1}`);
  const head = `  ${paint(`${MARK[change.change]} ${say(lang, `diff-${change.change}`)}`)}  ${partName(change.signal, lang)}  “${safe(oneLine(change.text, 60))}”  ${where}`;
  const readings = [change.before, change.after].filter((r) => r !== undefined).map((reading) => readingText(reading));
  return [fit(head, width), fit(color.dim(`      ${readings.join(' → ')}`), width)];
}

const readingText = ({ rule, stage, subtype, intensity, channel, strength }: Reading): string =>
  [rule, subtype, stage, intensity, channel, strength.toFixed(2)].filter((part) => part !== undefined).join(' ');

function caseLines(change: CaseChange, { lang, color, width }: View): string[] {
  const arrow = rise(change) > 0 ? color.red('↑') : rise(change) < 0 ? color.green('↓') : '·';
  const standing = ({ band, score }: Standing): string => say(lang, `band-${band ?? 'none'}`) + (score === undefined ? '' : ` ${score}`);
  return [fit(`  ${arrow} ${standing(change.before)} → ${standing(change.after)}  ${safe(change.id)}  ${color.dim(`${change.source.file}:${change.source.line}`)}`, width)];
}
