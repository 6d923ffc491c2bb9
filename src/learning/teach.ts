/**
 * Teaching: corrections to what rules and weights together think, learned from the messages that a desk has
 * labelled. For each signal a ridge logistic model over n-grams whose offset is the log-odds before: what the
 * messages do not contradict stays as it was, and a template that a rule reads wrongly, or words that only this
 * desk's customers use, are learned from a few of them.
 */
import { SIGNALS, type SignalId } from '../model.js';
import { maySpeak } from '../signals/layer.js';
import { chooseTaughtBars, type Guess, type SignalBars } from './bars.js';
import { SIDES, type Side } from './columns.js';
import type { Example } from './examples.js';
import { parted } from './folds.js';
import { fitLogistic, probabilityOf, type Row } from './logistic.js';

/** A labelled message, with what was thought of it before. */
export interface TaughtExample extends Example {
  /** Log-odds of each signal of its side, by all evidence. */
  readonly before: ReadonlyMap<SignalId, number>;
}

export interface TeachSettings {
  /** Parts of the cross-validation by which bars are chosen. */
  readonly folds: number;
  readonly seed: number;
}

export interface Taught {
  readonly corrections: ReadonlyMap<SignalId, Correction>;
  readonly bars: ReadonlyMap<SignalId, SignalBars>;
}

/** In log-odds. */
export interface Correction {
  readonly always: number;
  readonly ruled: number;
  readonly features: ReadonlyMap<string, number>;
  /** Messages that carry the signal. */
  readonly positives: number;
}

/**
 * Of ½, 1, 2, 4 and 8, by halves of real chats, letters, reviews and threads with 50–400 messages learned (`npm run
 * curve`): reads like 2 where no rule was tuned on the text and loses least where rules were. A made-up template
 * that a rule reads wrongly is still taken back after four messages.
 */
const RIDGE = 2;
/** Features of fewer messages are not learned: they say more about the message than about the signal, and may be somebody's name. */
const LEAST = 2;

export function teach(examples: readonly TaughtExample[], bars: ReadonlyMap<SignalId, SignalBars>, { folds, seed }: TeachSettings): Taught {
  const unseen = parted(examples, folds, seed).flatMap(({ own, others }) => guessesOf(own, correctionsFrom(others)));
  return { corrections: correctionsFrom(examples), bars: chooseTaughtBars(unseen, bars) };
}

/** Threats, complaints and leaving are left to the rules, as in the shipped weights. */
function correctionsFrom(examples: readonly TaughtExample[]): Map<SignalId, Correction> {
  return new Map((Object.keys(SIDES) as Side[]).flatMap((side) => {
    const own = examples.filter((e) => e.side === side);
    const features = frequent(own);
    return SIDES[side].filter(maySpeak).map((signal) => [signal, correctionOf(own, signal, features)] as const);
  }));
}

function frequent(examples: readonly Example[]): string[] {
  const seen = new Map<string, number>();
  for (const { features } of examples) for (const f of features) seen.set(f, (seen.get(f) ?? 0) + 1);
  return [...seen].filter(([, n]) => n >= LEAST).map(([f]) => f).sort();
}

function correctionOf(examples: readonly TaughtExample[], signal: SignalId, features: readonly string[]): Correction {
  const told = examples.filter((e) => !e.known || e.known.has(signal));
  const index = new Map(features.map((f, j) => [f, j + 1]));
  const rows = told.map((e): Row => {
    const at = e.features.flatMap((f) => index.get(f) ?? []).sort((a, b) => a - b);
    const ruled = e.facts.get(signal)?.rule === 1;
    return { at: Int32Array.from(ruled ? [0, ...at] : at), values: Float64Array.from([...(ruled ? [1] : []), ...at.map(() => e.value)]) };
  });
  const labels = told.map((e) => Number(e.labels.has(signal)));
  const weights = fitLogistic({ rows, labels, counts: told.map((e) => e.count), offsets: told.map((e) => e.before.get(signal) ?? 0), features: features.length + 1, ridge: RIDGE, holdBias: RIDGE });
  return {
    always: weights[features.length + 1] as number, ruled: weights[0] as number,
    features: new Map(features.map((f, j) => [f, weights[j + 1] as number])),
    positives: labels.reduce((sum, label) => sum + label, 0),
  };
}

function guessesOf(examples: readonly TaughtExample[], corrections: ReadonlyMap<SignalId, Correction>): Guess[] {
  return examples.flatMap((message) => SIDES[message.side].filter((signal) => !message.known || message.known.has(signal)).map((signal): Guess => {
    const facts = message.facts.get(signal);
    const correction = corrections.get(signal);
    const change = correction ? correction.always + correction.ruled * (facts?.rule ?? 0) + message.value * message.features.reduce((sum, f) => sum + (correction.features.get(f) ?? 0), 0) : 0;
    return {
      message, signal, label: Number(message.labels.has(signal)), count: message.count, rule: facts?.rule === 1, closed: facts?.refuted === 1,
      probability: probabilityOf((message.before.get(signal) ?? 0) + change), words: 0,
    };
  }));
}

export const TAUGHT: readonly SignalId[] = SIGNALS.filter(maySpeak);
