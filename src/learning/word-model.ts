/** What the words of a message say, a column each: weights of n-grams and surface counts as they are scored with. */
import { keyOfGram, surfaceOf, valueOf, type Levelled } from './grams.js';
import { GramTable, tableOf, type TableData } from './table.js';
import { eachWeight, STEP } from './weights.js';

/** Weights as they are written. */
export interface WrittenWords {
  readonly columns: readonly string[];
  readonly biases: readonly number[];
  readonly surface: Readonly<Record<string, string>>;
  readonly grams: Readonly<Record<string, string>>;
}

/** The same of several files, as they are scored with: plain data, so that it can be kept. */
export interface WordData {
  readonly columns: readonly string[];
  /** In steps. */
  readonly biases: readonly number[];
  /** Columns and weights in steps, one after the other. */
  readonly surface: ReadonlyMap<string, readonly number[]>;
  readonly table: TableData;
}

export function wordData(written: readonly WrittenWords[]): WordData {
  const grams = new Map<number, number[]>();
  const surface = new Map<string, number[]>();
  let offset = 0;
  const put = <K>(into: Map<K, number[]>, key: K, weights: string): void => {
    const row = into.get(key) ?? [];
    if (row.length === 0) into.set(key, row);
    eachWeight(weights, (column, weight) => void row.push(offset + column, weight));
  };
  for (const words of written) {
    for (const [gram, weights] of Object.entries(words.grams)) put(grams, keyOfGram(gram), weights);
    for (const [name, weights] of Object.entries(words.surface)) put(surface, name, weights);
    offset += words.columns.length;
  }
  return { columns: written.flatMap((w) => w.columns), biases: written.flatMap((w) => w.biases), surface, table: tableOf(grams, offset) };
}

export class WordModel {
  private readonly columnIndex: ReadonlyMap<string, number>;
  private readonly table: GramTable;

  constructor(private readonly data: WordData) {
    this.columnIndex = new Map(data.columns.map((id, i) => [id, i]));
    this.table = new GramTable(data.table);
  }

  /** Place of a column in {@link words}; -1 where there is none. */
  column(id: string): number {
    return this.columnIndex.get(id) ?? -1;
  }

  /** Log-odds of the words, a column each. */
  words(levelled: Levelled): Float64Array {
    const { surface, biases } = this.data;
    const sums = this.table.sum(levelled);
    for (const name of surfaceOf(levelled)) {
      const row = surface.get(name) ?? [];
      for (let i = 0; i < row.length; i += 2) sums[row[i] as number] = (sums[row[i] as number] as number) + (row[i + 1] as number) * STEP;
    }
    const value = valueOf(levelled);
    for (let i = 0; i < sums.length; i += 1) sums[i] = (sums[i] as number) * value + (biases[i] as number) * STEP;
    return sums;
  }

  /** Weight of an n-gram, in log-odds, before the length of the text is counted. */
  weight(gram: number, column: number): number {
    return column < 0 ? 0 : this.table.weight(gram, column);
  }
}
