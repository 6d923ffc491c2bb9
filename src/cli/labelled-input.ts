/** Labelled lines and finished reports, read whole; what cannot be read is rejected line by line. */
import type { z } from 'zod';
import { jsonProblem } from '../data/json-problem.js';
import { KesuError, describe } from '../errors.js';
import { isProblem, readLabelled, type LabelledCase } from '../learning/labelled.js';
import { reportSchema } from '../evaluation/verdict.js';
import type { MessageId, Params } from '../locale/index.js';
import type { Rejection } from '../model.js';
import { expandInputs, openInput } from '../transcripts/inputs.js';
import type { Context } from './io.js';

export type ReadReport = z.output<typeof reportSchema>;

export async function labelledCases(inputs: readonly string[], context: Context, rejections: Rejection[]): Promise<LabelledCase[]> {
  const cases: LabelledCase[] = [];
  for (const file of expandInputs(inputs)) {
    for (const { value, line } of await jsonLines(file, context, rejections)) {
      const read = readLabelled(value, file, line);
      if (isProblem(read)) rejections.push(rejection('label-field', { field: read.field || '(line)', problem: read.problem }, { file, line, field: read.field }, context));
      else cases.push(read);
    }
  }
  if (cases.length === 0) throw new KesuError('eval-nothing', { problem: rejections[0]?.reason ?? '-' }, { ...rejections[0] && { file: rejections[0].file, ...(rejections[0].line && { line: rejections[0].line }) } });
  return cases;
}

/** Reports by id. */
export async function readReports(file: string, context: Context, rejections: Rejection[]): Promise<Map<string, ReadReport>> {
  const reports = new Map<string, ReadReport>();
  expandInputs([file]);
  for (const { value, line } of await jsonLines(file, context, rejections)) {
    const read = reportSchema.safeParse(value);
    const issue = read.error?.issues[0];
    if (issue) {
      const field = issue.path.map(String).join('.');
      rejections.push(rejection('report-field', { field: field || '(line)', problem: issue.message }, { file, line, field }, context));
    } else if (read.data) reports.set(read.data.id, read.data);
  }
  return reports;
}

/** Two cases of one id would get the same report. */
export function demandOwnIds(cases: readonly LabelledCase[]): void {
  const first = new Map<string, LabelledCase>();
  for (const gold of cases) {
    const other = first.get(gold.id);
    if (other) throw new KesuError('eval-id-twice', { id: gold.id, first: `${other.set}:${other.line}` }, { file: gold.set, line: gold.line, field: 'id' });
    first.set(gold.id, gold);
  }
}

async function jsonLines(file: string, context: Context, rejections: Rejection[]): Promise<{ value: unknown; line: number }[]> {
  const text = await textOf(openInput(file, context.stdin));
  return text.split(/\r?\n/).flatMap((row, at) => {
    if (row.trim() === '') return [];
    try {
      return [{ value: JSON.parse(row) as unknown, line: at + 1 }];
    } catch (error) {
      rejections.push(rejection('json-line', { problem: jsonProblem(error) }, { file, line: at + 1 }, context));
      return [];
    }
  });
}

/** All of it, as UTF-8. */
export async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder('utf-8');
  let text = '';
  for await (const chunk of bytes) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

function rejection(id: MessageId, params: Params, place: Pick<Rejection, 'file' | 'line' | 'field'>, { lang }: Context): Rejection {
  return { ...place, reason: describe(lang, id, params, {}) };
}
