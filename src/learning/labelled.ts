/** Labelled text: single utterances, and conversations with labels for their messages, themselves, or both (annotation guide). */
import { z } from 'zod';
import { BANDS, SIGNALS, STAGES, THREATS, type Attribution, type Band, type ChannelKind, type Intensity, type SignalId, type Speaker, type Stage } from '../model.js';

export interface Label {
  readonly signal: SignalId;
  readonly stage?: Stage;
  readonly intensity?: Intensity;
  readonly subtype?: string;
}

/** Labels of one message, one a signal. */
export type Labels = ReadonlyMap<SignalId, Label>;

export interface LabelledMessage {
  readonly speaker: Speaker;
  readonly text: string;
  /** Absent where nobody labelled the message. */
  readonly labels?: Labels;
  /** Signals that somebody looked for; all, where absent. */
  readonly known?: ReadonlySet<SignalId>;
}

/** One labelled line: an utterance is a conversation of one message. */
export interface LabelledCase {
  readonly kind: 'utterance' | 'conversation';
  readonly id: string;
  /** The file it stands in, and its 1-based line. */
  readonly set: string;
  readonly line: number;
  /** How it is heard. */
  readonly channel?: ChannelKind;
  /** The main difficulty of an utterance, in the annotator's words. */
  readonly phenomenon?: string;
  readonly messages: readonly LabelledMessage[];
  readonly band?: Band;
  readonly turningPoints?: readonly number[];
  readonly ignoredThreats?: readonly number[];
  readonly attribution?: Attribution;
  /** Mean of the annotators' marks, −2 to 2. */
  readonly satisfaction?: number;
  /** The line without its labels, as `kesu score` reads it. */
  readonly unlabelled: Readonly<Record<string, unknown>>;
}

const id = z.union([z.string().min(1), z.number().transform(String)]);
const speaker = z.enum(['customer', 'agent', 'bot', 'system', 'unknown']);

/** `anger`, or `media-threat/stated`, `anger/mild`, `stonewalling/stalling`: the word after the stroke says what it is. */
const shortLabel = z.string().transform((text, context): Label => {
  const [signal, detail, ...rest] = text.split('/');
  const known = z.enum(SIGNALS).safeParse(signal);
  if (!known.success || rest.length > 0 || detail === '') {
    context.addIssue({ code: 'custom', message: `write a signal, or signal/stage, signal/subtype: ${SIGNALS.join(', ')}` });
    return z.NEVER;
  }
  if (detail === undefined) return { signal: known.data };
  if ((STAGES as readonly string[]).includes(detail)) return { signal: known.data, stage: detail as Stage };
  if (detail === 'mild' || detail === 'strong') return { signal: known.data, intensity: detail };
  return { signal: known.data, subtype: detail };
});
const longLabel = z.looseObject({
  signal: z.enum(SIGNALS),
  stage: z.enum(STAGES).optional(),
  intensity: z.enum(['mild', 'strong']).optional(),
  subtype: z.string().min(1).optional(),
}).transform(({ signal, stage, intensity, subtype }): Label => ({ signal, ...(stage && { stage }), ...(intensity && { intensity }), ...(subtype !== undefined && { subtype }) }));
// not z.union: its errors name no field; the JSON Schema has both forms
const label = z.unknown().meta({ anyOf: [shortLabel, longLabel].map((form) => {
  const { $schema: _, ...schema } = z.toJSONSchema(form, { io: 'input' });
  return schema;
}) }).transform((value, context): Label => {
  const read = typeof value === 'string' ? shortLabel.safeParse(value) : longLabel.safeParse(value);
  if (read.success) return read.data;
  for (const issue of read.error.issues) context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message });
  return z.NEVER;
});

const utterance = z.looseObject({ id, speaker, text: z.string(), signals: z.array(label), phenomenon: z.string().optional(), channel: z.enum(['chat', 'call']).optional() });

