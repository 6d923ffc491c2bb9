/** The terminal view: worst cases first, each with its strongest reasons in the customer's words and where it tipped. */
import type { ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import { placeText } from '../errors.js';
import { say, type Lang } from '../locale/index.js';
import type { CaseChain, CaseReport, ScoredCase } from '../model.js';
import { chainLines } from './chains.js';
import { byRisk, learnedNote, mainTurning, oneLine, partTitle, strongest, timeLimit, wordsOf } from './format.js';
import { sampleLines } from './sample-lines.js';
import type { Sample } from './sample.js';
import { sparkline } from './sparkline.js';
import { bandColor, bandWidth, fit, pad, safe } from './terminal.js';

export interface PrettyOptions {
  readonly lang: Lang;
  readonly color: ChalkInstance;
  /** Columns of the terminal. */
  readonly width: number;
  /** How many cases to show; 0 for all. */
  readonly top: number;
  /** Cases drawn for checking, shown after the worst ones. */
  readonly sample?: Sample;
}

/** Next actions shown of a case; the reports list all. */
const ACTIONS = 2;
/** Columns of the risk curve, and the least width of a window that has room for it. */
const CURVE = 16;
const ROOMY = 60;

export function pretty(reports: readonly CaseReport[], options: PrettyOptions, chains: readonly CaseChain[] = []): string {
  const { lang, top } = options;
  const sorted = byRisk(reports);
  const scored = sorted.filter((r) => r.status === 'scored');
  const insufficient = sorted.filter((r) => r.status === 'insufficient');
  const shown = top > 0 ? scored.slice(0, top) : scored;
  const idWidth = Math.min(28, Math.max(0, ...shown.map((r) => stringWidth(r.id))));
  const curve = options.width < ROOMY ? 0 : Math.min(CURVE, Math.max(0, ...shown.map((r) => r.risk.trajectory.length)));
  const lines = shown.flatMap((report) => describe(report, idWidth, curve, options));
  if (shown.length < scored.length) lines.push(options.color.dim(say(lang, 'more-cases', { n: scored.length - shown.length })), '');
  if (chains.length > 0 && lines.at(-1) !== '') lines.push('');
  lines.push(...chainLines(chains, reports, options));
  if (chains.length > 0 && insufficient.length > 0 && lines.at(-1) !== '') lines.push('');
  if (insufficient.length > 0) {
    lines.push(options.color.bold(say(lang, 'insufficient-head', { n: insufficient.length })));
    for (const report of insufficient.slice(0, top > 0 ? top : undefined)) {
      lines.push(`  ${safe(report.id)}  ${options.color.dim(safe(placeText(report.source)))}  ${say(lang, `reason-${report.reason}`)}`);
    }
    lines.push('');
  }
  if (options.sample) lines.push(...(lines.at(-1) === '' ? [] : ['']), ...sampleLines(options.sample, options));
  return `${lines.join('\n').trimEnd()}\n`;
}

function describe(report: ScoredCase, idWidth: number, curve: number, options: PrettyOptions): string[] {
  const { lang, color, width } = options;
  const { band, score } = report.risk;
  const paint = bandColor(band, color);
  const facts = [say(lang, 'messages-count', { n: report.messages.length }), ...(report.case !== undefined ? [say(lang, 'case-of', { case: safe(report.case) })] : [])];
  const line = curve > 0 ? `${paint(pad(sparkline(report.risk.trajectory, curve), curve))}  ` : '';
  const lines = [fit(`${paint(pad(say(lang, `band-${band}`), bandWidth(lang)))} ${paint.bold(String(score).padStart(3))}  ${color.bold(pad(safe(report.id), idWidth))}  ${line}${color.dim(facts.join(' · '))}`, width)];
  if (band === 'low') return lines;
  const indent = ' '.repeat(bandWidth(lang) + 1);
  for (const part of strongest(report, 3)) {
    const { text, stage, learned } = wordsOf(report, part);
    const words = text ? `“${safe(text)}”` : '';
    const firmness = stage ? color.dim(` (${say(lang, `stage-${stage}`)})`) : '';
    lines.push(fit(`${indent}${color.yellow(`+${part.points}`.padStart(3))}  ${partTitle(report, part, lang)}${firmness}  ${words}${learned ? color.dim(`  ${safe(learnedNote(learned, lang))}`) : ''}`, width));
  }
  const turn = mainTurning(report);
  if (turn) {
    lines.push(fit(`${indent} ${color.red('↗')}  ${say(lang, 'turned-at', { n: turn.message + 1, text: safe(oneLine(turn.text, 40)) })}`, width));
    const after = turn.before ? say(lang, 'after-agent', { text: safe(oneLine(turn.before.text, 48)) }) : say(lang, 'after-silence');
    lines.push(fit(color.dim(`${indent}    ${after}`), width));
  }
  for (const { within, owner, text } of report.actions.slice(0, ACTIONS)) {
    lines.push(fit(`${indent} ${color.cyan('→')}  ${color.bold(timeLimit(within, lang))} · ${owner[lang]}: ${text[lang]}`, width));
  }
  lines.push('');
  return lines;
}
