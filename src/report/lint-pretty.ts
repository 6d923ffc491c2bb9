/** The terminal view of `kesu lint`: place, severity, rule, the line with the words underlined, what is missing. */
import type { ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import type { Diagnostic, Severity } from '../gate/diagnostic.js';
import type { LintRun } from '../lint/lint.js';
import { say } from '../locale/index.js';
import type { LintReportOptions } from './lint.js';
import { safe } from './terminal.js';

const paintOf = (severity: Severity, color: ChalkInstance): ChalkInstance => ({ error: color.red, warning: color.yellow, note: color.cyan })[severity];

export function lintPretty(run: LintRun, options: LintReportOptions): string {
  const open = run.units.flatMap((unit) => unit.diagnostics).filter((d) => !d.suppressed);
  return open.map((d) => `${describe(d, run, options).join('\n')}\n\n`).join('');
}

function describe(d: Diagnostic, run: LintRun, { lang, color, width }: LintReportOptions): string[] {
  const { line, column } = d.region;
  const place = [safe(d.file), line, column].filter((part) => part !== undefined).join(':');
  const paint = paintOf(d.severity, color);
  const gutter = ' '.repeat(String(line).length);
  const { words, under } = excerpt(run.line(d.file, line), d, Math.max(20, width - gutter.length - 4));
  const bar = color.dim('|');
  return [
    `${color.bold(place)}: ${paint(say(lang, `severity-${d.severity}`))}: ${safe(d.message)} ${color.dim(`[${d.rule}]`)}`,
    // of a file as a whole no words are to blame
    ...(column === undefined ? [] : [`${color.dim(`${line} |`)} ${words}`, `${gutter} ${bar} ${paint(under)}`]),
    ...(d.missing.length > 0 ? [`${gutter} ${color.dim('=')} ${say(lang, 'lint-missing')}: ${d.missing.join(' · ')}`] : []),
  ];
}

/** The line, cut to the window around the words, and carets as wide as they are. */
function excerpt(whole: string, { region: { line, column = 1, endLine = line, endColumn } }: Diagnostic, width: number): { words: string; under: string } {
  const from = column - 1;
  const to = endLine > line ? whole.length : Math.max(from + 1, (endColumn ?? column + 1) - 1);
  const marked = safe(whole.slice(from, to).trimEnd());
  let [head, tail] = [safe(whole.slice(0, from)), safe(whole.slice(to))];
  const room = Math.max(0, width - Math.min(width, stringWidth(marked)));
  // what stands before the words matters more, so it gets what is left over
  const behind = Math.min(stringWidth(tail), Math.max(room - stringWidth(head), Math.floor(room / 3)));
  head = lastColumns(head, room - behind);
  tail = firstColumns(tail, behind);
  return { words: `${head}${firstColumns(marked, width)}${tail}`, under: ' '.repeat(stringWidth(head)) + '^'.repeat(Math.max(1, Math.min(width, stringWidth(marked)))) };
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });
const segments = (text: string): string[] => Array.from(graphemes.segment(text), ({ segment }) => segment);

function firstColumns(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  return `${taken(segments(text), width - 1).join('')}…`;
}

function lastColumns(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  return `…${taken(segments(text).reverse(), width - 1).reverse().join('')}`;
}

/** As many as have room. */
function taken(pieces: readonly string[], width: number): string[] {
  let used = 0;
  const end = pieces.findIndex((piece) => (used += stringWidth(piece)) > width);
  return pieces.slice(0, end < 0 ? pieces.length : end);
}
