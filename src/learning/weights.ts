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
import { SIGNALS } from '../model.js';
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

/**
 * Calls back for each pair of a row of weights, `0:12 3:-4`; false where it is no such row. By hand: a regular
 * expression and `split` on the 34,000 rows that ship were half of the start of the layer.
 */
export function eachWeight(text: string, found: (column: number, weight: number) => void): boolean {
  let i = 0;
  const isDigit = (): boolean => text.charCodeAt(i) >= 0x30 && text.charCodeAt(i) <= 0x39;
  const number = (): number => {
    let n = 0;
    for (; isDigit(); i += 1) n = n * 10 + text.charCodeAt(i) - 0x30;
    return n;
  };
  for (;;) {
    if (!isDigit()) return false;
    const column = number();
    if (text[i] !== ':') return false;
    i += 1;
    const minus = text[i] === '-';
    if (minus) i += 1;
    if (!isDigit()) return false;
    const weight = number();
    found(column, minus ? -weight : weight);
    if (i === text.length) return true;
    if (text[i] !== ' ') return false;
    i += 1;
  }
}

/** A row as pairs of column and weight. */
export function sparse(text: string): [number, number][] {
  const pairs: [number, number][] = [];
  eachWeight(text, (column, weight) => void pairs.push([column, weight]));
  return pairs;
}

export const weighingOf = (stored: z.infer<typeof weighing>): Weighing => ({ bias: stored.bias, weights: WEIGHED.map((name) => stored[name]) });

/** A file of weights that has not been looked into. */
export interface WeightsSource {
  readonly path: string;
  readonly bytes: Buffer;
}

/** The files of all families that there are; the last folder that has a family's file decides. */
export function weightsSources(overlays: readonly string[] = [], base = SHIPPED): { sources: WeightsSource[]; version: string } {
  const hash = createHash('sha256');
  const sources = (Object.keys(FAMILIES) as Family[]).flatMap((family): WeightsSource[] => {
    const path = [SHIPPED, base, ...overlays].map((dir) => join(dir, FOLDER, `${family}.json`)).filter(existsSync).at(-1);
    if (path === undefined) return [];
    const bytes = readFileSync(path);
    hash.update(bytes);
    return [{ path, bytes }];
  });
  return { sources, version: hash.digest('hex').slice(0, 12) };
}

export const weightsIn = ({ path, bytes }: WeightsSource): WeightsFile => parseSparse(jsonIn(bytes.toString('utf8'), path) as WeightsFile, weightsSchema, path);

/** The weights of all families that there are, read whole. */
export function readWeights(overlays: readonly string[] = [], base = SHIPPED): { files: WeightsFile[]; version: string } {
  const { sources, version } = weightsSources(overlays, base);
  return { files: sources.map(weightsIn), version };
}

export function readJson(path: string): { stored: unknown; text: string } {
  const text = readFileSync(path, 'utf8');
  return { stored: jsonIn(text, path), text };
}

function jsonIn(text: string, path: string): unknown {
  try {
    return JSON.parse(text) as unknown;
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
    let widest = 0;
    const isRow = typeof weights === 'string' && eachWeight(weights, (column) => {
      if (column > widest) widest = column;
    });
    if (gram.length > LONGEST || !isRow || widest >= length) {
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
export const familyColumns = (family: Family) => FAMILIES[family].flatMap((signal) => [...columnsOf(signal)]);
