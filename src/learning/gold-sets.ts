/** `fixtures/gold/`: the labelled sets that ship, and what training makes of each (`sets.yaml` says). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../data/yaml-file.js';
import { KesuError } from '../errors.js';
import { isProblem, readLabelled, type LabelledCase } from './labelled.js';

const setsSchema = z.strictObject({
  sets: z.array(z.strictObject({ file: z.string(), register: z.string(), seen: z.boolean(), rates: z.enum(['staged', 'natural']) })),
});

export interface GoldSet {
  readonly file: string;
  readonly register: string;
  /** Rules were written after reading it. */
  readonly seen: boolean;
  /** Whether signals are as frequent as on ordinary days, or more so because it was written to hold them. */
  readonly rates: 'staged' | 'natural';
  readonly cases: readonly LabelledCase[];
}

export interface Gold {
  readonly sets: readonly GoldSet[];
  /** Text of every file read, by name. */
  readonly texts: ReadonlyMap<string, string>;
}

export function readGold(folder: string): Gold {
  const { data } = readYaml(join(folder, 'sets.yaml'), setsSchema);
  const texts = new Map<string, string>();
  const read = (file: string): LabelledCase[] => {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    texts.set(file, text);
    return casesIn(text, path);
  };
  const sets = data.sets.map((set) => ({ ...set, cases: read(set.file) }));
  return { sets, texts };
}

/** The cases of a file that must be whole. */
export function casesIn(text: string, path: string): LabelledCase[] {
  return text.split('\n').flatMap((row, at) => {
    if (row.trim() === '') return [];
    const read = readLabelled(JSON.parse(row), path, at + 1);
    if (isProblem(read)) throw new KesuError('label-field', { field: read.field, problem: read.problem }, { file: path, line: at + 1, field: read.field });
    return [read];
  });
}
