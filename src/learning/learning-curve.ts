/**
 * How reading gets better with labels: one half of the labelled conversations is learned from, a few messages
 * more each time, and the other half is read. Messages are drawn at random, or picked as `kesu review` picks
 * them, in rounds, with what was learned before. Works on guesses, which is the engine without its reports.
 */
import { seeded, shuffled } from '../data/random.js';
import { THREATS, type SignalId } from '../model.js';
import { redact } from '../text/redact.js';
import { decide, outcomeOf, type Guess, type SignalBars } from './bars.js';
import { candidateOf, textKey } from './candidate.js';
import { SIDES } from './columns.js';
import type { Corrections } from './corrections.js';
import type { Reader } from './examples.js';
import { parted } from './folds.js';
import type { LabelledCase } from './labelled.js';
import { layerOf, type Thought, type TrainedLayer } from './layer.js';
import { pickMessages, type PickSettings } from './picking.js';
import { barsOf, correctionsOf, taughtCases, type TaughtCase } from './taught.js';
import type { TaughtExample } from './teach.js';
import type { WeightsFile } from './weights.js';

export interface CurveSettings {
  /** Numbers of labelled messages to measure at, ascending. */
  readonly steps: readonly number[];
  /** Messages that are picked before anything is learned again. */
  readonly round: number;
  readonly seeds: readonly number[];
  /** As in `kesu fit`. */
  readonly folds: number;
  readonly picking?: Partial<PickSettings>;
}

export const CURVE: CurveSettings = { steps: [0, 50, 100, 200, 400], round: 50, seeds: [1, 2], folds: 5 };

/** Shares, 0 to 1. */
export interface Reading {
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  /** Of the messages without a label, those in which anything was raised. */
  readonly alarms: number;
  /** Of the messages without a threat, those in which one was raised. */
  readonly falseThreats: number;
}

export type Way = 'rules' | 'random' | 'picked';

/** One number of labels, read in three ways; each reading with that of every seed. */
export interface Point {
  readonly labelled: number;
  readonly ways: Readonly<Record<Way, Reading & { readonly seeds: readonly Reading[] }>>;
}

/** A message with what the layer thinks of it before it is taught. */
type Considered = TaughtExample & { readonly thoughts: readonly Thought[] };
type Raised = Guess & { readonly said: boolean };

/** @returns a point for each step that both halves have enough messages for */
export function learningCurve(golds: readonly LabelledCase[], reader: Reader, files: readonly WeightsFile[], { steps, round, seeds, folds, picking }: CurveSettings = CURVE): Point[] {
  const cases = [...consideredCases(golds, reader, files)];
  const desk = new Desk(files, folds);
  const found = new Map<number, Record<Way, Raised[]>[]>();
  for (const seed of seeds) {
    const ofSeed = new Map<number, Record<Way, Raised[]>[]>();
    for (const { own, others } of parted(cases, 2, seed)) {
      const [unseen, pool] = [own, others].map((part) => part.flatMap((c) => c.examples as readonly Considered[])) as [Considered[], Considered[]];
      for (const [n, ways] of desk.half(pool, unseen, { steps, round, seed, ...(picking && { picking }) })) ofSeed.set(n, [...(ofSeed.get(n) ?? []), ways]);
    }
    for (const [n, [one, other]] of ofSeed) {
      if (one && other) found.set(n, [...(found.get(n) ?? []), { rules: [...one.rules, ...other.rules], random: [...one.random, ...other.random], picked: [...one.picked, ...other.picked] }]);
    }
  }
  return [...found].sort(([a], [b]) => a - b).filter(([, all]) => all.length === seeds.length).map(([labelled, all]) => {
    const reading = (way: Way): Reading & { seeds: Reading[] } => {
      const own = all.map((ways) => readingOf(ways[way]));
      return { ...meanOf(own), seeds: own };
    };
    return { labelled, ways: { rules: reading('rules'), random: reading('random'), picked: reading('picked') } };
  });
}

/** The cases as `kesu fit` learns from them: masked, contacts of one case together. */
export function* consideredCases(golds: readonly LabelledCase[], reader: Reader, files: readonly WeightsFile[]): Generator<TaughtCase> {
  const layer = layerOf(files, 'before');
  const known = golds.map((gold) => ({
    gold: { ...gold, messages: gold.messages.map((m) => ({ ...m, text: redact(m.text) })) },
    group: typeof gold.unlabelled['case'] === 'string' ? gold.unlabelled['case'] : `${gold.set}:${gold.line}`,
  }));
  for (const { group, examples } of taughtCases(known, reader, { files })) {
    yield { group, examples: examples.map((e): Considered => ({ ...e, thoughts: layer.thoughts(e.message) })) };
  }
}

