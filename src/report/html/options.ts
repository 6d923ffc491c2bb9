/** What a report in HTML needs besides the case reports; the same options, the same bytes. */
import { say, type Lang, type MessageId, type Params } from '../../locale/index.js';
import type { Band, CaseChain, CaseReport, Rejection } from '../../model.js';
import type { Sample } from '../sample.js';

export interface HtmlOptions {
  readonly lang: Lang;
  /** File name of a case's page without ending; unlike for any two cases, and only letters, digits, `-` and `_`. */
  readonly nameOf: (report: CaseReport) => string;
  /** Least score of each band, to shade the curve with. */
  readonly bands: Readonly<Record<Exclude<Band, 'low'>, number>>;
  /** Official name of a channel of the register, by id. */
  readonly channelName?: (id: string) => string | undefined;
  /** Traditional and Simplified characters in turn: a search finds either by either. */
  readonly variants: string;
}

/** A night's work. */
export interface Batch {
  readonly reports: readonly CaseReport[];
  readonly chains: readonly CaseChain[];
  readonly rejections: readonly Rejection[];
  /** Cases drawn for checking, where that was asked for. */
  readonly sample?: Sample | undefined;
}

/** What every part of a page is written with. */
export interface Writing extends HtmlOptions {
  readonly t: (id: MessageId, params?: Params) => string;
  /** Address of a case's page from the page being written; absent where it has none. */
  readonly hrefOf: (report: CaseReport) => string | undefined;
  /** Cases by id, for links from chains. */
  readonly caseOf: (id: string) => CaseReport | undefined;
}

/** What a body, programme or platform of the register is called. */
export const placeName = (id: string, w: Pick<Writing, 'channelName'>): string => w.channelName?.(id) ?? id;

export const wording = (lang: Lang) => (id: MessageId, params: Params = {}): string => say(lang, id, params);
