/** What the YAML files of `lexicons/` may hold. The same schemas give editors their JSON Schema. */
import { z } from 'zod';
import { MARKS, SIGNALS, STAGES } from '../model.js';

// `meta` and `describe` are for editors: names of definitions, and the help they show at a field
const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'ids are lower-case words joined by hyphens').meta({ id: 'id' });
const term = z.union([z.string().min(1), z.number().transform(String)]).meta({ id: 'term' });
const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item.transform((one) => [one]), z.array(item).min(1)]);

export const CUES = ['negation', 'report', 'quotation', 'question', 'condition', 'completion', 'decision', 'defiance', 'warning', 'emphasis'] as const;
export type CueKind = (typeof CUES)[number];

const patterns = oneOrMore(term).meta({ id: 'patterns', description: 'A pattern or a list of them: {class} [a|b] .. … ^ $ (lexicons/README.md)' });
const scoped = z.strictObject({
  clause: patterns.optional(),
  sentence: patterns.optional(),
  message: patterns.optional(),
}).meta({ id: 'scoped' });
const boundary = z.enum(['word', 'any']);
const classes = z.record(z.string(), z.array(term)).meta({ id: 'classes', description: 'Word classes: a name, and terms or {other} classes' });

const turns = z.number().int().min(1).max(20);
/** One text, or a conversation whose last message is meant: `[{agent: 请耐心等待}, {customer: 又等}]`. */
const example = z.union([z.string(), z.array(z.strictObject({ customer: z.string().optional(), agent: z.string().optional() })).min(2)]);

export const ruleSchema = z.strictObject({
  id,
  match: patterns.optional(),
  off: z.boolean().optional().describe('true: switch the rule of this id off'),
  strength: z.number().min(0).max(1).default(0.8).describe('How surely the wording means the signal; below 0.5 it is only recorded'),
  subtype: id.optional(),
  intensity: z.enum(['mild', 'strong']).optional(),
  stage: z.enum(STAGES).optional().describe('A fixed stage; without it the cues decide'),
  boundary: boundary.optional().describe('word: the tokenizer must agree that short parts are words; any: no check'),
  unless: patterns.optional().describe('Another sense: the candidate is dropped where one of these overlaps it'),
  requires: scoped.optional().describe('One of the patterns must occur in the same clause, sentence or message'),
  forbids: scoped.optional().describe('None of the patterns may occur there'),
  turns: z.strictObject({ first: turns.optional(), last: turns.optional() }).optional()
    .describe("Only in the first or last so many turns of the speaker's own side"),
  after: z.strictObject({
    turns: turns.default(1).describe('How many turns back at most'),
    speaker: z.enum(['customer', 'agent']).optional(),
    signal: z.array(z.enum(SIGNALS)).default([]),
    match: patterns.optional(),
  }).optional().describe('One of the signals or patterns must occur in one of the turns before'),
  ignore: z.array(z.enum([...CUES, 'all'])).default([]).describe('Cues that do not touch this rule'),
  examples: z.array(example).default([]).describe('Texts in which this rule must give the signal; a list of {speaker: text} is a conversation, its last message is meant'),
  counterexamples: z.array(example).default([]).describe('Texts in which this rule must not give the signal'),
  note: z.string().optional(),
}).refine((rule) => rule.off === true || rule.match !== undefined, { message: 'a rule needs `match` (or `off: true`)', path: ['match'] });

export const signalFileSchema = z.strictObject({
  signal: z.enum([...SIGNALS, ...MARKS]),
  speaker: z.enum(['customer', 'agent']),
  classes: classes.default({}),
  unless: z.array(term).default([]).describe('Patterns that cancel any candidate of the file'),
  rules: z.array(ruleSchema),
});

export const classesFileSchema = z.strictObject({ classes });

export const cueFileSchema = z.strictObject({
  cue: z.enum(CUES),
  classes: classes.default({}),
  entries: z.array(z.strictObject({
    id: id.optional(),
    match: patterns,
    side: z.enum(['before', 'after', 'over', 'any']).default('before').describe('Where the cue stands: before or after the candidate, or on it'),
    within: z.number().int().min(0).max(400).default(6).describe('The most characters between cue and candidate'),
    scope: z.enum(['clause', 'sentence', 'message']).default('clause'),
    unless: z.array(term).default([]),
    stage: z.enum(STAGES).optional(),
  })),
});

export const channelSchema = z.strictObject({
  id,
  kind: id,
  official: z.string(),
  aliases: z.array(term).default([]),
  numbers: z.array(term).default([]),
  region: z.enum(['mainland', 'taiwan', 'hongkong', 'macau']).default('mainland'),
  status: z.enum(['active', 'merged', 'retired']).default('active'),
  successor: id.optional(),
  source: z.string().optional(),
  checked: z.string().optional(),
  verified: z.boolean().optional(),
  note: z.string().optional(),
});
export const channelsFileSchema = z.strictObject({ channels: z.array(channelSchema) });

export const digitsFileSchema = z.strictObject({ readings: z.record(z.string().regex(/^\d$/), z.array(z.string().length(1))) });
export const foldFileSchema = z.strictObject({ traditional: z.string(), lookalikes: z.string() });

const pair = z.tuple([z.string(), z.string()]);
export const asrFileSchema = z.strictObject({
  /** The fewest characters of `terms`; shorter ones are left out. */
  least: z.number().int().min(2),
  terms: z.array(z.union([z.string(), z.array(z.string())])),
  /** Two-character terms. */
  short: z.array(z.string()),
  /** Ordinary speech that sounds like a term. */
  never: z.array(z.string()).default([]),
  confused: z.strictObject({ initials: z.array(pair), finals: z.array(pair) }),
});
/** `characters`: character and occurrences per 100,000, blanks between. */
export const frequencyFileSchema = z.strictObject({ characters: z.string() });
export const pinyinFileSchema = z.strictObject({ syllables: z.record(z.string(), z.string()) });

export type Example = z.infer<typeof example>;
export type RuleSource = z.infer<typeof ruleSchema>;
export type SignalFile = z.infer<typeof signalFileSchema>;
export type CueFile = z.infer<typeof cueFileSchema>;
export type Channel = z.infer<typeof channelSchema>;
