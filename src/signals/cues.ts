/** How a candidate is to be read: the cues around it (annotation guide, *Stage* and *What cancels a label*). */
import type { CompiledCue, CompiledRule, Lexicon } from '../lexicon/compiled.js';
import type { CueKind } from '../lexicon/schema.js';
import type { MessageMatch, PatternMatch } from '../match/message-match.js';
import { STAGED, type Intensity, type Stage } from '../model.js';

export interface CueHit {
  readonly kind: CueKind;
  /** Folded offsets of the cue itself. */
  readonly start: number;
  readonly end: number;
  readonly stage?: Stage;
}

export interface Reading {
  readonly cancelledBy?: CueHit;
  readonly stage?: Stage;
  readonly intensity?: Intensity;
  /** The cues that shaped the reading. */
  readonly cues: readonly CueHit[];
}

/**
 * In which order cues decide the stage. A question that asks how or where (a cue with a stage of its own)
 * outranks a condition (要是去法院要带什么), a bare question mark does not (再不退我就告你，信不信？);
 * a condition outranks a 了 (再不发货我就报警了), and so does a time to come (明早就递上去了).
 */
const STEPS: readonly { readonly kind: CueKind; readonly stage: Stage; readonly certain?: boolean }[] = [
  { kind: 'question', stage: 'inquiry', certain: true },
  { kind: 'condition', stage: 'conditional' },
  { kind: 'decision', stage: 'stated', certain: true },
  { kind: 'completion', stage: 'done' },
  { kind: 'decision', stage: 'stated' },
  { kind: 'question', stage: 'inquiry' },
];

/** The cues of one message. */
export class MessageCues {
  /** By kind, in the lexicon's order, those that occur in the message. */
  private readonly occurring = new Map<CueKind, readonly CompiledCue[]>();

  constructor(
    private readonly message: MessageMatch,
    private readonly lexicon: Lexicon,
  ) {}

  /** The first cue of a kind that governs the candidate, if any; `certain`: one that names its stage. */
  on(kind: CueKind, candidate: PatternMatch, rule: CompiledRule, certain = false): CueHit | undefined {
    if (rule.ignore.has(kind) || rule.ignore.has('all')) return undefined;
    for (const cue of this.of(kind)) {
      if (certain && !cue.stage) continue;
      const match = this.governing(cue, candidate);
      if (match) return { kind, start: match.start, end: match.end, ...(cue.stage && { stage: cue.stage }) };
    }
    return undefined;
  }

  private of(kind: CueKind): readonly CompiledCue[] {
    let cues = this.occurring.get(kind);
    if (!cues) {
      cues = this.lexicon.cues.filter((cue) => cue.kind === kind && this.message.matches(cue.match).length > 0);
      this.occurring.set(kind, cues);
    }
    return cues;
  }

  /** The first match of a cue that governs the candidate; only those near enough are looked at. */
  private governing(cue: CompiledCue, candidate: PatternMatch): PatternMatch | undefined {
    const { message } = this;
    const matches = message.matches(cue.match);
    const [from, to] = nearby(cue, candidate);
    for (let i = message.firstAfter(cue.match, from); i < matches.length; i += 1) {
      const match = matches[i] as PatternMatch;
      if (match.start > to) return undefined;
      if (governs(cue, match, candidate, message) && !(cue.unless && message.over(cue.unless, match.start, match.end))) return match;
    }
    return undefined;
  }
}

/** What governs a candidate ends after the first of these and starts no later than the second. */
function nearby({ side, within }: CompiledCue, { start, end }: PatternMatch): readonly [from: number, to: number] {
  return [
    side === 'over' ? start : side === 'after' ? end - 2 : start - within - 1,
    side === 'over' ? end - 1 : side === 'before' ? start : end + within,
  ];
}

const CANCELLING: ReadonlySet<CueKind> = new Set(['negation', 'quotation', 'report']);

/**
 * A cue that begins before the candidate and runs into it still stands before it (不要|投诉). The words of
 * the candidate itself may set its stage (否则12315), but cannot cancel it.
 */
function governs(cue: CompiledCue, at: PatternMatch, candidate: PatternMatch, message: MessageMatch): boolean {
  const over = overlaps(at, candidate);
  const edge = CANCELLING.has(cue.kind) ? 1 : 0;
  const before = at.start + edge <= candidate.start && at.end <= candidate.end && candidate.start - at.end <= cue.within;
  const after = at.end - edge >= candidate.end && at.start >= candidate.start && at.start - candidate.end <= cue.within;
  const near = { before, after, over, any: before || after || over }[cue.side];
  if (!near) return false;
  if (cue.scope === 'message' || over) return true;
  const ids = message.structure[cue.scope];
  return before ? ids[at.end - 1] === ids[candidate.start] : ids[at.start] === ids[candidate.end - 1];
}

export function overlaps(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end;
}

export function read(candidate: PatternMatch, rule: CompiledRule, cues: MessageCues): Reading {
  const cue = (kind: CueKind): CueHit | undefined => cues.on(kind, candidate, rule);
  const staged = (STAGED as readonly string[]).includes(rule.signal);
  // 别以为我不敢投诉, 不投诉才怪: the negation is no negation, and the cue says how firm the threat is
  const defiance = cue('defiance');
  if (defiance) return { cues: [defiance], ...(staged && { stage: defiance.stage ?? rule.stage ?? 'conditional' }) };

  const negation = cue('negation');
  if (negation) return { cancelledBy: negation, cues: [negation] };
  const quotation = cue('quotation');
  if (quotation) return { cancelledBy: quotation, cues: [quotation] };
  const report = cue('report');
  if (report) {
    // somebody else's act counts only when it is held out as a warning
    const warning = cue('warning');
    return warning
      ? { cues: [report, warning], ...(staged && { stage: 'conditional' as const }) }
      : { cancelledBy: report, cues: [report] };
  }
  if (rule.signal === 'anger') {
    const emphasis = rule.intensity === 'strong' ? undefined : cue('emphasis');
    return { intensity: emphasis ? 'strong' : (rule.intensity ?? 'mild'), cues: emphasis ? [emphasis] : [] };
  }
  if (!staged) return { cues: [] };
  if (rule.stage) return { stage: rule.stage, cues: [] };
  for (const { kind, stage, certain } of STEPS) {
    const found = cues.on(kind, candidate, rule, certain);
    if (found) return { stage: found.stage ?? stage, cues: [found] };
  }
  return { stage: 'stated', cues: [] };
}
