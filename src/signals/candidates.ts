/**
 * Candidates of one message: every rule that matched, and what became of it. A candidate that nothing
 * cancels is a signal. The cheap checks come first; jieba is asked last and only where it decides.
 */
import type { After, CompiledRule, ScopedSets } from '../lexicon/compiled.js';
import type { CueKind } from '../lexicon/schema.js';
import type { MessageMatch, PatternMatch } from '../match/message-match.js';
import type { Intensity, Speaker, Stage } from '../model.js';
import { clausesOver } from '../text/structure.js';
import type { Tokenizer } from '../text/tokenizer.js';
import { MessageCues, read, type CueHit } from './cues.js';

export type Cancellation =
  | { readonly by: 'speaker' }
  | { readonly by: 'unless' | 'forbids'; readonly start: number; readonly end: number }
  | { readonly by: 'requires' | 'turns' | 'after' }
  | { readonly by: 'boundary' }
  | { readonly by: 'weak' }
  | { readonly by: CueKind; readonly start: number; readonly end: number };

export interface Candidate {
  readonly rule: CompiledRule;
  readonly match: PatternMatch;
  readonly stage?: Stage;
  readonly intensity?: Intensity;
  readonly cues: readonly CueHit[];
  readonly cancelled?: Cancellation;
}

/** A rule below this is recorded in explanations, never reported alone. */
export const REPORTED_STRENGTH = 0.5;

const asWord = (rule: CompiledRule, match: PatternMatch): boolean => rule.boundary === 'word' || (rule.boundary === 'auto' && match.parts.length === 1);

/** What stands around a message in its conversation. */
export interface Around {
  /** Which turn of its own side it belongs to, from 1; and counted from the end. */
  readonly turn: number;
  readonly fromEnd: number;
  /** Whether one of the turns before its own holds what a rule needs to have come first. */
  follows(after: After): boolean;
}

/**
 * @param side customer or agent
 * @param everything also list candidates of rules for other speakers, for `kesu explain`
 */
export function candidatesOf(message: MessageMatch, side: Speaker, tokenizer: Tokenizer, around: Around, everything = false): Candidate[] {
  const { lexicon, folded } = message;
  const result: Candidate[] = [];
  const cues = new MessageCues(message, lexicon);
  let boundaries: ReadonlySet<number> | undefined;
  for (const index of message.triggered()) {
    const rule = lexicon.rules[index] as CompiledRule;
    if (rule.speaker !== side && !everything) continue;
    for (const match of message.matches(rule.match)) {
      result.push(judge(rule, match));
    }
  }
  return result;

  function judge(rule: CompiledRule, match: PatternMatch): Candidate {
    const cancelled = (cancellation: Cancellation, cues: readonly CueHit[] = []): Candidate => ({ rule, match, cues, cancelled: cancellation });
    if (rule.speaker !== side) return cancelled({ by: 'speaker' });
    const unless = rule.unless && message.over(rule.unless, match.start, match.end);
    if (unless) return cancelled({ by: 'unless', start: unless.start, end: unless.end });
    if (rule.requires && !inScope(rule.requires, match)) return cancelled({ by: 'requires' });
    const forbidden = rule.forbids && inScope(rule.forbids, match);
    if (forbidden) return cancelled({ by: 'forbids', start: forbidden.start, end: forbidden.end });
    if (rule.turns && !inTurns(rule.turns)) return cancelled({ by: 'turns' });
    if (rule.after && !around.follows(rule.after)) return cancelled({ by: 'after' });
    const reading = read(match, rule, cues);
    if (reading.cancelledBy) {
      const { kind, start, end } = reading.cancelledBy;
      return cancelled({ by: kind, start, end }, reading.cues);
    }
    if (asWord(rule, match) && !isWord(match)) return cancelled({ by: 'boundary' });
    const candidate = { rule, match, cues: reading.cues, ...(reading.stage && { stage: reading.stage }), ...(reading.intensity && { intensity: reading.intensity }) };
    return rule.strength < REPORTED_STRENGTH ? { ...candidate, cancelled: { by: 'weak' } } : candidate;
  }

  /** The first match of a scoped set that lies in the same clause, sentence or message as the candidate. */
  function inScope(scoped: ScopedSets, match: PatternMatch): PatternMatch | undefined {
    for (const scope of ['clause', 'sentence', 'message'] as const) {
      const set = scoped[scope];
      if (!set) continue;
      const [first] = message.matches(set);
      if (!first) continue;
      const found = scope === 'message' ? first : message.over(set, ...clausesOver(message.structure[scope], match.start, match.end));
      if (found) return found;
    }
    return undefined;
  }

  function inTurns({ first, last }: NonNullable<CompiledRule['turns']>): boolean {
    return (first !== undefined && around.turn <= first) || (last !== undefined && around.fromEnd <= last);
  }

  /** Whether jieba's tokens agree that each short part of the match starts and ends a word. */
  function isWord(match: PatternMatch): boolean {
    return match.parts.every((part) => {
      if (part.end - part.start > 2 || !/[\u3400-\u9fff]/.test(folded.text.slice(part.start, part.end))) return true;
      boundaries ??= tokenizer.boundaries(folded.text);
      return boundaries.has(part.start) && boundaries.has(part.end);
    });
  }
}
