/**
 * Candidates of one message: every rule that matched, and what became of it. A candidate that nothing
 * cancels is a signal. The cheap checks come first; jieba is asked last and only where it decides.
 */
import type { CompiledRule, Lexicon, ScopedSets } from '../lexicon/compiled.js';
import type { CueKind } from '../lexicon/schema.js';
import { MessageMatch, type PatternMatch } from '../match/message-match.js';
import type { Intensity, Speaker, Stage } from '../model.js';
import type { FoldedText } from '../text/fold.js';
import type { Tokenizer } from '../text/tokenizer.js';
import { overlaps, read, type CueHit } from './cues.js';

export type Cancellation =
  | { readonly by: 'speaker' }
  | { readonly by: 'unless' | 'forbids'; readonly start: number; readonly end: number }
  | { readonly by: 'requires' }
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

/** A bot answers for the company as an agent does. */
export const speaksFor = (speaker: Speaker): Speaker => (speaker === 'bot' ? 'agent' : speaker);

/**
 * @param everything also list candidates of rules for other speakers, for `kesu explain`
 */
export function candidatesOf(folded: FoldedText, speaker: Speaker, lexicon: Lexicon, tokenizer: Tokenizer, everything = false): Candidate[] {
  const message = new MessageMatch(lexicon, folded);
  const side = speaksFor(speaker);
  const result: Candidate[] = [];
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
    const unless = rule.unless && message.matches(rule.unless).find((u) => overlaps(u, match));
    if (unless) return cancelled({ by: 'unless', start: unless.start, end: unless.end });
    if (rule.requires && !inScope(rule.requires, match)) return cancelled({ by: 'requires' });
    const forbidden = rule.forbids && inScope(rule.forbids, match);
    if (forbidden) return cancelled({ by: 'forbids', start: forbidden.start, end: forbidden.end });
    const reading = read(match, rule, message, lexicon);
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
      for (const other of message.matches(set)) {
        if (scope === 'message') return other;
        const ids = message.structure[scope];
        const low = ids[match.start] as number;
        const high = ids[match.end - 1] as number;
        if ((ids[other.end - 1] as number) >= low && (ids[other.start] as number) <= high) return other;
      }
    }
    return undefined;
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
