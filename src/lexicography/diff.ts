/** What another lexicon changes: signals of a message and the standing of a case, before and after. */
import type { Band, CaseReport, Signal, SignalId, Source, Speaker } from '../model.js';

export interface Reading extends Pick<Signal, 'rule' | 'stage' | 'subtype' | 'intensity' | 'channel' | 'strength'> {}

export interface SignalChange {
  readonly conversation: string;
  readonly source: Source;
  readonly message: number;
  readonly speaker: Speaker;
  readonly signal: SignalId;
  readonly change: 'gained' | 'lost' | 'changed';
  /** The words that carry the signal, and the message they stand in. */
  readonly words: string;
  readonly text: string;
  readonly before?: Reading;
  readonly after?: Reading;
}

/** Band and score, or neither where a case could not be judged. */
export interface Standing {
  readonly status: CaseReport['status'];
  readonly band?: Band;
  readonly score?: number;
}

export interface CaseChange {
  readonly id: string;
  readonly source: Source;
  readonly before: Standing;
  readonly after: Standing;
}

/** A report as far as it is compared; one that was written earlier is read back as this. */
export interface Compared {
  readonly status: CaseReport['status'];
  readonly risk: { readonly score: number; readonly band: Band } | null;
  readonly signals: readonly Signal[];
}

/** Two reports of one conversation. */
export function compareReports(before: Compared, after: CaseReport): { signals: SignalChange[]; case?: CaseChange } {
  const { id, source } = after;
  const signals = after.messages.flatMap(({ speaker, text }, message) =>
    pairs(before.signals.filter((s) => s.message === message), after.signals.filter((s) => s.message === message)).flatMap(([was, is]): SignalChange[] => {
      if (was && is && !differ(was, is)) return [];
      const shown = (is ?? was) as Signal;
      return [{
        conversation: id, source, message, speaker, signal: shown.signal, change: was && is ? 'changed' : is ? 'gained' : 'lost', words: shown.text, text,
        ...(was && { before: readingOf(was) }), ...(is && { after: readingOf(is) }),
      }];
    }));
  const [was, is] = [standingOf(before), standingOf(after)];
  const moved = was.status !== is.status || was.score !== is.score || was.band !== is.band;
  return { signals, ...(moved && { case: { id, source, before: was, after: is } }) };
}

/** Signals of one kind that overlap are the same signal, read anew. */
function pairs(before: readonly Signal[], after: readonly Signal[]): (readonly [Signal | undefined, Signal | undefined])[] {
  const free = [...before];
  const found = after.map((is): [Signal | undefined, Signal | undefined] => {
    const at = free.findIndex((was) => was.signal === is.signal && was.start < is.end && is.start < was.end);
    return [at < 0 ? undefined : free.splice(at, 1)[0], is];
  });
  return [...free.map((was) => [was, undefined] as const), ...found];
}

/** A new name of the rule alone changes nothing that a report says. */
const READ = ['stage', 'subtype', 'intensity', 'channel', 'strength'] as const;
const differ = (a: Signal, b: Signal): boolean => READ.some((key) => a[key] !== b[key]);

function readingOf({ rule, stage, subtype, intensity, channel, strength }: Signal): Reading {
  return { rule, ...(stage && { stage }), ...(subtype !== undefined && { subtype }), ...(intensity && { intensity }), ...(channel !== undefined && { channel }), strength };
}

export const standingOf = ({ status, risk }: Compared): Standing => (risk ? { status, band: risk.band, score: risk.score } : { status });
