/** Messages that were read wrongly, and what made them so. */
import { SIGNALS, type SignalId, type Speaker } from '../model.js';
import type { Label, LabelledCase, Labels } from '../learning/labelled.js';
import { details, foundIn, rightSignals, type Detail, type Pair } from './tally.js';
import type { Evidence, Found } from './verdict.js';

/** A rule that matched and would have been right, had it not been taken back. */
export interface Cancelled extends Evidence {
  readonly by: string;
  /** The words that took it back, where there are any. */
  readonly cue?: string;
}

export interface Fault {
  readonly kind: 'missed' | 'false' | Detail;
  readonly signal: SignalId;
  /** The labelled and the found stage, subtype or intensity. */
  readonly expected?: string;
  readonly found?: string;
  /** Rules that fired, with their words. */
  readonly evidence: readonly Evidence[];
  /** For what was missed: empty where no rule matched; absent where nobody can tell (a finished report). */
  readonly cancelled?: readonly Cancelled[];
}

/** A message of a labelled case: where it stands, what was said, and its labels. */
interface LabelledMessage {
  readonly id: string;
  readonly set: string;
  readonly line: number;
  readonly message: number;
  readonly speaker: Speaker;
  readonly phenomenon?: string;
  readonly text: string;
  readonly gold: readonly string[];
}

export interface MessageError extends LabelledMessage {
  readonly got: readonly string[];
  readonly faults: readonly Fault[];
}

/** What was cancelled of a signal in a message of the case at this place of the list. */
export type Why = (at: number, message: number, signal: SignalId) => readonly Cancelled[];

export function errorsOf(pairs: readonly Pair[], why?: Why): MessageError[] {
  return pairs.flatMap(({ gold, got }, at) => gold.messages.flatMap((said, message): MessageError[] => {
    const { labels, speaker, text } = said;
    if (!labels) return [];
    const found = foundIn(said, got?.signals[message]);
    const faults = faultsOf(labels, found, why && ((signal) => why(at, message, signal)));
    if (faults.length === 0) return [];
    return [{ ...placeOf(gold), message, speaker, text, gold: namesOf(labels), got: foundNames(found), faults }];
  }));
}

const placeOf = ({ id, set, line, phenomenon }: LabelledCase) => ({ id, set, line, ...(phenomenon !== undefined && { phenomenon }) });

function faultsOf(labels: Labels, found: ReadonlyMap<SignalId, Found>, why?: (signal: SignalId) => readonly Cancelled[]): Fault[] {
  return SIGNALS.flatMap((signal): Fault[] => {
    const [label, hit] = [labels.get(signal), found.get(signal)];
    if (label && !hit) return [{ kind: 'missed', signal, evidence: [], ...(why && { cancelled: why(signal) }) }];
    if (!label && hit) return [{ kind: 'false', signal, evidence: hit.evidence }];
    if (!label || !hit) return [];
    return details(label, hit).filter((d) => !d.right).map(({ detail }): Fault => {
      const other = detail === 'subtype' ? [...hit.subtypes].join('+') : hit[detail];
      return { kind: detail, signal, expected: label[detail] as string, ...(other !== undefined && other !== '' && { found: other }), evidence: hit.evidence };
    });
  });
}

const nameOf = (signal: SignalId, ...more: readonly (string | undefined)[]): string => [signal, ...more.filter((m) => m !== undefined && m !== '')].join('/');

export const namesOf = (labels: Labels): string[] =>
  inOrder([...labels.values()]).map(({ signal, stage, subtype, intensity }: Label) => nameOf(signal, stage, subtype, intensity));
export const foundNames = (found: ReadonlyMap<SignalId, Found>): string[] =>
  inOrder([...found].map(([signal, f]) => ({ signal, ...f }))).map(({ signal, stage, subtypes, intensity }) => nameOf(signal, stage, [...subtypes].join('+'), intensity));

const inOrder = <T extends { readonly signal: SignalId }>(list: readonly T[]): T[] => [...list].sort((a, b) => SIGNALS.indexOf(a.signal) - SIGNALS.indexOf(b.signal));

/** A message that one run reads rightly and the other does not; right is: exactly the labelled signals. */
export interface MessageChange extends LabelledMessage {
  readonly change: 'fixed' | 'broken';
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** @param before the same cases in the same order */
export function changesOf(before: readonly Pair[], after: readonly Pair[]): MessageChange[] {
  return after.flatMap(({ gold, got }, at) => gold.messages.flatMap((said, message): MessageChange[] => {
    const { labels, speaker, text } = said;
    if (!labels) return [];
    const [was, is] = [before[at]?.got, got].map((verdict) => foundIn(said, verdict?.signals[message])) as [ReadonlyMap<SignalId, Found>, ReadonlyMap<SignalId, Found>];
    const right = rightSignals(labels, is);
    if (right === rightSignals(labels, was)) return [];
    return [{ change: right ? 'fixed' : 'broken', ...placeOf(gold), message, speaker, text, gold: namesOf(labels), before: foundNames(was), after: foundNames(is) }];
  }));
}
