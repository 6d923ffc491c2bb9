/**
 * The lexicon folders, laid over each other: the shipped one first, a user's own after it.
 * A later folder adds rules, replaces them by id, switches them off (`off: true`), and adds terms to classes.
 */
import { existsSync, readdirSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { z } from 'zod';
import { KesuError, type Place } from '../errors.js';
import {
  asrFileSchema, channelsFileSchema, classesFileSchema, cueFileSchema, digitsFileSchema, foldFileSchema, frequencyFileSchema, pinyinFileSchema, signalFileSchema,
  type Channel, type CueFile, type RuleSource,
} from './schema.js';
import { MARKS, SIGNALS, type MarkId, type SignalId, type Speaker } from '../model.js';
import { readYaml, type YamlFile } from '../data/yaml-file.js';

/** Folder of the shipped lexicons. */
export const SHIPPED = fileURLToPath(new URL('../../lexicons/', import.meta.url));

/** Settings that no folder adds to: the last folder that has the file decides. */
export function lastFile<S extends z.ZodType>(name: string, schema: S, overlays: readonly string[], base: string): YamlFile<z.infer<S>> {
  const path = [base, ...overlays].map((dir) => join(dir, name)).filter(existsSync).at(-1);
  return readYaml(path ?? join(SHIPPED, name), schema);
}

export const readLast = <S extends z.ZodType>(name: string, schema: S, overlays: readonly string[], base: string): z.infer<S> => lastFile(name, schema, overlays, base).data;

export interface SourcedRule {
  readonly signal: SignalId | MarkId;
  readonly speaker: Speaker;
  readonly rule: RuleSource;
  /** Patterns that cancel any candidate of the file. */
  readonly unless: readonly string[];
  readonly file: string;
  place(...field: (string | number)[]): Place;
}

/** A class as one file writes it; several files may add terms to one class. */
export interface SourcedClass {
  /** As in {@link Sources.classes}. */
  readonly key: string;
  readonly terms: readonly string[];
  place(term?: number): Place;
}

export interface Sources {
  readonly rules: readonly SourcedRule[];
  /** `off: true` where there is no rule of that id to switch off. */
  readonly offNothing: readonly { readonly id: string; place(): Place }[];
  /** Terms of each class; names are `name` for shared classes, `signal/name` for a file's own, `channel:kind`. */
  readonly classes: ReadonlyMap<string, readonly string[]>;
  readonly declared: readonly SourcedClass[];
  readonly cues: readonly { readonly file: CueFile; readonly path: string; place(field: readonly (string | number)[]): Place }[];
  readonly channels: ReadonlyMap<string, Channel>;
  placeOfChannel(id: string, field: string): Place;
  readonly readings: Readonly<Record<string, readonly string[]>>;
  readonly fold: { readonly traditional: string; readonly lookalikes: string };
  /** Occurrences of the commonest characters per 100,000 of running text. */
  readonly frequency: ReadonlyMap<string, number>;
  /** Terms that speech recognition mishears; read when the first call transcript asks for them. */
  asr(): AsrSource;
  /** Fingerprint of all files read, for reports. */
  readonly version: string;
}

/** Sources just as the files have them: what is made of these may be kept by their fingerprint; a changed copy may not. */
const asRead = new WeakSet<Sources>();
export const isAsRead = (sources: Sources): boolean => asRead.has(sources);

export interface AsrSource {
  /** Long terms, of at least `least` characters when compiled, and short ones. */
  readonly terms: readonly string[];
  readonly least: number;
  readonly short: readonly string[];
  readonly never: readonly string[];
  readonly confused: z.infer<typeof asrFileSchema>['confused'];
  readonly syllables: Readonly<Record<string, string>>;
}

/** @param base the folder that lies under the others: the shipped one, or another complete one to compare it with */
export function readSources(overlays: readonly string[] = [], base = SHIPPED): Sources {
  for (const dir of overlays) {
    if (!existsSync(dir)) throw new KesuError('lexicon-folder-missing', { dir });
  }
  const dirs = [base, ...overlays];
  const hash = createHash('sha256');
  const read = <S extends z.ZodType>(path: string, schema: S): YamlFile<z.infer<S>> => {
    const file = readYaml(path, schema);
    hash.update(file.text);
    return file;
  };
  const each = <S extends z.ZodType>(name: string, schema: S): YamlFile<z.infer<S>>[] =>
    dirs.map((dir) => join(dir, name)).filter(existsSync).map((path) => read(path, schema));

  /** Files that no lexicon can do without: another base may be older than the file. */
  const needed = <S extends z.ZodType>(name: string, schema: S): YamlFile<z.infer<S>>[] => {
    const found = each(name, schema);
    return found.length > 0 ? found : [read(join(SHIPPED, name), schema)];
  };

  const classes = new Map<string, string[]>();
  const declared: SourcedClass[] = [];
  const addClasses = (file: YamlFile<{ classes: Record<string, string[]> }>, scope: string): void => {
    for (const [name, terms] of Object.entries(file.data.classes)) {
      const key = scope + name;
      classes.set(key, [...(classes.get(key) ?? []), ...terms]);
      declared.push({ key, terms, place: (term) => file.place(['classes', name, ...(term === undefined ? [] : [term])]) });
    }
  };
  for (const file of each('classes.yaml', classesFileSchema)) addClasses(file, '');

  const channels = new Map<string, Channel>();
  const channelPlaces = new Map<string, (field: string) => Place>();
  for (const file of each('channels.yaml', channelsFileSchema)) {
    file.data.channels.forEach((channel, index) => {
      channels.set(channel.id, channel);
      channelPlaces.set(channel.id, (field) => file.place(['channels', index, field]));
    });
  }

  const rules = new Map<string, SourcedRule>();
  const offNothing: { id: string; place(): Place }[] = [];
  const named = [...SIGNALS.map((id) => [id, `${id}.yaml`] as const), ...MARKS.map((id) => [id, join('marks', `${id}.yaml`)] as const)];
  for (const [signal, path] of named) {
    for (const file of each(path, signalFileSchema)) {
      if (file.data.signal !== signal) throw new KesuError('lexicon-wrong-signal', { expected: signal, found: file.data.signal }, file.place(['signal']));
      addClasses(file, `${signal}/`);
      const seen = new Set<string>();
      file.data.rules.forEach((rule, index) => {
        if (seen.has(rule.id)) throw new KesuError('lexicon-duplicate-rule', { id: rule.id }, file.place(['rules', index, 'id']));
        seen.add(rule.id);
        const key = `${signal}/${rule.id}`;
        if (rule.off) {
          if (!rules.delete(key)) offNothing.push({ id: key, place: () => file.place(['rules', index, 'id']) });
        } else {
          rules.set(key, {
            signal, speaker: file.data.speaker, rule, unless: file.data.unless, file: file.path,
            place: (...field) => file.place(['rules', index, ...field]),
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
      addClasses(file, `${file.data.cue}/`);
      return { file: file.data, path: file.path, place: file.place };
    });
  });

  const sources: Sources = {
    rules: [...rules.values()],
    offNothing,
    classes,
    declared,
    cues,
    channels,
    placeOfChannel: (id, field) => channelPlaces.get(id)?.(field) ?? {},
    readings: Object.assign({}, ...each('digits.yaml', digitsFileSchema).map((f) => f.data.readings)) as Record<string, string[]>,
    fold: (needed('fold.yaml', foldFileSchema).at(-1) as YamlFile<Sources['fold']>).data,
    frequency: new Map(each('frequency.yaml', frequencyFileSchema).flatMap((f) => f.data.characters.split(/\s+/).map((c) => [c[0] as string, Number(c.slice(1))] as const))),
    asr: () => {
      const files = needed('asr.yaml', asrFileSchema).map((f) => f.data);
      return {
        terms: files.flatMap((f) => f.terms.flat()),
        least: Math.max(...files.map((f) => f.least)),
        short: files.flatMap((f) => f.short),
        never: files.flatMap((f) => f.never),
        confused: (files.at(-1) as (typeof files)[number]).confused,
        syllables: (needed('pinyin.yaml', pinyinFileSchema).at(-1) as YamlFile<{ syllables: Record<string, string> }>).data.syllables,
      };
    },
    version: hash.copy().digest('hex').slice(0, 12),
  };
  asRead.add(sources);
  return sources;
}
