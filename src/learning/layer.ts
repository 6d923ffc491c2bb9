/** The trained layer at work: weights in, opinions on messages out. */
import type { Layer, Heard, RuledMessage, Verdict } from '../signals/layer.js';
import type { Intensity, SignalId, Stage } from '../model.js';
import { STAGED } from '../model.js';
import { SIDES, columnsOf, type Side } from './columns.js';
import { eachGram, gramOf, keyOfGram, level, surfaceOf, valueOf, type Levelled } from './grams.js';
import { probabilityOf } from './logistic.js';
import { GramTable } from './table.js';
import { ruleFactsOf, weigh, weighedOf, type Weighing } from './weighing.js';
import { correctionOf, readCorrections, type Corrections } from './corrections.js';
import { fingerprintOf, readWeights, sparse, STEP, weighingOf, type WeightsFile } from './weights.js';

/** How many n-grams a learned hit shows. */
const SHOWN = 5;

export interface LayerOptions {
  readonly alone?: boolean;
  /** What a desk's reviewers taught. */
  readonly corrections?: Corrections;
}

interface Bars {
  readonly add: number | null;
  readonly doubt: number | null;
  readonly alone: number | null;
}

/** Column of what was taught about a signal, beside that of what was trained. */
const taughtColumn = (signal: SignalId): string => `taught ${signal}`;
const barsOf = (taught: Corrections['signals'][SignalId]): Partial<Bars> => (taught ? { add: taught.add, doubt: taught.doubt } : {});

/** What the layer thinks of one signal in one message. */
export interface Thought {
  readonly signal: SignalId;
  /** Rules found it. */
  readonly ruled: boolean;
  /** Probability by the words alone, and by words and rules together. */
  readonly words: number;
  readonly probability: number;
  /** Log-odds of the latter, which are not lost where it is as good as 0 or 1. */
  readonly logit: number;
}

/** The shipped layer with the weights of `overlays` laid over it; none where there are no weights. */
export function loadLayer(overlays: readonly string[] = [], base?: string, options: LayerOptions = {}): Layer | undefined {
  const { files, version } = readWeights(overlays, base);
  const taught = readCorrections(overlays);
  if (files.length === 0) return undefined;
  return layerOf(files, taught ? `${version}+${fingerprintOf(taught.text).slice(0, 12)}` : version, { ...options, ...(taught && { corrections: taught.corrections }) });
}

export function layerOf(files: readonly WeightsFile[], version: string, { alone = false, corrections }: LayerOptions = {}): Layer {
  const sides: Partial<Record<Side, SideModel>> = {};
  return {
    version,
    alone,
    opinions(message) {
      const { side } = message;
      if (side !== 'customer' && side !== 'agent') return [];
      return (sides[side] ??= new SideModel(files, side, corrections)).opinions(message, alone);
    },
  };
}

/** All that is learned about one side's messages; made when the first of them is read. */
export class SideModel {
  private readonly columns: readonly string[];
  private readonly columnIndex: ReadonlyMap<string, number>;
  private readonly table: GramTable;
  private readonly surface = new Map<string, [number, number][]>();
  private readonly biases: readonly number[];
  private readonly signals = new Map<SignalId, { bars: Bars; weighing: Weighing }>();

  constructor(files: readonly WeightsFile[], side: Side, private readonly corrections?: Corrections) {
    const own = files.filter((file) => SIDES[side].some((signal) => file.columns.includes(signal)));
    this.columns = [...own.flatMap((file) => file.columns), ...(corrections?.columns ?? []).map(taughtColumn)];
    this.columnIndex = new Map(this.columns.map((id, i) => [id, i]));
    this.biases = [...own.flatMap((file) => file.biases), ...(corrections?.columns ?? []).map((signal) => correctionOf(corrections, signal)?.always ?? 0)].map((b) => b * STEP);
    const grams = new Map<number, [number, number][]>();
    let offset = 0;
    const put = <K>(into: Map<K, [number, number][]>, key: K, weights: string): void => {
      const row = into.get(key) ?? [];
      if (row.length === 0) into.set(key, row);
      for (const [column, w] of sparse(weights)) row.push([offset + column, w * STEP]);
    };
    for (const file of [...own, ...(corrections ? [corrections] : [])]) {
      for (const [gram, weights] of Object.entries(file.grams)) put(grams, keyOfGram(gram), weights);
      for (const [name, weights] of Object.entries(file.surface)) put(this.surface, name, weights);
      offset += file.columns.length;
    }
    for (const file of own) {
      for (const [id, { add, doubt, alone, weighing }] of Object.entries(file.signals)) {
        const signal = id as SignalId;
        this.signals.set(signal, { bars: { add, doubt, alone, ...barsOf(correctionOf(corrections, signal)) }, weighing: weighingOf(weighing) });
      }
    }
    this.table = new GramTable(grams, this.columns.length);
  }

