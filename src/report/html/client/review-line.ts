/** From an analyst's marks to a labelled line (src/learning/labelled.ts). */
import type { BandName, CaseData } from './data.js';

/** What an analyst said of a case. */
export interface Marks {
  band?: BandName;
  /** `message:label` → right or wrong. */
  verdicts: Record<string, boolean>;
  /** Missed labels by message. */
  added: Record<string, string[]>;
  /** Messages of which everything has been said: what is not marked is not there. */
  done: number[];
}

export const noMarks = (): Marks => ({ verdicts: {}, added: {}, done: [] });

export const isEmpty = ({ band, verdicts, added, done }: Marks): boolean =>
  band === undefined && Object.keys(verdicts).length === 0 && done.length === 0 && Object.values(added).every((list) => list.length === 0);

export const verdictKey = (message: number, label: string): string => `${message}:${label}`;

/**
 * One line a conversation. A message nobody marked has `null` for labels; of one that was marked in part, `known`
 * names the signals that were decided, so that nothing is said of the others.
 */
export function reviewLine(data: CaseData, marks: Marks): Record<string, unknown> {
  const signals: (string[] | null)[] = [];
  const known: (string[] | null)[] = [];
  data.messages.forEach((_, n) => {
    const found = data.found.filter(([message]) => message === n).map(([, label]) => label);
    const decided = found.filter((label) => marks.verdicts[verdictKey(n, label)] !== undefined);
    const added = marks.added[n] ?? [];
    const done = marks.done.includes(n);
    if (decided.length === 0 && added.length === 0 && !done) {
      signals.push(null);
      known.push(null);
      return;
    }
    const right = found.filter((label) => marks.verdicts[verdictKey(n, label)] === true || (done && marks.verdicts[verdictKey(n, label)] === undefined));
    const said = [...new Set([...right, ...added])];
    signals.push(said);
    known.push(done ? null : [...new Set([...decided, ...added].map(signalOf))]);
  });
  return {
    ...data.about,
    messages: data.messages,
    ...(signals.some((s) => s !== null) && { signals }),
    ...(known.some((k) => k !== null) && { known }),
    ...(marks.band !== undefined && { band: marks.band }),
  };
}

const signalOf = (label: string): string => label.split('/')[0] as string;
