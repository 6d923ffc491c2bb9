/** Labels as a person writes them in a cell, and back: `anger/strong, complaint-intent/stated`, in ids or in names. */
import { say, type Lang, type MessageId, type Params } from '../locale/index.js';
import { SIGNALS, STAGED, STAGES, type Intensity, type SignalId, type Stage } from '../model.js';
import { normaliseName } from '../transcripts/columns.js';
import { columnsOf, sideOf, SIDES, type Side } from './columns.js';
import type { Label } from './labelled.js';
import type { ReviewWord } from './review-words.js';

/** What the names of an analyst's lists mean (`import-columns.yaml`), and answers that are no signal (`review.yaml`). */
export interface LabelNames {
  signal(name: string): SignalId | undefined;
  stage(name: string): Stage | undefined;
  intensity(name: string): Intensity | undefined;
  subtype(name: string): string | undefined;
  answer(text: string): ReviewWord | undefined;
}

export interface LabelTrouble {
  readonly id: MessageId;
  readonly params: Params;
}
export const isTrouble = (answer: readonly Label[] | LabelTrouble | undefined): answer is LabelTrouble => answer !== undefined && 'id' in answer;

/** What the guide tells apart within a signal. */
export type DetailKind = 'stage' | 'intensity' | 'subtype';
export const detailKindOf = (signal: SignalId): DetailKind | undefined =>
  (STAGED.includes(signal) ? 'stage' : signal === 'anger' ? 'intensity' : detailsOf(signal).length > 0 ? 'subtype' : undefined);

export function detailsOf(signal: SignalId): readonly string[] {
  if (STAGED.includes(signal)) return STAGES;
  return signal === 'anger' ? ['mild', 'strong'] : columnsOf(signal).flatMap((c) => c.detail ?? []);
}

export function withDetail(signal: SignalId, detail: string | undefined): Label {
  const kind = detailKindOf(signal);
  return { signal, ...(kind && detail !== undefined && { [kind]: detail }) };
}

export const detailOf = ({ stage, intensity, subtype }: Label): string | undefined => stage ?? intensity ?? subtype;

/** As labelled lines have it, and as it is read back. */
export const labelText = (label: Label): string => [label.signal, detailOf(label)].filter((part) => part !== undefined).join('/');
export const labelsText = (labels: readonly Label[]): string => labels.map(labelText).join(' ');

const BETWEEN = /[,;|\u3001\u3002\n]+/u;

/**
 * The labels of a cell; `undefined` where nobody labelled the message.
 * @param heard what the same answer as kesu's means
 */
export function readLabels(cell: string, side: Side, heard: readonly Label[], names: LabelNames): readonly Label[] | LabelTrouble | undefined {
  const text = cell.normalize('NFKC').trim();
  const word = names.answer(text);
  if (text === '' || word === 'unsure') return undefined;
  if (word) return word === 'same' ? heard : [];
  const labels = new Map<SignalId, Label>();
  for (const piece of text.replace(/\s*\/\s*/gu, '/').split(BETWEEN).map((p) => p.trim()).filter((p) => p !== '')) {
    const read = labelsOfPiece(piece, side, names);
    if (isTrouble(read)) return read;
    for (const label of read) {
      const other = labels.get(label.signal);
      if (other && labelText(other) !== labelText(label)) return { id: 'review-label-twice', params: { signal: label.signal } };
      labels.set(label.signal, label);
    }
  }
  return SIGNALS.flatMap((signal) => labels.get(signal) ?? []);
}

/** A name may hold blanks; where the piece as a whole is none, blanks stand between labels. */
function labelsOfPiece(piece: string, side: Side, names: LabelNames): readonly Label[] | LabelTrouble {
  const whole = labelOf(piece, side, names);
  if (!('id' in whole)) return [whole];
  if (!/\s/u.test(piece)) return whole;
  const labels: Label[] = [];
  for (const part of piece.split(/\s+/u)) {
    const label = labelOf(part, side, names);
    if ('id' in label) return label;
    labels.push(label);
  }
  return labels;
}

function labelOf(text: string, side: Side, names: LabelNames): Label | LabelTrouble {
  const [name = '', detail, ...rest] = text.split('/');
  const signal = signalOf(name, side, names);
  if (!signal || rest.length > 0) return { id: 'review-label-unknown', params: { value: text, known: SIDES[side].join(', ') } };
  if (sideOf(signal) !== side) return { id: 'review-label-side', params: { signal, speaker: side } };
  if (detail === undefined || detail === '') return { signal };
  const kind = detailKindOf(signal);
  if (!kind) return { id: 'review-detail-unfit', params: { signal, value: detail } };
  const found = detailNamed(detail, signal, kind, names);
  return found === undefined ? { id: 'review-detail-unknown', params: { signal, value: detail, known: detailsOf(signal).join(', ') } } : withDetail(signal, found);
}

const LANGS: readonly Lang[] = ['en', 'zh'];
const sameName = (a: string, b: string): boolean => normaliseName(a) === normaliseName(b);

/** The id itself, else what the name means where it means one thing; of two, the one this side can mean. */
function signalOf(name: string, side: Side, names: LabelNames): SignalId | undefined {
  const id = SIGNALS.find((s) => s === name.toLowerCase());
  if (id) return id;
  const worded = SIGNALS.filter((s) => LANGS.some((lang) => sameName(say(lang, `signal-${s}`), name)));
  const listed = names.signal(name);
  const meant = [...new Set([...worded, ...(listed ? [listed] : [])])];
  const own = meant.filter((s) => sideOf(s) === side);
  if (own.length === 1) return own[0];
  return meant.length === 1 ? meant[0] : undefined;
}

function detailNamed(name: string, signal: SignalId, kind: DetailKind, names: LabelNames): string | undefined {
  const details = detailsOf(signal);
  const worded = details.filter((d) => d === name.toLowerCase() || LANGS.some((lang) => sameName(say(lang, `${kind}-${d}` as MessageId), name)));
  if (worded.length === 1) return worded[0];
  const listed = names[kind](name);
  return listed !== undefined && details.includes(listed) ? listed : undefined;
}
