/** From which probability on the layer may speak: the bars, chosen on messages it had not seen. */
import { SIGNALS, type SignalId } from '../model.js';
import { maySpeak } from '../signals/layer.js';

/** One signal in one message, with what was thought of it before anybody looked. */
export interface Guess {
  readonly message: unknown;
  readonly signal: SignalId;
  readonly label: number;
  /** How often it counts. */
  readonly count: number;
  /** What rules alone say. */
  readonly rule: boolean;
  /** A rule was cancelled for good: nothing may be added. */
  readonly closed: boolean;
  /** All evidence together. */
  readonly probability: number;
  /** The words alone. */
  readonly words: number;
}

/** Bars of one signal; null: never. */
export interface SignalBars {
  readonly add: number | null;
  readonly doubt: number | null;
}

export interface Bars {
  readonly add: ReadonlyMap<SignalId, number>;
  readonly doubt: number;
  readonly alone: number;
}

/** In every register so many of the hits of a signal that the layer adds to the rules' must be right. */
const SURE = 0.5;
/** What all registers tell of one, and all signals of one, as a number of its own hits: there are few of most. */
const POOLED = 8;
/** A hit of a rule is taken back only where the layer is surer against it than this. */
const MOST_DOUBT = 0.1;

const GRID = Array.from({ length: 39 }, (_, i) => (i + 1) / 40);

/**
 * Bars chosen on guesses that were made unseen.
 * @param registerOf whatever text the layer meets next is of another register: the worst of the known ones counts
 */
export function chooseBars<G extends Guess>(guesses: readonly G[], registerOf: (guess: G) => string = () => ''): Bars {
  const added = guesses.filter((g) => maySpeak(g.signal) && !g.rule && !g.closed);
  const registers = [...new Set(guesses.map(registerOf))];
  const add = new Map(SIGNALS.map((signal) => {
    const own = added.filter((g) => g.signal === signal);
    const parts = registers.map((register) => own.filter((g) => registerOf(g) === register));
    const bar = GRID.filter((at) => at >= SURE).find((at) => {
      const mean = rightAmong(own, at, rightAmong(added, at, 1));
      return parts.every((part) => rightAmong(part, at, mean) >= SURE);
    });
    return [signal, bar ?? 1];
  }));
  const doubt = bestBy(GRID.filter((bar) => bar <= MOST_DOUBT), (bar) => outcomeOf(guesses, (g) => decide(g, add.get(g.signal) as number, bar)).f1);
  return { add, doubt, alone: bestBy(GRID, (bar) => outcomeOf(guesses, (g) => g.words >= bar).f1) };
}

/** Share of right ones among the guesses from a bar on, drawn towards what is known of more. */
function rightAmong(guesses: readonly Guess[], bar: number, mean: number): number {
  let [right, all] = [POOLED * mean, POOLED];
  for (const { probability, label, count } of guesses) {
    if (probability < bar) continue;
    right += label * count;
    all += count;
  }
  return right / all;
}

/** The first of the best. */
function bestBy(bars: readonly number[], worth: (bar: number) => number): number {
  return bars.map((bar) => ({ bar, worth: worth(bar) })).reduce((best, one) => (one.worth > best.worth ? one : best)).bar;
}

/** Messages whose word on where the bars stand counts as much as the bars that were there before. */
const TRUSTED = 200;

/**
 * Bars of a desk's own: on the way from those before to half of the best F1 that its messages allow, which is
 * where F1 is best for calibrated probabilities (Lipton, Elkan & Naryanaswamy 2014). The bar at which F1 was best
 * on some hundred messages is mostly luck; that F1 itself is not. The bar of doubt stays: raised likewise it takes back
 * right hits of rules, up to 3½ points of F1 on text that rules read well (`npm run curve`).
 */
export function chooseTaughtBars(guesses: readonly Guess[], prior: ReadonlyMap<SignalId, SignalBars>): Map<SignalId, SignalBars> {
  const best = Math.max(...GRID.map((bar) => outcomeOf(guesses, (g) => decide(g, bar, bar)).f1));
  const n = new Set(guesses.map((g) => g.message)).size;
  const towards = (bar: number | null): number | null => (bar === null ? null : Number(((TRUSTED * bar + (n * best) / 2) / (TRUSTED + n)).toFixed(3)));
  return new Map([...prior].map(([signal, { add, doubt }]) => [signal, { add: towards(add), doubt }]));
}

/** As `combine` in the signals room decides. */
export function decide({ signal, rule, closed, probability }: Guess, add: number, doubt: number): boolean {
  if (!maySpeak(signal)) return rule;
  return rule ? probability >= doubt : !closed && probability >= add;
}

/** Micro-F1 over all signals, and the share of messages without a label in which one was raised. */
export function outcomeOf(guesses: readonly Guess[], says: (guess: Guess) => boolean): { f1: number; precision: number; recall: number; alarms: number } {
  let [right, wrong, missed] = [0, 0, 0];
  const labelled = new Set<unknown>();
  const alarmed = new Set<unknown>();
  const all = new Set<unknown>();
  for (const guess of guesses) {
    all.add(guess.message);
    const said = says(guess);
    if (guess.label) labelled.add(guess.message);
    if (said) alarmed.add(guess.message);
    if (said && guess.label) right += guess.count;
    else if (said) wrong += guess.count;
    else if (guess.label) missed += guess.count;
  }
  const neutral = [...all].filter((m) => !labelled.has(m));
  return {
    f1: (2 * right) / Math.max(1, 2 * right + wrong + missed), precision: right / Math.max(1, right + wrong), recall: right / Math.max(1, right + missed),
    alarms: neutral.filter((m) => alarmed.has(m)).length / Math.max(1, neutral.length),
  };
}
