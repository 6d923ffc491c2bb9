/** From labelled cases to corrections as they are written, and back through cross-validation. */
import type { SignalId } from '../model.js';
import type { SignalBars } from './bars.js';
import { correctionOf, type Corrections } from './corrections.js';
import { examplesOf, type Reader } from './examples.js';
import { featureOf } from './features.js';
import { parted } from './folds.js';
import type { LabelledCase } from './labelled.js';
import { layerOf } from './layer.js';
import { TAUGHT, teach, type Taught, type TaughtExample, type TeachSettings } from './teach.js';
import { sparse, STEP, type WeightsFile } from './weights.js';

/** What learning starts from: the shipped weights, and what was taught over them before. */
export interface Before {
  readonly files: readonly WeightsFile[];
  readonly corrections?: Corrections;
}

export interface TaughtCase {
  /** What it may not be parted from: contacts of one case. */
  readonly group: string;
  readonly examples: readonly TaughtExample[];
}

/** @param golds labelled cases with the texts as they are scored */
export function* taughtCases(golds: readonly { gold: LabelledCase; group: string }[], reader: Reader, { files, corrections }: Before): Generator<TaughtCase> {
  const layer = layerOf(files, 'before', { ...(corrections && { corrections }) });
  for (const { gold, group } of golds) {
    yield { group, examples: examplesOf(gold, reader, group).map((example) => ({ ...example, before: new Map(layer.thoughts(example.message).map((t) => [t.signal, t.logit])) })) };
  }
}

/** What is known of a case's labels, all in all. */
export function amountOf(cases: readonly TaughtCase[]): { messages: number; positives: Map<SignalId, number> } {
  const examples = cases.flatMap((c) => c.examples);
  return { messages: examples.length, positives: new Map(TAUGHT.map((signal) => [signal, examples.filter((e) => e.labels.has(signal)).length])) };
}

export function correctionsOf(cases: readonly TaughtCase[], before: Before, settings: TeachSettings, provenance: Corrections['provenance']): Corrections {
  return written(teach(cases.flatMap((c) => c.examples), barsOf(before), settings), before.corrections, provenance);
}

/**
 * Cross-validation: each case by what was learned from the others.
 * @returns places among the cases, and the corrections that may judge them
 */
export function* crossTaught(cases: readonly TaughtCase[], before: Before, settings: TeachSettings): Generator<{ places: number[]; corrections: Corrections }> {
  const place = new Map(cases.map((c, at) => [c, at]));
  for (const { own, others } of parted(cases, settings.folds, settings.seed)) {
    yield { places: own.map((one) => place.get(one) as number), corrections: correctionsOf(others, before, settings, { files: {}, examples: 0, settings: {} }) };
  }
}

/** Where the layer speaks; what was taught later counts. */
export function barsOf({ files, corrections }: Before): Map<SignalId, SignalBars> {
  return new Map(files.flatMap(({ signals }) => Object.entries(signals).map(([id, { add, doubt }]) => {
    const taught = correctionOf(corrections, id as SignalId);
    return [id as SignalId, taught ? { add: taught.add, doubt: taught.doubt } : { add, doubt }] as const;
  })));
}

/** Weights below this, in log-odds, are left out: they change nothing that anybody would see. */
const SLIGHT = 0.03;

/** Corrections to corrections add up. */
function written({ corrections, bars }: Taught, earlier: Corrections | undefined, provenance: Corrections['provenance']): Corrections {
  const columns = [...TAUGHT];
  const rows = { grams: new Map<string, Map<number, number>>(), surface: new Map<string, Map<number, number>>() };
  const add = (kind: 'grams' | 'surface', name: string, column: number, weight: number): void => {
    const row = rows[kind].get(name) ?? new Map<number, number>();
    rows[kind].set(name, row.set(column, (row.get(column) ?? 0) + weight));
  };
  for (const kind of ['grams', 'surface'] as const) {
    for (const [name, row] of Object.entries(earlier?.[kind] ?? {})) for (const [c, w] of sparse(row)) add(kind, name, columns.indexOf(earlier?.columns[c] as SignalId), w);
  }
  columns.forEach((signal, column) => {
    for (const [feature, weight] of corrections.get(signal)?.features ?? []) {
      const { kind, name } = featureOf(feature);
      add(kind, name, column, Math.round(weight / STEP));
    }
  });
  const record = (kind: 'grams' | 'surface'): Record<string, string> => Object.fromEntries([...rows[kind]].flatMap(([name, row]) => {
    const kept = [...row].filter(([, w]) => Math.abs(w * STEP) >= SLIGHT).sort(([a], [b]) => a - b);
    return kept.length > 0 ? [[name, kept.map(([c, w]) => `${c}:${w}`).join(' ')]] : [];
  }));
  return {
    format: 'kesu.corrections/1', provenance, columns,
    signals: Object.fromEntries(columns.map((signal) => {
      const { always = 0, ruled = 0, positives = 0 } = corrections.get(signal) ?? {};
      const was = correctionOf(earlier, signal);
      return [signal, { positives: positives + (was?.positives ?? 0), always: Math.round(always / STEP) + (was?.always ?? 0), ruled: Math.round(ruled / STEP) + (was?.ruled ?? 0), ...(bars.get(signal) ?? { add: null, doubt: null }) }];
    })),
    surface: record('surface'), grams: record('grams'),
  };
}
