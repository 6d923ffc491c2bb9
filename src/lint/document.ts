/** A script file as the checks see it, whatever its format. */
import type { PlacedText, Range } from './placed-text.js';

/** What an agent is to say at one time: one text, or the lines of one turn of a written-out dialogue. */
export interface Reply {
  readonly lines: readonly PlacedText[];
  /** What the customer says before it, where the script tells. */
  readonly asked?: string;
}

/** `kesu-ignore` as it stands in the file. */
export interface Suppression {
  /** The words of it. */
  readonly range: Range;
  readonly rules: readonly string[];
  /** ISO 8601 date, the last day it holds. */
  readonly until?: string;
  readonly reason: string;
  /** Set where it cannot be understood: no rule, an impossible date, a start without an end. */
  readonly broken?: 'no-rule' | 'bad-date' | 'no-end' | 'no-start';
  /** The stretches of the file it is about. */
  readonly covers: readonly Range[];
}

export interface ScriptDocument {
  readonly file: string;
  readonly raw: string;
  readonly replies: readonly Reply[];
  readonly suppressions: readonly Suppression[];
}

/** Something that could not be read, and where. */
export interface Unread {
  readonly id: 'lint-yaml' | 'lint-json' | 'lint-csv';
  readonly problem: string;
  readonly line?: number;
  readonly column?: number;
}
