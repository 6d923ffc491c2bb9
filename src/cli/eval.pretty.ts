/** The figures in the terminal: signals, messages, conversations, groups, changes, errors. */
import { basename } from 'node:path';
import type { ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import type { Cancelled, Fault } from '../evaluation/errors.js';
import type { Evaluation, MeasureResult, RunInfo } from '../evaluation/evaluation.js';
import { CASE_MEASURES, MESSAGE_MEASURES } from '../evaluation/measures.js';
import { knows, say, type Lang, type MessageId } from '../locale/index.js';
import { BANDS, SIGNALS } from '../model.js';
import { partName } from '../report/format.js';
import { fit, pad, safe } from '../report/terminal.js';

export interface EvalView {
  readonly lang: Lang;
  readonly color: ChalkInstance;
  readonly width: number;
  /** How many errors and changes to show; 0 for all. */
  readonly top: number;
}

export function prettyEvaluation(result: Evaluation, view: EvalView): string {
  const parts = [headLines, signalLines, messageLines, caseLines, layerLines, confusionLines, reliabilityLines, groupLines, changeLines, errorLines];
  return `${parts.map((part) => part(result, view)).filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headLines({ sets, run, against, bootstrap }: Evaluation, { lang, color }: EvalView): string[] {
  const { resamples, seed, level } = bootstrap;
  return [
    ...sets.map((set) => say(lang, 'eval-set', { ...set, file: safe(set.file) })),
    ...[runText(run, lang, 'eval-by-lexicon', 'eval-by-reports'), ...(against ? [runText(against, lang, 'eval-against-lexicon', 'eval-against-reports')] : []),
      ...(resamples > 0 ? [say(lang, 'eval-intervals', { resamples, seed, level: level * 100 })] : []),
      ...(run.unjudged > 0 ? [say(lang, 'eval-unjudged', { n: run.unjudged })] : [])].map((line) => color.dim(line)),
  ];
}

const runText = ({ reports, lexicon, lexicons }: RunInfo, lang: Lang, engine: MessageId, file: MessageId): string =>
  (reports !== undefined ? say(lang, file, { file: safe(reports) }) : say(lang, engine, { lexicon: lexicon ?? '', folder: safe(lexicons?.join(' ') ?? '') }));

/** Of two runs the interval of the difference says what one wants to know. */
const COMPARED = ['eval-before', 'eval-difference'] as const;

/** One row a signal, then all of them and the threats, as precision, recall and F1. */
function signalLines({ measures, against }: Evaluation, view: EvalView): string[] {
  const { lang, color } = view;
  const rows = [...SIGNALS, 'micro', 'threat'].flatMap((id) => {
    const m = measures[id];
    if (!m?.counts) return [];
    const name = id === 'micro' || id === 'threat' ? color.bold(say(lang, `measure-${id}`)) : partName(id, lang);
    const { tp, fp, fn } = m.counts;
    const halves = [shown(measures[`${id}-precision`]), shown(measures[`${id}-recall`]), paint(shown(m), m, color)];
    return [[name, ...halves, ...(against ? compared(m, color) : [interval(m), ...[tp, fp, fn].map(String)])]];
  });
  if (rows.length === 0) return [];
  const head = ['eval-signals', 'eval-precision', 'eval-recall', 'eval-f1', ...(against ? COMPARED : ['eval-interval', 'eval-found', 'eval-false', 'eval-missed'] as const)] as const;
  return table(head.map((id) => say(lang, id)), rows, view);
}

const messageLines = (result: Evaluation, view: EvalView): string[] =>
  figureLines('eval-messages', MESSAGE_MEASURES.filter((m) => !m.counts).map((m) => m.id), result, view);
const caseLines = (result: Evaluation, view: EvalView): string[] =>
  figureLines('eval-conversations', CASE_MEASURES.filter((m) => !m.counts || !/-(?:precision|recall)$/.test(m.id)).map((m) => m.id), result, view);

/** One row a figure. */
function figureLines(title: MessageId, ids: readonly string[], { measures, against }: Evaluation, view: EvalView): string[] {
  const { lang, color } = view;
  const rows = ids.flatMap((id) => {
    const m = measures[id];
    return m ? [[nameOf(id, lang), paint(shown(m), m, color), ...(against ? compared(m, color) : [interval(m)]), String(m.n)]] : [];
  });
  const head = [title, 'eval-value', ...(against ? COMPARED : ['eval-interval'] as const), 'eval-of'] as const;
  return rows.length > 0 ? table(head.map((h) => say(lang, h)), rows, view) : [];
}

const nameOf = (id: string, lang: Lang): string => (knows(`measure-${id}`) ? say(lang, `measure-${id}` as MessageId) : partName(id, lang));

function confusionLines({ confusion }: Evaluation, view: EvalView): string[] {
  if (!confusion) return [];
  const { lang } = view;
  const columns = [...BANDS, 'none'] as const;
  const shownColumns = columns.filter((got) => got !== 'none' || BANDS.some((gold) => confusion[gold].none > 0));
  return table([say(lang, 'eval-confusion'), ...shownColumns.map((b) => say(lang, `band-${b}`))], BANDS.map((gold) => [say(lang, `band-${gold}`), ...shownColumns.map((got) => String(confusion[gold][got]))]), view);
}

function reliabilityLines({ reliability = [] }: Evaluation, view: EvalView): string[] {
  if (reliability.length === 0) return [];
  const rows = reliability.map(({ from, to, n, chance, serious }) => [`${percent(from, 0)}–${percent(to, 0)}`, String(n), percent(chance), percent(serious)]);
  return [view.color.bold(say(view.lang, 'eval-reliability')), ...table((['eval-score', 'eval-cases', 'eval-mean-score', 'eval-serious'] as const).map((id) => say(view.lang, id)), rows, view)];
}

/** Figures that tell groups apart; those no group has are left out. */
const GROUP_FIGURES = ['exact', 'micro', 'macro', 'threat', 'stage', 'neutral-alarms', 'band', 'auc-high', 'turning-points', 'attribution'] as const;

/** Rules, layer and both side by side: signals that anybody found or should have, then the figures of messages and cases. */
function layerLines({ layers }: Evaluation, view: EvalView): string[] {
  if (!layers) return [];
  const { lang, color } = view;
  const kinds = ['rules', 'layer', 'both'] as const;
  const ids = [...SIGNALS, ...[...MESSAGE_MEASURES, ...CASE_MEASURES].map((m) => m.id).filter((id) => !/-(?:precision|recall)$/.test(id) && !(SIGNALS as readonly string[]).includes(id))];
  const rows = ids.filter((id) => kinds.some((kind) => layers[kind][id])).map((id) => [nameOf(id, lang), ...kinds.map((kind) => {
    const m = layers[kind][id];
    return m ? paint(shown(m), m, color) : '–';
  })]);
  return table([say(lang, 'eval-layers'), ...kinds.map((kind) => say(lang, `eval-by-${kind}`))], rows, view);
}

function groupLines({ groups = [] }: Evaluation, view: EvalView): string[] {
  const { lang } = view;
  return [...new Set(groups.map((g) => g.by))].flatMap((by, nth) => {
    const own = groups.filter((g) => g.by === by);
    const figures = GROUP_FIGURES.filter((id) => own.some((g) => g.measures[id]));
    const short = own.map((g) => basename(g.name));
    const plain = by === 'set' && new Set(short).size === own.length;
    const rows = own.map(({ name, measures }, i) => [safe(plain ? short[i] ?? name : name), String(measures['exact']?.n ?? measures['band']?.n ?? 0), ...figures.map((id) => groupCell(measures[id]))]);
    const head = [say(lang, `eval-by-${by}`), say(lang, 'eval-of'), ...figures];
    return [...(nth > 0 ? [''] : []), ...table(head, rows, view)];
  });
}

const groupCell = (m: MeasureResult | undefined): string => (m ? shown(m) + (m.difference && m.difference.value !== 0 ? ` (${signed(m)})` : '') : '–');

/** What is wrong now comes first: it wants looking at. */
function changeLines({ changes, against }: Evaluation, view: EvalView): string[] {
  if (!changes || !against) return [];
  const { lang, color, width } = view;
  const [fixed, broken] = (['fixed', 'broken'] as const).map((kind) => changes.filter((c) => c.change === kind).length) as [number, number];
  return [color.bold(say(lang, 'eval-changes', { fixed, broken })), ...listed([...changes].sort((a, b) => Number(a.change === 'fixed') - Number(b.change === 'fixed')), view, ({ change, text, before, after, gold, ...at }) => {
    const mark = change === 'fixed' ? color.green(`✓ ${say(lang, 'eval-fixed')}`) : color.red(`✗ ${say(lang, 'eval-broken')}`);
    return [
      fit(`  ${mark}  “${safe(text)}”  ${color.dim(placeText(at))}`, width),
      fit(color.dim(`      ${say(lang, 'eval-gold')} ${namesText(gold, lang)} · ${namesText(before, lang)} → ${namesText(after, lang)}`), width),
    ];
  })];
}

function errorLines({ errors }: Evaluation, view: EvalView): string[] {
  if (!errors) return [];
  const { lang, color } = view;
  return [color.bold(say(lang, 'eval-errors', { n: errors.length })), ...listed(errors, view, ({ text, gold, got, faults, ...at }) => [
    `  “${safe(text)}”  ${color.dim(`${say(lang, `speaker-${at.speaker}` as MessageId)} · ${placeText(at)}`)}`,
    `    ${say(lang, 'eval-gold')} ${color.green(namesText(gold, lang))} · ${say(lang, 'eval-got')} ${color.red(namesText(got, lang))}`,
    ...faults.map((fault) => `    ${faultText(fault as Fault, lang)}`),
  ])];
}

const placeText = ({ id, message, phenomenon }: { id: string; message: number; phenomenon?: string | undefined }): string =>
  safe([`${id} #${message + 1}`, ...(phenomenon === undefined ? [] : [phenomenon])].join(' · '));
const namesText = (names: readonly string[], lang: Lang): string => names.join(' ') || say(lang, 'eval-none');

function faultText({ kind, signal, expected = '', found, evidence, cancelled }: Fault, lang: Lang): string {
  const head = say(lang, `eval-fault-${kind}`, { signal, expected, found: found ?? say(lang, 'eval-none') });
  if (kind === 'missed') {
    if (!cancelled) return head;
    return `${head}: ${cancelled.length > 0 ? cancelled.map((c) => cancelledText(c, lang)).join(' · ') : say(lang, 'eval-no-rule')}`;
  }
  const fired = evidence.filter((e) => e.rule !== undefined || e.words !== undefined);
  return fired.length > 0 ? `${head}: ${fired.map((e) => [e.rule, e.words && `“${safe(e.words)}”`, e.modifiers?.map(safe).join(' ')].filter(Boolean).join(' ')).join(' · ')}` : head;
}

const cancelledText = ({ rule, words = '', by, cue }: Cancelled, lang: Lang): string =>
  `${rule ?? ''} “${safe(words)}” ${say(lang, 'cancelled-by', { by: say(lang, `cancel-${by}` as MessageId) })}${cue === undefined ? '' : ` “${safe(cue)}”`}`;

function listed<T>(items: readonly T[], { lang, color, top }: EvalView, describe: (item: T) => string[]): string[] {
  const some = top > 0 ? items.slice(0, top) : items;
  return [...some.flatMap(describe), ...(items.length > some.length ? [color.dim(say(lang, 'eval-more', { n: items.length - some.length }))] : [])];
}

/** Shares as percentages, coefficients with three decimals, messages with one. */
const shown = (m: MeasureResult | undefined): string => (m ? figure(m.value, m.unit) : '–');
const figure = (value: number, unit: MeasureResult['unit']): string => (unit === 'share' ? percent(value) : value.toFixed(unit === 'coefficient' ? 3 : 1));
const percent = (share: number, decimals = 1): string => (100 * share).toFixed(decimals);
const interval = ({ low, high, unit }: MeasureResult): string => (low === undefined || high === undefined ? '' : `${figure(low, unit)}–${figure(high, unit)}`);

/** The other run's figure, and the difference with its interval; coloured where the interval leaves zero out. */
function compared({ against: other, difference, unit, better }: MeasureResult, color: ChalkInstance): string[] {
  if (!other || !difference) return ['–', '–'];
  const { value, low, high } = difference;
  const sure = low !== undefined && high !== undefined && (low > 0 || high < 0);
  const text = `${signedFigure(value, unit)}${low === undefined || high === undefined ? '' : ` (${signedFigure(low, unit)} … ${signedFigure(high, unit)})`}`;
  return [figure(other.value, unit), sure ? (value > 0) === (better === 'higher') ? color.green(text) : color.red(text) : text];
}

const signed = ({ difference, unit }: MeasureResult): string => signedFigure(difference?.value ?? 0, unit);
function signedFigure(value: number, unit: MeasureResult['unit']): string {
  const text = figure(Math.abs(value), unit);
  return /^[0.]*$/.test(text) ? text : `${value < 0 ? '−' : '+'}${text}`;
}

/** Shares below one half and above nine tenths stand out. */
function paint(text: string, { value, unit, better }: MeasureResult, color: ChalkInstance): string {
  if (unit !== 'share' || better !== 'higher') return text;
  return value < 0.5 ? color.red(text) : value >= 0.9 ? color.green(text) : text;
}

/** Names at the left, figures at the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], { color, width }: EvalView): string[] {
  const widths = head.map((title, c) => Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[c] ?? ''))));
  const line = (cells: readonly string[]): string => cells.map((cell, c) => {
    const wide = widths[c] ?? 0;
    return c === 0 ? pad(cell, wide) : ' '.repeat(Math.max(0, wide - stringWidth(cell))) + cell;
  }).join('  ').trimEnd();
  return [color.bold(line(head)), ...rows.map((row) => line(row))].map((l) => fit(l, Math.max(width, 40)));
}
