/**
 * The lexicon folders, laid over each other: the shipped one first, a user's own after it.
 * A later folder adds rules, replaces them by id, switches them off (`off: true`), and adds terms to classes.
 */
import { existsSync, readdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { z } from 'zod';
import { KesuError } from '../errors.js';
import {
  asrFileSchema, channelsFileSchema, classesFileSchema, cueFileSchema, digitsFileSchema, foldFileSchema, frequencyFileSchema, pinyinFileSchema, signalFileSchema,
  type Channel, type CueFile, type RuleSource,
} from './schema.js';
import { MARKS, SIGNALS, type MarkId, type SignalId, type Speaker } from '../model.js';
import { readYaml, type YamlFile } from './yaml-file.js';
import type { Place } from '../errors.js';

/** Folder of the shipped lexicons. */
export const SHIPPED = fileURLToPath(new URL('../../lexicons/', import.meta.url));

export interface SourcedRule {
  readonly signal: SignalId | MarkId;
  readonly speaker: Speaker;
  readonly rule: RuleSource;
  /** Patterns that cancel any candidate of the file. */
  readonly unless: readonly string[];
  readonly file: string;
  place(field: string): Place;
}

export interface Sources {
  readonly rules: readonly SourcedRule[];
  /** Terms of each class; names are `name` for shared classes, `signal/name` for a file's own, `channel:kind`. */
  readonly classes: ReadonlyMap<string, readonly string[]>;
  readonly cues: readonly { readonly file: CueFile; readonly path: string; place(field: readonly (string | number)[]): Place }[];
  readonly channels: ReadonlyMap<string, Channel>;
  readonly readings: Readonly<Record<string, readonly string[]>>;
  readonly fold: { readonly traditional: string; readonly lookalikes: string };
  /** Occurrences of the commonest characters per 100,000 of running text. */
  readonly frequency: ReadonlyMap<string, number>;
  /** Terms that speech recognition mishears; read when the first call transcript asks for them. */
  asr(): AsrSource;
  /** Fingerprint of all files read, for reports. */
  readonly version: string;
}

export interface AsrSource {
  /** Long terms, of at least `least` characters when compiled, and short ones. */
  readonly terms: readonly string[];
  readonly least: number;
  readonly short: readonly string[];
  readonly never: readonly string[];
  readonly confused: z.infer<typeof asrFileSchema>['confused'];
  readonly syllables: Readonly<Record<string, string>>;
}

export function readSources(overlays: readonly string[] = []): Sources {
  for (const dir of overlays) {
    if (!existsSync(dir)) throw new KesuError('lexicon-folder-missing', { dir });
  }
  const dirs = [SHIPPED, ...overlays];
  const hash = createHash('sha256');
  const read = <S extends z.ZodType>(path: string, schema: S): YamlFile<z.infer<S>> => {
    const file = readYaml(path, schema);
    hash.update(readFileSync(path));
    return file;
  };
  const each = <S extends z.ZodType>(name: string, schema: S): YamlFile<z.infer<S>>[] =>
    dirs.map((dir) => join(dir, name)).filter(existsSync).map((path) => read(path, schema));

  const classes = new Map<string, string[]>();
  const addTerms = (name: string, terms: readonly string[]): void => {
    classes.set(name, [...(classes.get(name) ?? []), ...terms]);
  };
  for (const file of each('classes.yaml', classesFileSchema)) {
    for (const [name, terms] of Object.entries(file.data.classes)) addTerms(name, terms);
  }

  const channels = new Map<string, Channel>();
  for (const file of each('channels.yaml', channelsFileSchema)) {
    for (const channel of file.data.channels) channels.set(channel.id, channel);
  }

  const rules = new Map<string, SourcedRule>();
  const named = [...SIGNALS.map((id) => [id, `${id}.yaml`] as const), ...MARKS.map((id) => [id, join('marks', `${id}.yaml`)] as const)];
  for (const [signal, path] of named) {
    for (const file of each(path, signalFileSchema)) {
      if (file.data.signal !== signal) throw new KesuError('lexicon-wrong-signal', { expected: signal, found: file.data.signal }, file.place(['signal']));
      for (const [name, terms] of Object.entries(file.data.classes)) addTerms(`${signal}/${name}`, terms);
      const seen = new Set<string>();
      file.data.rules.forEach((rule, index) => {
        if (seen.has(rule.id)) throw new KesuError('lexicon-duplicate-rule', { id: rule.id }, file.place(['rules', index, 'id']));
        seen.add(rule.id);
        const key = `${signal}/${rule.id}`;
        if (rule.off) rules.delete(key);
        else {
          rules.set(key, {
            signal, speaker: file.data.speaker, rule, unless: file.data.unless, file: file.path,
            place: (field) => file.place(['rules', index, field]),
          });
        }
      });
    }
  }

  const cues = dirs.flatMap((dir) => {
    const folder = join(dir, 'cues');
    if (!existsSync(folder)) return [];
    return readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort().map((name) => {
      const file = read(join(folder, name), cueFileSchema);
      for (const [name, terms] of Object.entries(file.data.classes)) addTerms(`${file.data.cue}/${name}`, terms);
      return { file: file.data, path: file.path, place: file.place };
    });
  });

  return {
    rules: [...rules.values()],
    classes,
    cues,
    channels,
    readings: Object.assign({}, ...each('digits.yaml', digitsFileSchema).map((f) => f.data.readings)) as Record<string, string[]>,
    fold: (each('fold.yaml', foldFileSchema).at(-1) as YamlFile<Sources['fold']>).data,
    frequency: new Map(each('frequency.yaml', frequencyFileSchema).flatMap((f) => f.data.characters.split(/\s+/).map((c) => [c[0] as string, Number(c.slice(1))] as const))),
    asr: () => {
      const files = each('asr.yaml', asrFileSchema).map((f) => f.data);
      return {
        terms: files.flatMap((f) => f.terms.flat()),
        least: Math.max(...files.map((f) => f.least)),
        short: files.flatMap((f) => f.short),
        never: files.flatMap((f) => f.never),
        confused: (files.at(-1) as (typeof files)[number]).confused,
        syllables: (each('pinyin.yaml', pinyinFileSchema).at(-1) as YamlFile<{ syllables: Record<string, string> }>).data.syllables,
      };
    },
    version: hash.copy().digest('hex').slice(0, 12),
  };
}
