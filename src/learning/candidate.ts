/** A message that could be labelled next, and what makes two of them the same. */
import type { SignalId } from '../model.js';
import type { Side } from './columns.js';
import type { Example } from './examples.js';
import { level } from './grams.js';
import type { Thought } from './layer.js';

export interface Candidate {
  /** Names the message; ties are broken by it, so that the order of the input decides nothing. */
  readonly id: string;
  readonly side: Side;
  /** The text as it is matched. */
  readonly text: string;
  /** Made when they are asked for: most messages are never compared. */
  features(): readonly string[];
  readonly thoughts: readonly Thought[];
  /** Signals that kesu reports. */
  readonly heard: ReadonlySet<SignalId>;
}

/** Messages of one side that differ in nothing but digits and repeated characters are one to a reader. */
export function textKey({ side, text }: Pick<Candidate, 'side' | 'text'>): string {
  const { units } = level(text);
  let key = `${side} `;
  for (const unit of units) key += String.fromCharCode(unit);
  return key;
}

/** A labelled example as if nobody had labelled it: for learning curves, where thoughts are those of a layer trained on less. */
export const candidateOf = (example: Example, id: string, thoughts: readonly Thought[]): Candidate => ({
  id, side: example.side, text: example.features.join('\u0000'), features: () => example.features, thoughts,
  heard: new Set(thoughts.filter((t) => t.ruled).map((t) => t.signal)),
});