interface HalfSettings {
  readonly steps: readonly number[];
  readonly round: number;
  readonly seed: number;
  readonly picking?: Partial<PickSettings>;
}

/** Whoever labels, learns and reads. */
class Desk {
  constructor(private readonly files: readonly WeightsFile[], private readonly folds: number) {}

  *half(pool: readonly Considered[], unseen: readonly Considered[], { steps, round, seed, picking }: HalfSettings): Generator<[number, Record<Way, Raised[]>]> {
    const drawn = shuffled(pool, seeded(seed));
    const picked: Considered[] = [];
    const plain = new Taught(this.files);
    let taught = plain;
    for (const n of steps.filter((step) => step <= pool.length)) {
      while (picked.length < n) {
        const more = pickFrom(pool, picked, taught, { ...picking, count: Math.min(round, n - picked.length), seed });
        if (more.length === 0) break;
        picked.push(...more);
        taught = this.taught(picked, seed);
      }
      // where the rest of the half repeats what was asked, all that differs is asked
      yield [n, {
        rules: plain.rules(unseen),
        random: this.taught(drawn.slice(0, n), seed).guesses(unseen),
        picked: taught.guesses(unseen),
      }];
    }
  }

  taught(examples: readonly TaughtExample[], seed: number): Taught {
    if (examples.length === 0) return new Taught(this.files);
    return new Taught(this.files, correctionsOf([{ group: '', examples }], { files: this.files }, { folds: this.folds, seed }, { files: {}, examples: examples.length, settings: {} }));
  }
}

/** What `kesu review` would ask next of messages of which some are labelled. */
function pickFrom(pool: readonly Considered[], labelled: readonly Considered[], taught: Taught, settings: Partial<PickSettings> & { count: number }): Considered[] {
  const known = new Set(labelled.map(({ side, message }) => textKey({ side, text: message.text })));
  const asked = pool.map((example, at) => ({
    ...candidateOf(example, String(at).padStart(6, '0'), taught.thoughts(example)), text: example.message.text, heard: taught.heard(example), example,
  }));
  return pickMessages(asked, { ...settings, known }).map(({ candidate }) => candidate.example);
}

/** The layer with corrections; what it thought before them is known. */
export class Taught {
  private readonly layer: TrainedLayer;
  private readonly bars: ReadonlyMap<SignalId, SignalBars>;

  constructor(files: readonly WeightsFile[], private readonly corrections?: Corrections) {
    this.layer = layerOf(files, 'taught', { ...(corrections && { corrections }) });
    this.bars = barsOf({ files, ...(corrections && { corrections }) });
  }

  thoughts({ message, thoughts }: Considered): Thought[] {
    return this.corrections ? this.layer.thoughts(message) : [...thoughts];
  }

  /** What the rules alone say. */
  rules(examples: readonly Considered[]): Raised[] {
    return this.guesses(examples).map((g) => ({ ...g, said: g.rule }));
  }

  guesses(examples: readonly Considered[]): Raised[] {
    return examples.flatMap((example) => {
      // its own in each run, so that runs can be counted together
      const message = { text: example.message.text };
      return this.thoughts(example).filter(({ signal }) => SIDES[example.side].includes(signal) && (!example.known || example.known.has(signal))).map((thought): Raised => {
        const { signal, ruled, words, probability } = thought;
        const guess = { message, signal, label: Number(example.labels.has(signal)), count: 1, rule: ruled, closed: example.facts.get(signal)?.refuted === 1, probability, words };
        const { add = null, doubt = null } = this.bars.get(signal) ?? {};
        return { ...guess, said: decide(guess, add ?? Infinity, doubt ?? -Infinity) };
      });
    });
  }

  heard(example: Considered): Set<SignalId> {
    return new Set(this.guesses([example]).filter((g) => g.said).map((g) => g.signal));
  }
}

function readingOf(guesses: readonly Raised[]): Reading {
  const threats = outcomeOf(guesses.filter((g) => THREATS.includes(g.signal)), (g) => (g as Raised).said);
  return { ...outcomeOf(guesses, (g) => (g as Raised).said), falseThreats: threats.alarms };
}

function meanOf(readings: readonly Reading[]): Reading {
  const mean = (of: keyof Reading): number => readings.reduce((sum, r) => sum + r[of], 0) / readings.length;
  return { f1: mean('f1'), precision: mean('precision'), recall: mean('recall'), alarms: mean('alarms'), falseThreats: mean('falseThreats') };
}
