/** Learns what the words alone say: a logistic model a column over n-grams and surface counts. */
import type { Example } from './examples.js';
import { maySpeak } from '../signals/layer.js';
import { columnsOf, SIDES, type Column, type Side } from './columns.js';
import { fitLogistic, logitOf, type Problem, type Row } from './logistic.js';

export interface WordSettings {
  /** Ridge of the n-grams. */
  readonly ridge: number;
  /** N-grams of fewer examples are not learned. */
  readonly least: number;
  /** Features kept of a signal, and of a stage or subtype within one; the others weigh 0. */
  readonly kept: number;
  readonly detail: number;
  /** The same of a signal about which the layer may not speak. */
  readonly threats: number;
}

/** Chosen by leaving out one gold set after the other, sets g–j. */
export const WORDS: WordSettings = { ridge: 3, least: 2, kept: 3200, detail: 200, threats: 300 };

/** Which features there are, and the examples as rows over them. */
export class Vocabulary {
  readonly features: readonly string[];
  /** In how many examples each feature occurs. */
  readonly seen: Int32Array;
  private readonly index = new Map<string, number>();
  private readonly rows = new Map<Example, Row>();

  constructor(examples: readonly Example[], least: number) {
    const seen = new Map<string, number>();
    for (const { features } of examples) for (const f of features) seen.set(f, (seen.get(f) ?? 0) + 1);
    this.features = [...seen].filter(([, n]) => n >= least).map(([f]) => f).sort();
    this.seen = Int32Array.from(this.features, (f) => seen.get(f) as number);
    this.features.forEach((f, i) => this.index.set(f, i));
  }

  row(example: Example): Row {
    let row = this.rows.get(example);
    if (!row) {
      const at = example.features.flatMap((f) => this.index.get(f) ?? []);
      row = { at: Int32Array.from(at).sort(), values: example.value };
      this.rows.set(example, row);
    }
    return row;
  }
}

/** Weights of a column, the bias last. */
export type Weights = Float64Array;
export type Words = ReadonlyMap<string, Weights>;

export function fitWords(examples: readonly Example[], side: Side, vocabulary: Vocabulary, settings: WordSettings = WORDS, details = true): Words {
  const own = examples.filter((e) => e.side === side);
  const columns = SIDES[side].flatMap((signal) => (details ? columnsOf(signal) : columnsOf(signal).slice(0, 1)));
  return new Map(columns.map((column) => [column.id, fitColumn(own, column, vocabulary, settings)]));
}

function fitColumn(examples: readonly Example[], { id, signal, detail }: Column, vocabulary: Vocabulary, { ridge, kept, detail: few, threats }: WordSettings): Weights {
  // stages and subtypes are told apart among the messages that carry the signal and say which
  const told = examples.filter((e) => (detail === undefined ? !e.known || e.known.has(signal) : !e.known && e.labels.has(signal)));
  const labels = told.map((e) => Number(e.labels.has(id)));
  const features = vocabulary.features.length;
  if (!labels.includes(1)) return new Float64Array(features + 1).fill(-8, features);
  const problem = { rows: told.map((e) => vocabulary.row(e)), labels, counts: told.map((e) => e.count), features, ridge };
  return pruned(problem, fitLogistic(problem), vocabulary.seen, detail !== undefined ? few : maySpeak(signal) ? kept : threats);
}

/**
 * Keeps the features that say most: by weight and by how often they are met. The bias takes over what the others weigh in a mean message. Of a rare
 * signal most n-grams weigh a little against it, and all that is little together is much. (Learning the kept
 * ones anew without the others was tried: it did worse on text of other registers.)
 */
function pruned({ features, rows }: Problem, full: Weights, seen: Int32Array, kept: number): Weights {
  const says = Float64Array.from(seen, (n, j) => Math.abs(full[j] as number) * Math.sqrt(n));
  const order = [...says.keys()].filter((j) => full[j] !== 0).sort((a, b) => (says[b] as number) - (says[a] as number) || a - b);
  if (order.length <= kept) return full;
  const weights = new Float64Array(features + 1);
  for (const j of order.slice(0, kept)) weights[j] = full[j] as number;
  const lost = rows.reduce((sum, row) => sum + logitOf(full, row) - logitOf(weights, row), 0) / rows.length;
  weights[features] = lost;
  return weights;
}

export const wordsLogit = (words: Words, id: string, vocabulary: Vocabulary, example: Example): number => logitOf(words.get(id) as Weights, vocabulary.row(example));
