/** `lexicons/lint.yaml`: what in a script file is an agent's text, and which rules there are. Later folders add words and change severities. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../data/yaml-file.js';
import { KesuError } from '../errors.js';
import { SEVERITIES, type Severity } from '../gate/diagnostic.js';
import { SHIPPED } from '../lexicon/sources.js';
import { AGENT_SIGNALS, MARKS } from '../model.js';

const words = z.array(z.string().min(1));
const severity = z.enum(SEVERITIES);

/** What makes a reply better; found by the engine's signals and marks. */
export const QUALITIES = ['feeling', 'alternative', 'action', 'owner', 'deadline', 'way-on'] as const;
export type Quality = (typeof QUALITIES)[number];
const quality = z.enum(QUALITIES);

/** How a rule comes to its findings: by a signal of the engine, or by a check of `src/lint/`. */
const finder = z.union([
  z.strictObject({ signal: z.enum(AGENT_SIGNALS), subtype: z.string().optional(), rules: words.optional() }),
  z.strictObject({ check: z.enum(['law-only', 'empty-apology', 'wait', 'no-way-on', 'repetition', 'suppression']) }),
]);

const ruleSchema = z.strictObject({
  severity,
  from: z.array(finder).min(1),
  /** What such a reply needs; a reply that has all of it is no finding. */
  missing: z.array(quality).default([]),
  /** With one of these there is nothing to say. */
  settled: z.array(quality).default([]),
  /** What it is at most where the reply has one of them. */
  eased: z.partialRecord(quality, severity).default({}),
  /** Findings of one group in one sentence are one: the worst speaks. */
  group: z.string().optional(),
  /** Switched off: what it would find is nothing, and no other rule's either. */
  off: z.boolean().default(false),
});
export type RuleSettings = z.infer<typeof ruleSchema>;

const patterns = z.array(z.strictObject({ match: z.string().refine(isPattern, 'this is not a regular expression'), as: z.string() }));

export const lintSchema = z.strictObject({
  extensions: z.strictObject({ markdown: words, text: words, table: words, yaml: words, json: words, ndjson: words }),
  folders: z.strictObject({ skipped: words }),
  /** A text with fewer Han characters is none. */
  least: z.int().min(1),
  ignore: z.strictObject({ key: z.string() }),
  columns: z.strictObject({ agent: words, customer: words, other: words, speaker: words }),
  labels: z.strictObject({ agent: words, customer: words, other: words }),
  headings: z.strictObject({ other: words }),
  placeholders: patterns,
  /** Below this strength a finding is no error. What the trained layer alone heard is one step milder. */
  sure: z.number().min(0).max(1),
  /** The least probability with which the trained layer alone makes a finding. */
  learned: z.number().min(0).max(1),
  /** Letters of a reply beside apology, feeling and courtesy from which on it says something. */
  apology: z.strictObject({ letters: z.int().min(1), asides: z.array(z.string()) }),
  wait: z.strictObject({ mark: z.enum(MARKS) }),
  /** `named`: rules of the mark that hear a law, contract or clause by its name. */
  law: z.strictObject({ cites: z.enum(MARKS), denies: z.enum(MARKS), named: words }),
  'way-on': z.strictObject({ mark: z.enum(MARKS), replies: z.int().min(1), refusals: words }),
  repetition: z.strictObject({ similarity: z.number().min(0.5).max(1), letters: z.int().min(2), times: z.int().min(2), but: words }),
  rules: z.record(z.string(), ruleSchema),
});
export type LintSettings = z.infer<typeof lintSchema>;

/** What a user's own folder may say: words are added, severities changed, a rule switched off. */
export const lintOverlaySchema = z.strictObject({
  severity: z.record(z.string(), z.enum([...SEVERITIES, 'off'])).default({}),
  columns: lintSchema.shape.columns.partial().default({}),
  labels: lintSchema.shape.labels.partial().default({}),
  headings: lintSchema.shape.headings.partial().default({}),
  placeholders: patterns.default([]),
  repetition: lintSchema.shape.repetition.partial().default({}),
});

/** The rules that may find something, with their ids. */
export const rulesOn = ({ rules }: LintSettings): [string, RuleSettings][] => Object.entries(rules).filter(([, rule]) => !rule.off);

export function readLint(overlays: readonly string[] = [], base = SHIPPED): LintSettings {
  const own = join(base, 'lint.yaml');
  return overlays.map((dir) => join(dir, 'lint.yaml')).filter(existsSync)
    .reduce(laidOver, readYaml(existsSync(own) ? own : join(SHIPPED, 'lint.yaml'), lintSchema).data);
}

function laidOver(settings: LintSettings, path: string): LintSettings {
  const { data, place } = readYaml(path, lintOverlaySchema);
  const rules = { ...settings.rules };
  for (const [id, severity] of Object.entries(data.severity)) {
    const rule = rules[id];
    if (!rule) throw new KesuError('lint-rule-unknown', { rule: id, known: Object.keys(settings.rules).join(', ') }, place(['severity', id]));
    if (severity === 'off') rules[id] = { ...rule, off: true };
    else rules[id] = { ...rule, severity, eased: milder(rule.eased, severity) };
  }
  return {
    ...settings, rules,
    columns: added(settings.columns, data.columns),
    labels: added(settings.labels, data.labels),
    headings: added(settings.headings, data.headings),
    placeholders: [...data.placeholders, ...settings.placeholders],
    repetition: { ...settings.repetition, ...defined(data.repetition) },
  };
}

/** A rule that is set down to a note is not raised again by what eases it. */
const milder = (eased: RuleSettings['eased'], most: Severity): RuleSettings['eased'] =>
  Object.fromEntries(Object.entries(eased).filter(([, s]) => SEVERITIES.indexOf(s as Severity) >= SEVERITIES.indexOf(most)));

const added = <T extends Record<string, string[]>>(words: T, more: Partial<Record<keyof T, string[] | undefined>>): T =>
  Object.fromEntries(Object.entries(words).map(([key, list]) => [key, [...list, ...(more[key] ?? [])]])) as T;

const defined = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, 'u').source !== '';
  } catch {
    return false;
  }
}
