/** Figures, or with `--errors` the errors, as a table for Excel (byte order mark, CRLF, no formula is ever run). */
import { stringify } from 'csv-stringify/sync';
import type { Evaluation, MeasureResult } from '../evaluation/evaluation.js';
import type { Fault } from '../evaluation/errors.js';

type Row = Readonly<Record<string, string | number>>;

const FIGURES = ['by', 'group', 'measure', 'value', 'low', 'high', 'n', 'tp', 'fp', 'fn', 'against', 'difference', 'difference_low', 'difference_high'] as const;
const ERRORS = ['file', 'line', 'id', 'message', 'speaker', 'phenomenon', 'text', 'gold', 'got', 'fault', 'signal', 'expected', 'found', 'rule', 'words', 'cues', 'cancelled_by', 'cancelled_by_words'] as const;

export const evalCsv = (result: Evaluation, errors: boolean): string =>
  (errors ? table(ERRORS, errorRows(result)) : table(FIGURES, [...figureRows(result.measures, '', ''), ...(result.groups ?? []).flatMap((g) => figureRows(g.measures, g.by, g.name))]));

const table = (columns: readonly string[], rows: readonly Row[]): string =>
  stringify([...rows], { columns: [...columns], header: true, bom: true, record_delimiter: 'windows', escape_formulas: true });

const figureRows = (measures: Readonly<Record<string, MeasureResult>>, by: string, group: string): Row[] =>
  Object.entries(measures).map(([measure, m]) => ({
    by, group, measure, value: figure(m.value), low: figure(m.low), high: figure(m.high), n: m.n, ...m.counts,
    against: figure(m.against?.value), difference: figure(m.difference?.value), difference_low: figure(m.difference?.low), difference_high: figure(m.difference?.high),
  }));

/** Six decimals: more than any sample bears out, and the same on every machine. */
const figure = (value: number | undefined): string | number => (value === undefined ? '' : Number(value.toFixed(6)));

/** One row a fault. */
const errorRows = ({ errors = [] }: Evaluation): Row[] =>
  errors.flatMap(({ set, line, id, message, speaker, phenomenon, text, gold, got, faults }) => faults.map((fault) => ({
    file: set, line, id, message: message + 1, speaker, phenomenon: phenomenon ?? '', text, gold: gold.join(' '), got: got.join(' '), ...faultCells(fault as Fault),
  })));

function faultCells({ kind, signal, expected, found, evidence, cancelled }: Fault): Row {
  const at = cancelled?.[0] ?? evidence[0];
  return {
    fault: kind, signal, expected: expected ?? '', found: found ?? '', rule: at?.rule ?? '', words: at?.words ?? '', cues: at?.modifiers?.join(' ') ?? '',
    cancelled_by: cancelled?.[0]?.by ?? '', cancelled_by_words: cancelled?.[0]?.cue ?? '',
  };
}
