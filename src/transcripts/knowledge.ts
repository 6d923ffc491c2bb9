import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import { KesuError } from '../errors.js';
import { ROLES } from './options.js';

const words = z.array(z.string().min(1));

export const columnsSchema = z.strictObject({
  roles: z.record(z.enum(ROLES), words),
  channels: z.strictObject({ call: words, chat: words }),
  time: z.strictObject({
    year: words, month: words, day: words, hour: words, minute: words, second: words,
    am: words, pm: words, noon: words, weekday: words, utc: words,
  }),
});

export const speakersSchema = z.strictObject({
  customer: words, agent: words, bot: words, system: words,
  longest: z.int().min(1).max(100),
  flags: z.strictObject({ yes: words, no: words }),
  direction: z.strictObject({ agent: words, customer: words }),
  status: words,
  recall: words,
  notSpeakers: words,
});

export type ColumnWords = z.infer<typeof columnsSchema>;
export type SpeakerWords = z.infer<typeof speakersSchema>;

/** What the reader knows of Chinese exports: `columns.yaml` and `speakers.yaml`. */
export interface Knowledge {
  readonly columns: ColumnWords;
  readonly speakers: SpeakerWords;
}

/**
 * Loads the reader's two files of words.
 * @throws KesuError naming file, line and field where one of them is not as it should be.
 */
export function loadKnowledge(folder: string): Knowledge {
  return {
    columns: loadYaml(join(folder, 'columns.yaml'), columnsSchema),
    speakers: loadYaml(join(folder, 'speakers.yaml'), speakersSchema),
  };
}

function loadYaml<T>(file: string, schema: z.ZodType<T>): T {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new KesuError('lexicon-unreadable', { cause: (cause as Error).message }, { file }, { cause });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors[0];
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw new KesuError('yaml-syntax', { problem: broken.message.split('\n')[0] ?? '' }, { file, line, column: col });
  }
  const result = schema.safeParse(document.toJS());
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = (issue?.path ?? []).filter((part) => typeof part !== 'symbol');
  const field = path.join('.') || '-';
  throw new KesuError('yaml-field', { field, problem: issue?.message ?? '' }, { file, line: lineOf(document, lines, path), field });
}

/** The line of the node at `path`, or of its nearest parent that exists (a missing key has no line of its own). */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let depth = path.length; depth > 0; depth--) {
    const node: unknown = document.getIn(path.slice(0, depth), true);
    const range = (node as { range?: readonly number[] } | undefined)?.range;
    if (range?.[0] !== undefined) return lines.linePos(range[0]).line;
  }
  return 1;
}
