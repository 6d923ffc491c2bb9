/**
 * Training, in two steps. *Words*: a model of n-grams for every signal. *Weighing*: how much its word counts
 * beside that of the rules. The second is the crux: rules were written with most labelled sets open, look
 * nearly perfect on those, and a model that learns from them to trust rules is lost on text nobody has seen.
 * So the weighing is learned only from sets on which rules do as on unseen text (`fresh`), with words
 * that were learned without that set.
 */
import { SIGNALS, type SignalId } from '../model.js';
import { chooseBars, type Bars, type Guess } from './bars.js';
import { SIDES, type Side } from './columns.js';
import type { Example } from './examples.js';
import { fitWeighings } from './fit-weighing.js';
import { probabilityOf } from './logistic.js';
import { weigh, weighedOf, type RuleFacts, type Weighing } from './weighing.js';
import { fitWords, Vocabulary, wordsLogit, WORDS, type Words, type WordSettings } from './words.js';

export interface TrainSettings {
  readonly words?: WordSettings;
  /** Groups that rules had not seen. */
  readonly fresh: readonly string[];
  /** The register of a group: all of one are left out together, as another desk's text is of another. */
  readonly registerOf?: (group: string) => string;
  /** Groups that were written to hold signals. */
  readonly staged?: readonly string[];
  /** How much rarer a signal is in what will be read than in those, as a ratio of odds; 1 where absent. */
  readonly rarer?: ReadonlyMap<SignalId, number>;
}

export interface Trained {
  readonly vocabularies: Readonly<Record<Side, Vocabulary>>;
  readonly words: Readonly<Record<Side, Words>>;
  readonly weighings: ReadonlyMap<SignalId, Weighing>;
  readonly bars: Bars;
  /** What was thought of the fresh messages before they were learned from. */
  readonly guesses: readonly (Guess & { readonly group: string })[];
}

export function train(examples: readonly Example[], { words: settings = WORDS, fresh, registerOf = (group) => group, staged = [], rarer = new Map() }: TrainSettings): Trained {
  const sides = Object.keys(SIDES) as Side[];
  const by = <T>(make: (side: Side) => T): Record<Side, T> => Object.fromEntries(sides.map((side) => [side, make(side)])) as Record<Side, T>;
  const vocabularies = by((side) => new Vocabulary(examples.filter((e) => e.side === side), settings.least));
  const unseen = [...new Set(fresh.map(registerOf))].flatMap((register) => sides.flatMap((side) => {
    const words = fitWords(examples.filter((e) => registerOf(e.group) !== register), side, vocabularies[side], settings, false);
    return examples.filter((e) => fresh.includes(e.group) && registerOf(e.group) === register && e.side === side).flatMap((message) => SIDES[side].map((signal): Unseen => {
      const logit = wordsLogit(words, signal, vocabularies[side], message);
      const facts = message.facts.get(signal) as RuleFacts;
      const often = staged.includes(message.group) && message.labels.has(signal) ? (rarer.get(signal) ?? 1) : 1;
      return { message, count: often, group: message.group, signal, label: Number(message.labels.has(signal)), logit, facts, weighed: weighedOf(logit, facts) };
    }));
  }));
  const guesses = crossWeighed(unseen, registerOf);
  return {
    vocabularies,
    words: by((side) => fitWords(examples, side, vocabularies[side], settings)),
    weighings: fitWeighings(unseen),
    bars: chooseBars(guesses, ({ group }) => registerOf(group)),
    guesses,
  };
}

/**
 * How much rarer each signal is in some messages than in others, by their labels. Sets are written to hold
 * signals: a quarter of their agents' messages stall, a few in a hundred do on an ordinary day, and what is sure
 * there is a guess here (prior shift; Saerens, Latinne & Decaestecker 2002). Never above 1: the layer is not made
 * bolder.
 */
export function rarerIn(natural: readonly Example[], staged: readonly Example[]): Map<SignalId, number> {
  const odds = (examples: readonly Example[], signal: SignalId): number => {
    const own = examples.filter((e) => e.facts.has(signal));
    const held = own.filter((e) => e.labels.has(signal)).length;
    return (held + 0.5) / (own.length - held + 0.5);
  };
  return new Map(SIGNALS.map((signal) => [signal, Math.min(1, odds(natural, signal) / odds(staged, signal))]));
}

interface Unseen {
  readonly message: Example;
  readonly group: string;
  readonly signal: SignalId;
  readonly label: number;
  readonly count: number;
  readonly logit: number;
  readonly facts: RuleFacts;
  readonly weighed: readonly number[];
}

/** Each register weighed as the others teach it; a single one is halved by message. */
function crossWeighed(unseen: readonly Unseen[], registerOf: (group: string) => string): (Guess & { group: string })[] {
  const registers = [...new Set(unseen.map((u) => registerOf(u.group)))];
  const half = new Map([...new Set(unseen.map((u) => u.message))].map((m, i) => [m, i % 2]));
  const folds = registers.length > 1 ? registers.map((register) => (u: Unseen) => registerOf(u.group) === register) : [0, 1].map((part) => (u: Unseen) => half.get(u.message) === part);
  return folds.flatMap((own) => {
    const weighings = fitWeighings(unseen.filter((u) => !own(u)));
    return unseen.filter(own).map(({ message, count, group, signal, label, logit, facts, weighed }) => ({
      message, count, group, signal, label, rule: facts.rule === 1, closed: facts.refuted === 1,
      probability: probabilityOf(weigh(weighings.get(signal) as Weighing, weighed)), words: probabilityOf(logit),
    }));
  });
}
