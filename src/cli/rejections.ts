import { placeText } from '../errors.js';
import { say } from '../locale/index.js';
import type { Rejection } from '../model.js';
import { colorFor, write, type Context } from './io.js';

const TOLD = 20;

/** @param list the file in which all of them are listed, if any */
export async function tellRejections(rejections: readonly Rejection[], list: string | undefined, { stderr, env, lang }: Context): Promise<void> {
  if (rejections.length === 0) return;
  const color = colorFor(stderr, env);
  const lines = [color.yellow(say(lang, 'summary-rejected', { n: rejections.length }))];
  for (const { file, sheet, line, reason } of rejections.slice(0, TOLD)) lines.push(`  ${placeText({ file, ...(sheet !== undefined && { sheet }), ...(line !== undefined && { line }) })}: ${reason}`);
  if (rejections.length > TOLD) lines.push(`  ${say(lang, 'summary-more', { n: rejections.length - TOLD })}`);
  if (list !== undefined) lines.push(say(lang, 'summary-rejected-written', { path: list }));
  await write(stderr, `${lines.join('\n')}\n`);
}
