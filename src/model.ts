/**
 * The data model every room shares (design.md, *Data model*). The names are those of conversation
 * research (ConvoKit); an *utterance* is called `message` here.
 *
 * Offsets are UTF-16 code units into `Message.text` as it was read: `text.slice(start, end)` is
 * always the text that is shown as evidence.
 */

export type Speaker = 'customer' | 'agent' | 'bot' | 'system' | 'unknown';
export type ChannelKind = 'chat' | 'call';

/** Where a conversation begins: the input's path (`-` for standard input) and its 1-based line. */
export interface Source {
  readonly file: string;
  readonly line: number;
}

export interface Message {
  readonly speaker: Speaker;
  readonly text: string;
  /** Local wall-clock time as ISO 8601 without zone (`2024-01-01T10:00:00`), when the input has one. */
  readonly at?: string;
  /** The speaker's name as written in the input. */
  readonly name?: string;
}

export interface Conversation {
  readonly id: string;
  readonly channel?: ChannelKind;
  readonly customer?: string;
  readonly agent?: string;
  /** Cases chain conversations: an order, ticket or case id. */
  readonly case?: string;
  /** Further columns of the input that the reader does not interpret. */
  readonly meta: Readonly<Record<string, string>>;
  readonly messages: readonly Message[];
  readonly source: Source;
}

/** A part of the input that could not be read. Nothing is lost: every rejection is listed for the user. */
export interface Rejection {
  readonly file: string;
  /** 1-based physical line, where known. */
  readonly line?: number;
  /** Column or field the trouble is in, where known. */
  readonly field?: string;
  /** What happened and what to do, in the user's language. */
  readonly reason: string;
  /** The rejected text itself, cut to 2,000 characters, so that it can be repaired and scored again. */
  readonly raw?: string;
}

/** One occurrence of a lexicon term; `term` is the folded form. */
export interface Hit {
  readonly term: string;
  readonly message: number;
  readonly start: number;
  readonly end: number;
}

export const STAGES = ['inquiry', 'conditional', 'stated', 'done'] as const;
export type Stage = (typeof STAGES)[number];
export type Intensity = 'mild' | 'strong';

export const CUSTOMER_SIGNALS = [
  'anger', 'abuse', 'accusation', 'media-threat', 'regulator-threat', 'legal-threat', 'extreme-threat',
  'complaint-intent', 'escalation-request', 'churn-threat', 'repeat-contact', 'ultimatum', 'safety-harm',
  'influence', 'satisfaction',
] as const;
export const AGENT_SIGNALS = [
  'stonewalling', 'provocation', 'overpromise', 'apology', 'empathy', 'ownership', 'solution', 'commitment',
] as const;
export const SIGNALS = [...CUSTOMER_SIGNALS, ...AGENT_SIGNALS] as const;
export type SignalId = (typeof SIGNALS)[number];

/** The signals that take a case outside the company (annotation guide). */
export const THREATS: readonly SignalId[] = ['media-threat', 'regulator-threat', 'legal-threat', 'extreme-threat'];
/** The signals that carry a stage (annotation guide, *Stage*). */
export const STAGED: readonly SignalId[] = [...THREATS, 'complaint-intent', 'churn-threat'];

/** What a speaker does with a message, and the rule and characters that show it. */
export interface Signal {
  readonly signal: SignalId;
  readonly subtype?: string;
  /** `signal/rule-id`; the rule stands in `lexicons/<signal>.yaml`. */
  readonly rule: string;
  readonly message: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly stage?: Stage;
  readonly intensity?: Intensity;
  /** Id in the channel register of the body, platform or programme that is named. */
  readonly channel?: string;
  /** 0–1: how surely this wording means the signal. */
  readonly strength: number;
  /** Cues that shaped the reading, as `kind:text`. */
  readonly modifiers: readonly string[];
}
