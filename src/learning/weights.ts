/**
 * Weights as files: one a family, JSON with an n-gram a line, whole numbers, sorted, so that two versions
 * can be read side by side. `lexicons/learned/<family>.json`; a user's folder may hold its own.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { KesuError } from '../errors.js';
import { SHIPPED } from '../lexicon/sources.js';
import { SIGNALS, type SignalId } from '../model.js';
import { FAMILIES, columnsOf, type Family } from './columns.js';
import { LONGEST } from './grams.js';
import { WEIGHED, type Weighing } from './weighing.js';

export const FORMAT = 'kesu.learned/1';
/** A weight of 1 in the file is so much in log-odds. */
export const STEP = 0.01;
export const FOLDER = 'learned';

const SPARSE = /^\d+:-?\d+(?: \d+:-?\d+)*$/;
const weight = z.number().int();
const weighing = z.strictObject({ bias: z.number(), ...(Object.fromEntries(WEIGHED.map((name) => [name, z.number()])) as Record<(typeof WEIGHED)[number], z.ZodNumber>) });
/** A probability; null: never. */
export const bar = z.number().min(0).max(1).nullable();
export const provenance = z.strictObject({
  /** SHA-256 of the files it was trained from. */
  files: z.record(z.string(), z.string()),
  examples: z.number().int(),
  settings: z.record(z.string(), z.union([z.number(), z.string()])),
});
/** For each feature `column:weight`, with the columns counted from 0, blanks between. */
export const sparseRecord = z.record(z.string(), z.string().regex(SPARSE));

export const weightsSchema = z.strictObject({
  format: z.literal(FORMAT),
  family: z.enum(Object.keys(FAMILIES) as [Family, ...Family[]]),
  provenance,
  /** Ids of the columns, in the order of the weights of an n-gram. */
  columns: z.array(z.string()),
  biases: z.array(weight),
  signals: z.partialRecord(z.enum(SIGNALS), z.strictObject({
    /** Labelled messages it was trained from. */
    positives: z.number().int(),
    /** From which probability on a hit is added without a rule, below which one of a rule is taken back, and heard with no rules at all. */
    add: bar, doubt: bar, alone: bar,
    weighing,
  })),
  surface: sparseRecord,
  grams: sparseRecord,
});
export type WeightsFile = z.infer<typeof weightsSchema>;

/** `0:12 3:-4` as pairs of column and weight. */
export const sparse = (text: string): [number, number][] => text.split(' ').map((pair) => {
  const colon = pair.indexOf(':');
  return [Number(pair.slice(0, colon)), Number(pair.slice(colon + 1))];
});

export const weighingOf = (stored: z.infer<typeof weighing>): Weighing => ({ bias: stored.bias, weights: WEIGHED.map((name) => stored[name]) });

/** The weights of all families that there are; the last folder that has a family's file decides. */
export function readWeights(overlays: readonly string[] = [], base = SHIPPED): { files: WeightsFile[]; version: string } {
  const hash = createHash('sha256');
  const files = (Object.keys(FAMILIES) as Family[]).flatMap((family): WeightsFile[] => {
    const path = [SHIPPED, base, ...overlays].map((dir) => join(dir, FOLDER, `${family}.json`)).filter(existsSync).at(-1);
    if (path === undefined) return [];
    const { stored, text } = readJson(path);
    hash.update(text);
    return [parseSparse(stored as WeightsFile, weightsSchema, path)];
  });
  return { files, version: hash.digest('hex').slice(0, 12) };
}

export function readJson(path: string): { stored: unknown; text: string } {
  const text = readFileSync(path, 'utf8');
  try {
    return { stored: JSON.parse(text) as unknown, text };
  } catch (cause) {
    throw new KesuError('yaml-syntax', { problem: cause instanceof Error ? cause.message : String(cause) }, { file: path }, { cause });
  }
}

interface Sparse {
  readonly columns: readonly string[];
  readonly grams: Readonly<Record<string, string>>;
}

/** The head is checked against the schema, the many n-grams by hand, which is ten times faster. */
export function parseSparse<T extends Sparse>(stored: T, schema: z.ZodType<T>, path: string): T {
  const { grams, ...head } = stored;
  const result = schema.safeParse({ ...head, grams: {} });
  const issue = result.error?.issues[0];
  if (issue) throw new KesuError('yaml-field', { field: issue.path.join('.') || '(root)', problem: issue.message }, { file: path });
  const { length } = head.columns;
  for (const [gram, weights] of Object.entries(grams ?? {})) {
    if (gram.length > LONGEST || !SPARSE.test(weights) || !sparse(weights).every(([column]) => column < length)) {
      throw new KesuError('yaml-field', { field: `grams.${gram}`, problem: `column:weight …, columns 0–${length - 1}` }, { file: path });
    }
  }
  return { ...(result.data as T), grams };
}

/** One n-gram a line, in the order of code units. */
export function linesOf({ grams, surface, ...head }: Sparse & { readonly surface: Readonly<Record<string, string>> }): string {
  const lines = (record: Readonly<Record<string, string>>): string =>
    Object.keys(record).sort().map((key) => `    ${JSON.stringify(key)}: ${JSON.stringify(record[key])}`).join(',\n');
  const top = JSON.stringify(head, null, 2).replace(/\n\}$/, '');
  return `${top},\n  "surface": {\n${lines(surface)}\n  },\n  "grams": {\n${lines(grams)}\n  }\n}\n`;
}

export const writeWeights = (file: WeightsFile): string => linesOf(file);

export const fingerprintOf = (text: string): string => createHash('sha256').update(text).digest('hex');
export const familyOf = (signal: SignalId): Family => (Object.keys(FAMILIES) as Family[]).find((f) => (FAMILIES[f] as readonly SignalId[]).includes(signal)) as Family;
export const familyColumns = (family: Family) => FAMILIES[family].flatMap((signal) => [...columnsOf(signal)]);
