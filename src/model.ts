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
  /** Of a workbook; `line` is its row. */
  readonly sheet?: string;
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
  /** Of a workbook; `line` is its row. */
  readonly sheet?: string;
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
export const MARKS = [
  'takes-up-threat', 'closing-template',
  // agent: a rule or law is cited; words a law or the regulator demands, which may be repeated
  'cites-rule', 'required-disclosure',
  // agent: says no; asks to wait; names somebody the customer can go on to
  'turns-down', 'asks-to-wait', 'names-way-on',
  // agent: greets, asks who and what about, looks something up; no answer yet
  'opening',
  // customer: a promise was not kept; what was promised has come
  'says-broken', 'says-kept',
  // customer: accepts, thanks or says goodbye and asks for nothing
  'leaves-nothing-open',
] as const;
export type MarkId = (typeof MARKS)[number];

/** What a speaker does with a message, and the rule and characters that show it. */
export interface Signal {
  readonly signal: SignalId;
  readonly subtype?: string;
  /** `signal/rule-id`; the rule stands in `lexicons/<signal>.yaml`. Of the trained layer: `learned/signal`. */
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
  /** Of a hit of the trained layer, which no rule made: how sure it is and the n-grams that speak loudest for it. */
  readonly learned?: {
    readonly probability: number;
    /** At most five, loudest first; weights in log-odds. */
    readonly evidence: readonly { readonly text: string; readonly weight: number }[];
  };
}

/** A mark found in a message; see {@link MARKS}. */
export interface Mark {
  readonly mark: MarkId;
  readonly message: number;
  readonly rule: string;
  /** As of a signal. */
  readonly start: number;
  readonly end: number;
}

export const BANDS = ['low', 'medium', 'high', 'critical'] as const;
export type Band = (typeof BANDS)[number];

/** What turns do together; the guide's *Conversation labels* and design.md §*What those cases ask of a tool*. */
export const FINDINGS = [
  'ignored-threat', 'provoked-threat', 'stonewall-loop', 'repeated-demand', 'law-only-reply', 'escalation-refused',
  'empty-apology', 'broken-promise', 'overdue-promise', 'overpromise', 'late-solution', 'slow-reply',
  'unanswered-ending', 'harm', 'staff-abuse', 'recovery',
] as const;
export type FindingKind = (typeof FINDINGS)[number];

/** Something the turns do together; `messages[0]` is the message it is about. */
export interface Finding {
  readonly kind: FindingKind;
  readonly messages: readonly number[];
  /** The message after which it was known, where that is not the last of `messages`. */
  readonly known?: number;
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
  /** Minutes the customer had waited for words that had not come when the customer spoke again. */
  readonly silence?: number;
  /** Counterfactual: the score after the message, had the agent's turn before it been neutral. */
  readonly neutral?: number;
}

export interface TrajectoryPoint {
  readonly message: number;
  readonly score: number;
}

export interface Alarm {
  /** The message at which the score reached the band. */
  readonly message: number;
  /** The message at which it was clear that it holds: the customer's, or the agent's that did not settle it. */
  readonly confirmed: number;
}

/** What an agent undertook, and what became of it. */
export interface AgentPromise {
  readonly message: number;
  readonly text: string;
  readonly kind: 'commitment' | 'overpromise';
  /** Minutes until it is due, counted from the message; absent where no time was named. */
  readonly minutes?: number;
  /** Local wall-clock time it is due, where the message has a time. */
  readonly due?: string;
  /** broken: the customer says so; overdue: the time passed with the customer still waiting; open: nothing is known. */
  readonly status: 'kept' | 'broken' | 'overdue' | 'open';
  /** Where that is known from; `conversation` where it is a later one of the same case. */
  readonly settledBy?: { readonly conversation?: string; readonly message: number };
}

/** How the service went, in turns and minutes. */
export interface ServiceRecord {
  readonly customerTurns: number;
  readonly agentTurns: number;
  /** The first concrete remedy or next step: the agent's how-manieth turn, and minutes after the customer's first message. */
  readonly firstSolution?: { readonly message: number; readonly turns: number; readonly minutes?: number };
  /** The longest the customer waited for an answer. */
  readonly slowestReply?: { readonly message: number; readonly minutes: number };
}

export const SKILLS = ['knowledge', 'empathy', 'control', 'problem-solving'] as const;
export type SkillId = (typeof SKILLS)[number];

/** One of the four skills of an agent. */
export interface SkillScore {
  readonly skill: SkillId;
  /** 0–100; null where nothing in the conversation shows it (*not applicable*). */
  readonly score: number | null;
  /** What earned (points above 0) and what cost (below 0). */
  readonly items: readonly SkillItem[];
}

export interface SkillItem {
  /** A signal (`stonewalling/policy-shield`), a finding kind, or a fact about the service. */
  readonly id: string;
  readonly points: number;
  readonly messages: readonly number[];
}

/** What to do next; `lexicons/actions.yaml`. */
export interface NextAction {
  readonly id: string;
  readonly owner: { readonly id: string; readonly zh: string; readonly en: string };
  /** Minutes within which it must be done. */
  readonly within: number;
  readonly text: { readonly zh: string; readonly en: string };
  /** Why: ids of signals, findings or bands that asked for it, and where they stand. */
  readonly because: readonly string[];
  readonly messages: readonly number[];
}

/** A conversation's place among those of the same case or customer. */
export interface ChainPlace {
  /** What links them: the case (order, ticket) or the customer. */
  readonly by: 'case' | 'customer';
  readonly key: string;
  /** Which contact it is, from 1, and of how many. */
  readonly contact: number;
  readonly contacts: number;
  /** Risk of the whole case. */
  readonly score: number;
  readonly band: Band;
}

/** Conversations of one case, in time. */
export interface CaseChain {
  readonly schema: 'kesu.chain/1';
  readonly by: ChainPlace['by'];
  readonly key: string;
  /** Ids of the conversations, earliest first. */
  readonly conversations: readonly string[];
  readonly agents: readonly string[];
  readonly channels: readonly ChannelKind[];
  /** First and last message, where times are known. */
  readonly from?: string;
  readonly to?: string;
  readonly promises: readonly (AgentPromise & { readonly conversation: string })[];
  readonly score: number;
  readonly band: Band;
  /** The parts of the score; they add up to it. */
  readonly contributions: readonly { readonly id: string; readonly points: number; readonly conversations: readonly string[] }[];
}

export type Attribution = 'arrived-angry' | 'agent-aggravated' | 'none';

export interface Risk {
  /** 0–100: 100 times the logistic of the summed terms, rounded. */
  readonly score: number;
  readonly band: Band;
  readonly peak: TrajectoryPoint;
  /** First message at which the score reached the band `high`. */
  readonly firstAlert?: number;
  /** When to interrupt somebody: the score reached the alarm band and the agent's next turn did not bring it down. */
  readonly alarm?: Alarm;
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
  /** Fingerprint of the trained layer's weights; absent where the layer was off. */
  readonly learned?: string;
}

export interface ScoredCase extends CaseCommon {
  readonly status: 'scored';
  readonly risk: Risk;
  readonly signals: readonly Signal[];
  readonly findings: readonly Finding[];
  readonly turningPoints: readonly TurningPoint[];
  readonly attribution: Attribution;
  readonly promises: readonly AgentPromise[];
  readonly service: ServiceRecord;
  readonly agentScorecard: readonly SkillScore[];
  /** Most urgent first. */
  readonly actions: readonly NextAction[];
  /** Absent where it is the only conversation of its case, or cases were not chained (a stream). */
  readonly chain?: ChainPlace;
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
