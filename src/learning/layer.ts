/** The trained layer at work: weights in, opinions on messages out. */
import type { Heard, Layer, Opinion, RuledMessage, Verdict } from '../signals/layer.js';
import type { Intensity, SignalId } from '../model.js';
import { STAGED } from '../model.js';
import { columnsOf, type Side } from './columns.js';
import { correctionOf, readCorrections, taughtWords, type Corrections } from './corrections.js';
import { eachGram, gramOf, keyOf, level, valueOf, type Levelled } from './grams.js';
import { isKept, keptWeights } from './kept-weights.js';
import { probabilityOf } from './logistic.js';
import { sideWeights, type Bars, type SideWeights } from './side-weights.js';
import { ruleFactsOf, weigh, weighedOf, type RuleFacts, type Weighing } from './weighing.js';
import { fingerprintOf, STEP, weightsIn, weightsSources, type WeightsFile } from './weights.js';
import { wordData, WordModel } from './word-model.js';

/** How many n-grams a learned hit shows. */
const SHOWN = 5;

export interface LayerOptions {
  readonly alone?: boolean;
  /** What a desk's reviewers taught. */
  readonly corrections?: Corrections;
}

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

/** A layer that also tells what it thinks where it has nothing to say. */
export interface TrainedLayer extends Layer {
  /** None of a speaker whose signals are not learned. */
  thoughts(message: RuledMessage): Thought[];
}

/** The shipped layer with the weights of `overlays` laid over it; none where there are no weights. */
export function loadLayer(overlays: readonly string[] = [], base?: string, options: LayerOptions = {}): TrainedLayer | undefined {
  const { sources, version } = weightsSources(overlays, base);
  const taught = readCorrections(overlays);
  if (sources.length === 0) return undefined;
  // a user's own files are read whole before anything is scored: what is wrong in them is told at once
  const files = isKept(version) ? undefined : sources.map(weightsIn);
  const weightsOf = (side: Side): SideWeights => (files === undefined ? keptWeights(version, side) : undefined) ?? sideWeights(files ?? sources.map(weightsIn), side);
  return trainedLayer(weightsOf, taught ? `${version}+${fingerprintOf(taught.text).slice(0, 12)}` : version, { ...options, ...(taught && { corrections: taught.corrections }) });
}

export const layerOf = (files: readonly WeightsFile[], version: string, options: LayerOptions = {}): TrainedLayer =>
  trainedLayer((side) => sideWeights(files, side), version, options);

/** @param weightsOf asked when the first message of a side is met: where no agent speaks, nothing about agents is loaded */
function trainedLayer(weightsOf: (side: Side) => SideWeights, version: string, { alone = false, corrections }: LayerOptions): TrainedLayer {
  const sides: Partial<Record<Side, SideModel>> = {};
  const modelOf = ({ side }: RuledMessage): SideModel | undefined =>
    (side === 'customer' || side === 'agent' ? (sides[side] ??= new SideModel(weightsOf(side), side, corrections)) : undefined);
  return {
    version,
    alone,
    opinions: (message) => modelOf(message)?.opinions(message, alone) ?? [],
    thoughts: (message) => modelOf(message)?.thoughts(message) ?? [],
  };
}

/** What a message says by its words: to the shipped weights, and to what was taught. */
interface Said {
  readonly message: RuledMessage;
  readonly levelled: Levelled;
  readonly words: Float64Array;
  readonly taught?: Float64Array;
}

/** One signal, with the places of its columns; -1 where nothing was taught about it. */
interface Known {
  readonly signal: SignalId;
  readonly bars: Bars;
  readonly weighing: Weighing;
  readonly column: number;
  readonly taught: number;
  /** What was taught of messages in which rules found it, in log-odds. */
  readonly ruled: number;
}

/** All that is learned about one side's messages; made when the first of them is read. */
export class SideModel {
  private readonly model: WordModel;
  private readonly taught: WordModel | undefined;
  private readonly signals: readonly Known[];
  /** The message met last: who heard opinions may ask for thoughts about the same (`kesu review`). */
  private last: Said | undefined;

  /** @param weights the files of all families, or what {@link sideWeights} made of them */
  constructor(weights: readonly WeightsFile[] | SideWeights, side: Side, corrections?: Corrections) {
    const { words, signals } = 'words' in weights ? weights : sideWeights(weights, side);
    this.model = new WordModel(words);
    this.taught = corrections && new WordModel(wordData([taughtWords(corrections)]));
    this.signals = signals.map(({ signal, bars, weighing }) => {
      const taught = correctionOf(corrections, signal);
      return {
        signal, weighing, bars: { ...bars, ...barsOf(taught) },
        column: this.model.column(signal), taught: this.taught?.column(signal) ?? -1, ruled: STEP * (taught?.ruled ?? 0),
      };
    });
  }

