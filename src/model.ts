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

/**
 * Things a message does that are no signal of the annotation guide but that findings turn on; their
 * rules stand in `lexicons/marks/` and they are never reported by themselves.
 */
export const MARKS = ['takes-up-threat', 'closing-template'] as const;
export type MarkId = (typeof MARKS)[number];

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

/** A mark found in a message; see {@link MARKS}. */
export interface Mark {
  readonly mark: MarkId;
  readonly message: number;
  readonly rule: string;
}

export const BANDS = ['low', 'medium', 'high', 'critical'] as const;
export type Band = (typeof BANDS)[number];

export type FindingKind = 'ignored-threat' | 'stonewall-loop' | 'provoked-threat' | 'unanswered-ending' | 'harm' | 'staff-abuse';

/** Something the turns do together; `messages[0]` is the message it is about. */
export interface Finding {
  readonly kind: FindingKind;
  readonly messages: readonly number[];
  readonly evidence: readonly Signal[];
  readonly detail: Readonly<Record<string, string | number>>;
}

/** One named part of the score; `points` of all parts add up to the score. */
export interface Contribution {
  /** A signal id, a finding kind, `state:…`, `base`, or `floor:…`. */
  readonly id: string;
  readonly points: number;
  /** The same in log-odds. */
  readonly logit: number;
  readonly messages: readonly number[];
  /** Indexes into `CaseReport.signals`. */
  readonly signals: readonly number[];
}

export interface TurningPoint {
  readonly message: number;
  readonly text: string;
  /** Score before and after the message. */
  readonly from: number;
  readonly to: number;
  /** The agent's last words before it and what they did; absent where the agent had said nothing. */
  readonly before?: { readonly message: number; readonly text: string; readonly signals: readonly string[] };
}

export interface TrajectoryPoint {
  readonly message: number;
  readonly score: number;
}

export type Attribution = 'arrived-angry' | 'agent-aggravated' | 'none';

export interface Risk {
  /** 0–100: 100 times the logistic of the summed terms, rounded. */
  readonly score: number;
  readonly band: Band;
  readonly peak: TrajectoryPoint;
  /** First message at which the score reached the band `high`. */
  readonly firstAlert?: number;
  readonly trajectory: readonly TrajectoryPoint[];
  readonly contributions: readonly Contribution[];
}

export type InsufficientReason = 'no-messages' | 'no-text' | 'speakers-unknown';

interface CaseCommon {
  readonly schema: 'kesu.case/1';
  readonly id: string;
  readonly source: Source;
  readonly channel?: ChannelKind;
  readonly case?: string;
  readonly customer?: string;
  readonly agent?: string;
  /** The conversation itself, so that every format is a function of the report alone. */
  readonly messages: readonly Message[];
  /** Fingerprint of the lexicons it was judged with. */
  readonly lexicon: string;
}

export interface ScoredCase extends CaseCommon {
  readonly status: 'scored';
  readonly risk: Risk;
  readonly signals: readonly Signal[];
  readonly findings: readonly Finding[];
  readonly turningPoints: readonly TurningPoint[];
  readonly attribution: Attribution;
}

/** Could not be judged, and so is called neither risky nor safe. */
export interface InsufficientCase extends CaseCommon {
  readonly status: 'insufficient';
  readonly reason: InsufficientReason;
  readonly risk: null;
  readonly signals: readonly [];
  readonly findings: readonly [];
  readonly turningPoints: readonly [];
}

export type CaseReport = ScoredCase | InsufficientCase;