const index = z.int().min(0);
const conversation = z.looseObject({
  id,
  messages: z.array(z.looseObject({ speaker, text: z.string() })).min(1),
  signals: z.array(z.array(label).nullable().describe('Labels of the message; null where nobody read it')).optional(),
  known: z.array(z.array(z.enum(SIGNALS)).nullable().describe('Signals that were looked for in the message; null for all')).optional(),
  band: z.enum(BANDS).optional(),
  turning_points: z.array(index).optional(),
  ignored_threats: z.array(index).optional(),
  attribution: z.enum(['arrived-angry', 'agent-aggravated', 'none']).optional(),
  satisfaction: z.number().min(-2).max(2).optional(),
}).superRefine((c, context) => {
  const wrong = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path, message });
  if (c.signals && c.signals.length !== c.messages.length) wrong(['signals'], `holds labels of ${c.signals.length} messages, but there are ${c.messages.length}`);
  if (c.known && c.known.length !== c.messages.length) wrong(['known'], `is told of ${c.known.length} messages, but there are ${c.messages.length}`);
  for (const field of ['turning_points', 'ignored_threats'] as const) {
    c[field]?.forEach((at, n) => {
      if (at >= c.messages.length) wrong([field, n], `names message ${at}, but they are 0 to ${c.messages.length - 1}`);
    });
  }
  const labels = ['signals', 'band', 'turning_points', 'ignored_threats', 'attribution', 'satisfaction'] as const;
  if (labels.every((field) => c[field] === undefined)) wrong([], `has no label; one of ${labels.join(', ')} is needed`);
});

/** Either kind, told apart by content: a list of messages makes a conversation. */
export const labelledSchema = z.union([conversation, utterance]);

/** What is wrong with a line: the field as a path from the line's root, and the trouble. */
export interface LabelProblem {
  readonly field: string;
  readonly problem: string;
}

export function readLabelled(value: unknown, set: string, line: number): LabelledCase | LabelProblem {
  const talk = typeof value === 'object' && value !== null && 'messages' in value;
  const read = (talk ? conversation : utterance).safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return { field: issue?.path.map(String).join('.') ?? '', problem: issue?.message ?? '' };
  }
  return talk ? ofConversation(read.data as z.output<typeof conversation>, set, line) : ofUtterance(read.data as z.output<typeof utterance>, set, line);
}

export const isProblem = (read: object): read is LabelProblem => 'problem' in read;

/** Of two labels for one signal the last counts; the guide has one a signal. */
const labelsOf = (labels: readonly Label[]): Labels => new Map(labels.map((l) => [l.signal, l]));

function ofUtterance(u: z.output<typeof utterance>, set: string, line: number): LabelledCase {
  // speech-recognised utterances are heard as calls are
  const channel = u.channel ?? (u.phenomenon === 'asr' ? 'call' : 'chat');
  return {
    kind: 'utterance', id: u.id, set, line, channel, ...(u.phenomenon !== undefined && { phenomenon: u.phenomenon }),
    messages: [{ speaker: u.speaker, text: u.text, labels: labelsOf(u.signals) }],
    unlabelled: { id: u.id, channel, messages: [{ speaker: u.speaker, text: u.text }] },
  };
}

function ofConversation(c: z.output<typeof conversation>, set: string, line: number): LabelledCase {
  const { id: name, messages, signals, known, band, turning_points, ignored_threats, attribution, satisfaction, ...about } = c;
  return {
    kind: 'conversation', id: name, set, line, ...((about.channel === 'chat' || about.channel === 'call') && { channel: about.channel }),
    messages: messages.map(({ speaker: who, text }, i) => {
      const [labels, looked] = [signals?.[i], known?.[i]];
      return { speaker: who, text, ...(labels && { labels: labelsOf(labels) }), ...(labels && looked && { known: new Set([...looked, ...labels.map((l) => l.signal)]) }) };
    }),
    ...(band && { band }), ...(turning_points && { turningPoints: turning_points }), ...(ignored_threats && { ignoredThreats: ignored_threats }),
    ...(attribution && { attribution }), ...(satisfaction !== undefined && { satisfaction }),
    unlabelled: { id: name, ...kept(about), messages },
  };
}

/** What `kesu score` knows of a conversation besides its messages; other fields of a set are the annotators'. */
function kept(about: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(['channel', 'case', 'customer', 'agent'].flatMap((key) => (about[key] === undefined ? [] : [[key, about[key]]])));
}

export const isThreat = (signal: SignalId): boolean => THREATS.includes(signal);
