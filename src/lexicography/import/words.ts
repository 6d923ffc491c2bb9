/** `lexicons/import-columns.yaml`: how analysts name columns, signals, stages and strengths in their lists. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SHIPPED } from '../../lexicon/sources.js';
import { readYaml } from '../../data/yaml-file.js';
import { SIGNALS, STAGES, type Intensity, type SignalId, type Stage } from '../../model.js';
import { normaliseName } from '../../transcripts/columns.js';

export const IMPORT_COLUMNS = ['term', 'signal', 'strength', 'stage', 'subtype', 'intensity', 'example', 'note'] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

const names = z.array(z.string().min(1));

export const importWordsSchema = z.strictObject({
  columns: z.record(z.enum(IMPORT_COLUMNS), names),
  signals: z.record(z.enum(SIGNALS), names),
  stages: z.record(z.enum(STAGES), names),
  intensities: z.record(z.enum(['mild', 'strong']), names),
  subtypes: z.record(z.string(), names),
  strengths: z.record(z.string().regex(/^(?:0(?:\.\d+)?|1(?:\.0+)?)$/, 'strengths are numbers from 0 to 1'), names),
});

/** What each written name means; the ids themselves are always known. */
export interface ImportWords {
  /** The column of a name; the lower its rank, the more fitting the name. */
  column(name: string): { readonly id: ImportColumn; readonly rank: number } | undefined;
  signal(name: string): SignalId | undefined;
  stage(name: string): Stage | undefined;
  intensity(name: string): Intensity | undefined;
  subtype(name: string): string | undefined;
  strength(name: string): number | undefined;
}

/** The last folder that has the file decides. */
export function readImportWords(overlays: readonly string[] = []): ImportWords {
  const path = [SHIPPED, ...overlays].map((dir) => join(dir, 'import-columns.yaml')).filter(existsSync).at(-1);
  const { columns, signals, stages, intensities, subtypes, strengths } = readYaml(path ?? join(SHIPPED, 'import-columns.yaml'), importWordsSchema).data;
  const [signal, stage, intensity, subtype, strength] = [lookup(signals), lookup(stages), lookup(intensities), lookup(subtypes), lookup(strengths)];
  return {
    column: lookup(columns),
    signal: (name) => signal(name)?.id,
    stage: (name) => stage(name)?.id,
    intensity: (name) => intensity(name)?.id,
    subtype: (name) => subtype(name)?.id,
    strength: (name) => {
      const value = strength(name)?.id;
      return value === undefined ? undefined : Number(value);
    },
  };
}

function lookup<T extends string>(words: Readonly<Record<T, readonly string[]>>): (name: string) => { id: T; rank: number } | undefined {
  const known = new Map<string, { id: T; rank: number }>();
  for (const [id, names] of Object.entries(words) as [T, readonly string[]][]) {
    [...names, id].map(normaliseName).forEach((name, rank) => {
      if (!known.has(name)) known.set(name, { id, rank });
    });
  }
  return (name) => known.get(normaliseName(name));
}