  /** Log-odds of the words alone by the shipped weights, a column each. */
  words(levelled: Levelled): Float64Array {
    return this.model.words(levelled);
  }

  /** What is thought of every signal in a message. */
  thoughts(message: RuledMessage): Thought[] {
    const said = this.said(message);
    return this.signals.map((known) => {
      const facts = ruleFactsOf(known.signal, message);
      const own = said.words[known.column] as number;
      const logit = logitOf(known, said, facts);
      return { signal: known.signal, ruled: facts.rule === 1, words: probabilityOf(own), probability: probabilityOf(logit), logit };
    });
  }

  opinions(message: RuledMessage, alone: boolean): Verdict[] {
    const said = this.said(message);
    const verdicts: Verdict[] = [];
    for (const known of this.signals) {
      const { signal, bars } = known;
      if (alone) {
        const sure = probabilityOf(said.words[known.column] as number);
        if (bars.alone !== null && sure >= bars.alone) verdicts.push({ ...opinion(signal, sure), verdict: 'hear', heard: () => this.heard(known, said) });
        continue;
      }
      // nothing is weighed where it could decide nothing
      if (bars.add === null && bars.doubt === null) continue;
      const facts = ruleFactsOf(signal, message);
      const ruled = facts.rule === 1;
      const bar = ruled ? bars.doubt : bars.add;
      if (bar === null) continue;
      const sure = probabilityOf(logitOf(known, said, facts));
      if (ruled) {
        if (sure < bar) verdicts.push({ ...opinion(signal, sure), verdict: 'doubt' });
      } else if (sure >= bar) verdicts.push({ ...opinion(signal, sure), verdict: 'hear', heard: () => this.heard(known, said) });
    }
    return verdicts;
  }

  private said(message: RuledMessage): Said {
    if (this.last?.message === message) return this.last;
    const levelled = level(message.text);
    this.last = { message, levelled, words: this.model.words(levelled), ...(this.taught && { taught: this.taught.words(levelled) }) };
    return this.last;
  }

  private heard(known: Known, { message, levelled, words }: Said): Heard {
    const { signal } = known;
    const evidence = this.evidence(known, levelled);
    const detail = this.detail(signal, words);
    return {
      // where no n-gram speaks for it, the bias and the rules around do: the whole message is meant
      start: evidence.length > 0 ? Math.min(...evidence.map((e) => e.start)) : 0,
      end: evidence.length > 0 ? Math.max(...evidence.map((e) => e.end)) : message.text.length,
      evidence: evidence.map(({ text, weight }) => ({ text, weight })),
      ...(STAGED.includes(signal) ? { stage: 'stated' }
        : signal === 'anger' ? { intensity: (detail ?? 'mild') as Intensity }
          : detail !== undefined && { subtype: detail }),
    };
  }

  /** The stage or subtype that the words speak most for; `strong` only where they speak for it. */
  private detail(signal: SignalId, words: Float64Array): string | undefined {
    let best: { detail: string; logit: number } | undefined;
    for (const { id, detail } of columnsOf(signal)) {
      const logit = words[this.model.column(id)];
      if (detail !== undefined && logit !== undefined && (!best || logit > best.logit)) best = { detail, logit };
    }
    return best && (signal !== 'anger' || best.logit > 0) ? best.detail : undefined;
  }

  /**
   * The n-grams that speak loudest for a signal, in log-odds, none of them a part of another shown; at
   * least one, where the message has any.
   */
  private evidence({ column, taught }: Known, levelled: Levelled): { text: string; weight: number; start: number; end: number }[] {
    const value = valueOf(levelled);
    const seen = new Set<number>();
    const speaking: { key: number; from: number; length: number; weight: number }[] = [];
    eachGram(levelled, (high, low, from, length) => {
      const key = keyOf(high, low);
      if (seen.has(key)) return;
      seen.add(key);
      const weight = (this.model.weight(key, column) + (this.taught?.weight(key, taught) ?? 0)) * value;
      if (weight > 0) speaking.push({ key, from, length, weight });
    });
    const shown: typeof speaking = [];
    for (const gram of speaking.sort((a, b) => b.weight - a.weight || a.from - b.from || b.length - a.length)) {
      if (shown.length === SHOWN) break;
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

const opinion = (signal: SignalId, probability: number): Opinion => ({ signal, probability: Number(probability.toFixed(3)) });

/** Words and rules together, and what was taught about the signal. */
function logitOf({ weighing, column, taught, ruled }: Known, said: Said, facts: RuleFacts): number {
  const logit = weigh(weighing, weighedOf(said.words[column] as number, facts));
  return taught < 0 ? logit : logit + (((said.taught as Float64Array)[taught] as number) + facts.rule * ruled);
}
