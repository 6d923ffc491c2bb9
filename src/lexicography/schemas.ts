/** JSON Schema of the files a user writes, for editors, and of what commands read and write: made from the schemas that read them. */
import { z } from 'zod';
import { dynamicsSchema } from '../dynamics/settings.js';
import { evaluationSchema } from '../evaluation/evaluation.js';
import { baselineSchema } from '../gate/baseline.js';
import { reviewWordsSchema } from '../learning/review-words.js';
import { labelledSchema } from '../learning/labelled.js';
import { channelsFileSchema, classesFileSchema, cueFileSchema, signalFileSchema, asrFileSchema, digitsFileSchema } from '../lexicon/schema.js';
import { lintOverlaySchema } from '../lint/settings.js';
import { pagesSchema } from '../lint/pages.js';
import { lintReportSchema } from '../report/lint-json.js';
import { actionsSchema } from '../risk/actions.js';
import { scorecardSchema } from '../risk/scorecard.js';
import { skillsSchema } from '../risk/skills.js';
import { redactionSchema } from '../text/redaction-words.js';
import { columnsSchema, speakersSchema } from '../transcripts/knowledge.js';
import { importWordsSchema } from './import/words.js';

export const SCHEMAS = {
  signal: { schema: signalFileSchema, files: '<signal>.yaml, marks/<mark>.yaml' },
  cue: { schema: cueFileSchema, files: 'cues/<cue>.yaml' },
  classes: { schema: classesFileSchema, files: 'classes.yaml' },
  channels: { schema: channelsFileSchema, files: 'channels.yaml' },
  scorecard: { schema: scorecardSchema, files: 'scorecard.yaml' },
  skills: { schema: skillsSchema, files: 'skills.yaml' },
  actions: { schema: actionsSchema, files: 'actions.yaml' },
  dynamics: { schema: dynamicsSchema, files: 'dynamics.yaml' },
  asr: { schema: asrFileSchema, files: 'asr.yaml' },
  digits: { schema: digitsFileSchema, files: 'digits.yaml' },
  columns: { schema: columnsSchema, files: 'columns.yaml' },
  speakers: { schema: speakersSchema, files: 'speakers.yaml' },
  redaction: { schema: redactionSchema, files: 'redaction.yaml' },
  'import-columns': { schema: importWordsSchema, files: 'import-columns.yaml' },
  review: { schema: reviewWordsSchema, files: 'review.yaml' },
  lint: { schema: lintOverlaySchema, files: 'lint.yaml' },
  'lint-pages': { schema: pagesSchema, files: 'lint/<family>.yaml' },
  'lint-report': { schema: lintReportSchema, files: 'kesu lint --format json' },
  // no lexicon: what `kesu eval` reads and writes, a line and a whole
  labelled: { schema: labelledSchema, files: 'kesu eval LABELLED' },
  evaluation: { schema: evaluationSchema, files: 'kesu eval --format json' },
  baseline: { schema: baselineSchema, files: 'kesu score --baseline FILE' },
} as const satisfies Readonly<Record<string, { schema: z.ZodType; files: string }>>;
export type SchemaName = keyof typeof SCHEMAS;

export const isSchemaName = (name: string): name is SchemaName => Object.hasOwn(SCHEMAS, name);

/** What may be written, before defaults are filled in and numbers become terms. */
export function jsonSchema(name: SchemaName): string {
  const { schema, files } = SCHEMAS[name];
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return `${JSON.stringify({ $schema, title: `kesu: ${files}`, ...rest }, null, 2)}\n`;
}
