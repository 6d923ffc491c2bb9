/**
 * What reviewers taught, as a file: `learned/corrections.json` in a folder that is laid over the shipped lexicons.
 * Corrections are added to the log-odds that rules and the shipped weights come to together, so that they say
 * what is different at this desk and nothing else, and stay small enough to be read.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SIGNALS, type SignalId } from '../model.js';
import { bar, FOLDER, linesOf, parseSparse, provenance, readJson, sparseRecord } from './weights.js';
import type { WrittenWords } from './word-model.js';

export const CORRECTIONS = 'corrections.json';

const weight = z.number().int();

export const correctionsSchema = z.strictObject({
  format: z.literal('kesu.corrections/1'),
  /** `files`: hashes of the labels; `settings` names the weights they were learned over. */
  provenance,
  /** Signals, in the order of the weights of an n-gram. */
  columns: z.array(z.enum(SIGNALS)),
  signals: z.partialRecord(z.enum(SIGNALS), z.strictObject({
    /** Labelled messages that carry it. */
    positives: z.int(),
    /** For every message, and for those in which a rule found it. */
    always: weight, ruled: weight,
    /** As in the shipped weights; these count. */
    add: bar, doubt: bar,
  })),
  surface: sparseRecord,
  grams: sparseRecord,
});
export type Corrections = z.infer<typeof correctionsSchema>;

export const correctionsIn = (dir: string): string => join(dir, FOLDER, CORRECTIONS);

/** Of the last folder that has any: what was taught later was taught over what was there. */
export function readCorrections(overlays: readonly string[]): { corrections: Corrections; text: string } | undefined {
  const path = overlays.map(correctionsIn).filter(existsSync).at(-1);
  if (path === undefined) return undefined;
  const { stored, text } = readJson(path);
  return { corrections: parseSparse(stored as Corrections, correctionsSchema, path), text };
}

/** One n-gram a line, as in the weights. */
export const writeCorrections = (corrections: Corrections): string => linesOf(corrections);

export const correctionOf = (corrections: Corrections | undefined, signal: SignalId): Corrections['signals'][SignalId] => corrections?.signals[signal];

/** As words to score with, a column a signal. */
export const taughtWords = ({ columns, surface, grams, signals }: Corrections): WrittenWords =>
  ({ columns, surface, grams, biases: columns.map((signal) => signals[signal]?.always ?? 0) });
