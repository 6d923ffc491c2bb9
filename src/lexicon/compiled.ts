/** What the matcher works on: the lexicons compiled. */
import type { Place } from '../errors.js';
import type { TermMatcher } from '../match/trie.js';
import type { Intensity, MarkId, SignalId, Speaker, Stage } from '../model.js';
import type { Folder } from '../text/fold.js';
import type { Homophones } from '../text/homophones.js';
import type { Spelled } from '../text/spelled.js';
import type { AnchorKind, GapScope } from './pattern.js';
import type { Channel, CueKind, RuleSource } from './schema.js';

export interface Step {
  readonly atom: number;
  /** How far after the end of the step before: `max` 0 means touching. */
  readonly max: number;
  readonly scope: GapScope | 'touch';
}

export interface Variant {
  /** Index over all variants of all sets. */
  readonly id: number;
  readonly steps: readonly Step[];
  readonly start?: Anchor;
  readonly end?: Anchor;
}

export interface Anchor {
  readonly kind: AnchorKind;
  /** How far from the anchor the match may begin or end. */
  readonly within: number;
}

/** One or more patterns of which any may match; `atoms` are those at least one of which must occur. */
export interface PatternSet {
  readonly id: number;
  readonly variants: readonly Variant[];
}

export interface ScopedSets {
  readonly clause?: PatternSet;
  readonly sentence?: PatternSet;
  readonly message?: PatternSet;
}

export interface CompiledRule {
  readonly id: string;
  readonly signal: SignalId | MarkId;
  readonly speaker: Speaker;
  readonly source: RuleSource;
  readonly file: string;
  /** Where the rule, or a field of it, stands. */
  place(...field: (string | number)[]): Place;
  readonly match: PatternSet;
  /** `auto`: as `word` where a single term matched, as `any` where a longer pattern gives it its context. */
  readonly boundary: 'word' | 'any' | 'auto';
  readonly strength: number;
  readonly subtype?: string;
  readonly intensity?: Intensity;
  readonly stage?: Stage;
  readonly unless?: PatternSet;
  readonly requires?: ScopedSets;
  readonly forbids?: ScopedSets;
  readonly ignore: ReadonlySet<CueKind | 'all'>;
  readonly turns?: RuleSource['turns'];
  readonly after?: After;
}

/** What one of the turns before must hold: one of the signals or one of the patterns. */
export interface After {
  /** How many turns back at most. */
  readonly turns: number;
  readonly speaker?: Speaker;
  readonly signals: ReadonlySet<SignalId>;
  readonly match?: PatternSet;
}

export interface CompiledCue {
  readonly kind: CueKind;
  readonly match: PatternSet;
  readonly unless?: PatternSet;
  readonly side: 'before' | 'after' | 'over' | 'any';
  readonly within: number;
  readonly scope: 'clause' | 'sentence' | 'message';
  readonly stage?: Stage;
}

export interface Lexicon {
  readonly folder: Folder;
  readonly matcher: TermMatcher;
  readonly terms: readonly string[];
  /** Terms of each atom. */
  readonly atoms: readonly ReadonlySet<number>[];
  readonly rules: readonly CompiledRule[];
  /** Variants worth trying when a term occurs: those whose rarest atom holds it. */
  readonly triggers: readonly Uint32Array[];
  /** Rule that a variant is a match of; -1 for the variants of cues and conditions. */
  readonly ruleOf: Int32Array;
  readonly cues: readonly CompiledCue[];
  /** How many turns back rules look at most; at least 1. */
  readonly reach: number;
  /** For call transcripts; made when first asked for. */
  homophones(): Homophones;
  /** For texts with Latin letters; made when first asked for. */
  spelled(): Spelled;
  readonly channels: ReadonlyMap<string, Channel>;
  /** Channel that a folded alias or number names. */
  readonly channelOf: ReadonlyMap<string, string>;
  readonly version: string;
}
