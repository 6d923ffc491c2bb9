/** All weights of one side's signals, of whichever families, as they are scored with: plain data, so that it can be kept. */
import type { SignalId } from '../model.js';
import { SIDES, type Side } from './columns.js';
import type { Weighing } from './weighing.js';
import { weighingOf, type WeightsFile } from './weights.js';
import { wordData, type WordData } from './word-model.js';

/** Probabilities, as in the files. */
export interface Bars {
  readonly add: number | null;
  readonly doubt: number | null;
  readonly alone: number | null;
}

export interface SideWeights {
  readonly words: WordData;
  readonly signals: readonly { readonly signal: SignalId; readonly bars: Bars; readonly weighing: Weighing }[];
}

export function sideWeights(files: readonly WeightsFile[], side: Side): SideWeights {
  const own = files.filter((file) => SIDES[side].some((signal) => file.columns.includes(signal)));
  return {
    words: wordData(own),
    signals: own.flatMap(({ signals }) => Object.entries(signals).map(([signal, { add, doubt, alone, weighing }]) =>
      ({ signal: signal as SignalId, bars: { add, doubt, alone }, weighing: weighingOf(weighing) }))),
  };
}
