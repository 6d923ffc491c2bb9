/** Learns how words and rules are weighed: one model for all signals together, and what each does differently. */
import { SIGNALS, type SignalId } from '../model.js';
import { fitLogistic } from './logistic.js';
import { OWN, WEIGHED, type Weighing } from './weighing.js';

/** One signal in one message that neither words nor rules were made with. */
export interface Weighable {
  readonly signal: SignalId;
  readonly weighed: readonly number[];
  readonly label: number;
  readonly count: number;
}

/** Pooled weights are held loosely, what a signal does differently firmly: a few hundred messages tell little about one of 23. */
const RIDGE = { pooled: 0.1, own: 2 };

export function fitWeighings(examples: readonly Weighable[]): Map<SignalId, Weighing> {
  const places = OWN.map((name) => WEIGHED.indexOf(name));
  const own = places.length + 1;
  const features = WEIGHED.length + SIGNALS.length * own;
  const rows = examples.map(({ signal, weighed }) => {
    const from = WEIGHED.length + SIGNALS.indexOf(signal) * own;
    return {
      at: Int32Array.from([...weighed.keys(), ...Array.from({ length: own }, (_, k) => from + k)]),
      values: Float64Array.from([...weighed, 1, ...places.map((p) => weighed[p] as number)]),
    };
  });
  const scale = Float64Array.from({ length: features }, (_, j) => (j < WEIGHED.length ? RIDGE.pooled : RIDGE.own));
  const weights = fitLogistic({
    rows, labels: examples.map((e) => e.label), counts: examples.map((e) => e.count), features, ridge: 1, scale,
  });
  return new Map(SIGNALS.map((signal) => {
    const from = WEIGHED.length + SIGNALS.indexOf(signal) * own;
    return [signal, {
      bias: (weights[features] as number) + (weights[from] as number),
      weights: WEIGHED.map((_, i) => (weights[i] as number) + (places.includes(i) ? (weights[from + 1 + places.indexOf(i)] as number) : 0)),
    }];
  }));
}
