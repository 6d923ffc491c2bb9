/** What a page hands to its script; the only file of this folder that the report's own code knows. */

/** Wording the script needs, by name; `{n}` marks places. */
export type Words = Readonly<Record<string, string>>;
export type BandName = 'low' | 'medium' | 'high' | 'critical';
export type SideName = 'customer' | 'agent';

/** A label as labelled lines write it, and its name. */
export type NamedLabel = readonly [label: string, name: string];

/** The same for all pages of a report. */
export interface Shared {
  readonly words: Words;
  readonly bands: readonly (readonly [band: BandName, name: string])[];
  /** What can be added to a message of either side. */
  readonly labels: Readonly<Record<SideName, readonly NamedLabel[]>>;
  /** Traditional and Simplified characters in turn, for the search (client/folding.ts). */
  readonly variants: string;
}

export interface CaseMessage {
  readonly speaker: string;
  readonly text: string;
  readonly at?: string;
}

/** A case as its review needs it. */
export interface CaseData {
  /** Names the marks in the browser's store. */
  readonly store: string;
  /** Begins the ids of this case on the page. */
  readonly key: string;
  /** Fields of the labelled line before its messages. */
  readonly about: Readonly<Record<string, string>>;
  readonly messages: readonly CaseMessage[];
  /** The labels kesu gave, each once a message. */
  readonly found: readonly (readonly [message: number, label: string, name: string])[];
  readonly band?: BandName;
}

/** One case in the list of a batch. `band` is −1 and `score` the text of why, where it was not judged. */
export type Row = readonly [
  href: string, id: string, score: number, band: number, reason: string, words: string, action: string,
  agent: string, channel: string, messages: number, from: string, tags: readonly number[], place: string, store: string,
  /** Minutes in which the first task has to be done, −1 where there is none. */
  within: number,
];

export interface BatchData {
  /** Worst first. */
  readonly rows: readonly Row[];
  /** Names of signals, findings and of the bodies and platforms that were named; `tags` of a row are places in it. */
  readonly tags: readonly string[];
  /** Where the words of all conversations stand, one text a row, folded as searches are; absent where they are on the page. */
  readonly texts?: string;
}