  /** Log-odds of the words alone, a column each. */
  words(levelled: Levelled): Float64Array {
    const sums = this.table.sum(levelled);
    for (const name of surfaceOf(levelled)) for (const [i, w] of this.surface.get(name) ?? []) sums[i] = (sums[i] as number) + w;
    const value = valueOf(levelled);
    for (let i = 0; i < sums.length; i += 1) sums[i] = (sums[i] as number) * value + (this.biases[i] as number);
    return sums;
  }

  /** What is thought of every signal in a message. */
  thoughts(message: RuledMessage, words = this.words(level(message.text))): Thought[] {
    return [...this.signals].map(([signal, { weighing }]) => {
      const own = words[this.columnIndex.get(signal) as number] as number;
      const facts = ruleFactsOf(signal, message);
      const logit = weigh(weighing, weighedOf(own, facts)) + this.corrected(signal, words, facts.rule);
      return { signal, ruled: facts.rule === 1, words: probabilityOf(own), probability: probabilityOf(logit), logit };
    });
  }

  opinions(message: RuledMessage, alone: boolean): Verdict[] {
    const levelled = level(message.text);
    const words = this.words(levelled);
    return this.thoughts(message, words).flatMap(({ signal, ruled, words: own, probability }): Verdict[] => {
      const { bars } = this.signals.get(signal) as { bars: Bars };
      const bar = alone ? bars.alone : bars.add;
      const sure = alone ? own : probability;
      const opinion = { signal, probability: Number(sure.toFixed(3)) };
      if (ruled && !alone) return bars.doubt !== null && sure < bars.doubt ? [{ ...opinion, verdict: 'doubt' }] : [];
      return bar !== null && sure >= bar ? [{ ...opinion, verdict: 'hear', heard: () => this.heard(signal, levelled, words, message.text.length) }] : [];
    });
  }

  /** What was taught about a signal, in log-odds. */
  private corrected(signal: SignalId, words: Float64Array, ruled: number): number {
    const column = this.columnIndex.get(taughtColumn(signal));
    return column === undefined ? 0 : (words[column] as number) + ruled * STEP * (correctionOf(this.corrections, signal)?.ruled ?? 0);
  }

  private heard(signal: SignalId, levelled: Levelled, words: Float64Array, length: number): Heard {
    const evidence = this.evidence([signal, taughtColumn(signal)].flatMap((id) => this.columnIndex.get(id) ?? []), levelled);
    const detail = this.detail(signal, words);
    return {
      // where no n-gram speaks for it, the bias and the rules around do: the whole message is meant
      start: evidence.length > 0 ? Math.min(...evidence.map((e) => e.start)) : 0,
      end: evidence.length > 0 ? Math.max(...evidence.map((e) => e.end)) : length,
      evidence: evidence.map(({ text, weight }) => ({ text, weight })),
      ...(STAGED.includes(signal) ? { stage: (detail ?? 'stated') as Stage }
        : signal === 'anger' ? { intensity: (detail ?? 'mild') as Intensity }
          : detail !== undefined && { subtype: detail }),
    };
  }

  /** The stage or subtype that the words speak most for; `strong` only where they speak for it. */
  private detail(signal: SignalId, words: Float64Array): string | undefined {
    let best: { detail: string; logit: number } | undefined;
    for (const { id, detail } of columnsOf(signal)) {
      const logit = words[this.columnIndex.get(id) ?? -1];
      if (detail !== undefined && logit !== undefined && (!best || logit > best.logit)) best = { detail, logit };
    }
    return best && (signal !== 'anger' || best.logit > 0) ? best.detail : undefined;
  }

  /**
   * The n-grams that speak loudest for a signal, in log-odds, none of them a part of another shown; at
   * least one, where the message has any.
   */
  private evidence(columns: readonly number[], levelled: Levelled): { text: string; weight: number; start: number; end: number }[] {
    const value = valueOf(levelled);
    const found = new Map<number, { key: number; from: number; length: number; weight: number }>();
    eachGram(levelled, (key, from, length) => {
      if (!found.has(key)) found.set(key, { key, from, length, weight: columns.reduce((sum, column) => sum + this.table.weight(key, column), 0) * value });
    });
    const shown: { key: number; from: number; length: number; weight: number }[] = [];
    for (const gram of [...found.values()].sort((a, b) => b.weight - a.weight || a.from - b.from || b.length - a.length)) {
      if (shown.length === SHOWN || gram.weight <= 0) break;
      const last = levelled.units.length - 1;
      const inside = (g: typeof gram): boolean => g.from <= gram.from && gram.from + gram.length <= g.from + g.length;
      const ends = gram.from + gram.length - 1 === 0 || gram.from === last;
      if (!ends && !shown.some(inside)) shown.push(gram);
    }
    return shown.map(({ key, from, length, weight }) => ({
      text: gramOf(key), weight: Number(weight.toFixed(2)),
      // an end of the text has no characters
      start: levelled.at[from === 0 ? 1 : from] as number,
      end: levelled.to[Math.min(from + length - 1, levelled.units.length - 2)] as number,
    }));
  }
}
