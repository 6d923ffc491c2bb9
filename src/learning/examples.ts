/** Labelled messages as examples: the n-grams of the text as it is matched, and what the rules made of it. */
import type { CompiledRule, Lexicon } from '../lexicon/compiled.js';
import { SIGNALS, type SignalId } from '../model.js';
import type { RuledMessage } from '../signals/layer.js';
import { readMessages } from '../signals/reading.js';
import { isHit } from '../signals/self-test.js';
import type { Tokenizer } from '../text/tokenizer.js';
import { SIDES, type Side } from './columns.js';
import { surfaceFeature } from './features.js';
import { eachGram, gramOf, keyOf, level, surfaceOf, valueOf } from './grams.js';
import type { Label, LabelledCase, LabelledMessage } from './labelled.js';
import { ruleFactsOf, type RuleFacts } from './weighing.js';

export interface Example {
  /** The set, conversation or reviewer it came from: what is left out together in cross-validation. */
  readonly group: string;
  readonly side: Side;
  readonly features: readonly string[];
  readonly value: number;
  /** Column ids that hold. */
  readonly labels: ReadonlySet<string>;
  /** Signals whose labels are known; all of the side, where absent. */
  readonly known?: ReadonlySet<SignalId>;
  readonly count: number;
  readonly facts: ReadonlyMap<SignalId, RuleFacts>;
  /** As rules left it. */
  readonly message: RuledMessage;
}

export interface Reader {
  readonly lexicon: Lexicon;
  readonly tokenizer: Tokenizer;
}

/** The labelled messages of a case, each as rules read it in its place. */
export function examplesOf(gold: LabelledCase, { lexicon, tokenizer }: Reader, group = gold.id): Example[] {
  const { messages, channel } = gold;
  return [...readMessages(messages, lexicon, tokenizer, channel ? { channel } : {})].flatMap((read): Example[] => {
    const { labels, known } = messages[read.index] as LabelledMessage;
    return labels && read.ruled ? [exampleOf(read.ruled, group, new Set([...labels.values()].flatMap(columnIds)), 1, known)] : [];
  });
}

/** A label holds for its signal's column and for that of its stage, subtype or intensity. */
function columnIds({ signal, stage, intensity, subtype }: Label): string[] {
  const detail = stage ?? subtype ?? (intensity === 'strong' ? intensity : undefined);
  return [signal, ...(detail === undefined ? [] : [`${signal}/${detail}`])];
}

function exampleOf(message: RuledMessage, group: string, labels: ReadonlySet<string>, count = 1, known?: ReadonlySet<SignalId>): Example {
  const levelled = level(message.text);
  const side = message.side as Side;
  return {
    message, group, side, labels, count, ...(known && { known }),
    features: featuresOf(message.text), value: valueOf(levelled),
    facts: new Map(SIDES[side].map((signal) => [signal, ruleFactsOf(signal, message)])),
  };
}

export function featuresOf(text: string): string[] {
  const levelled = level(text);
  const keys = new Set<number>();
  eachGram(levelled, (high, low) => void keys.add(keyOf(high, low)));
  return [...[...keys].map(gramOf), ...surfaceOf(levelled).map(surfaceFeature)];
}

/** How much an example of a rule counts beside a labelled message: it was made up to be hit. */
export const FROM_RULE = 0.5;
/** The same for signals that the example was not made for: no rule heard them in it, nobody read it for them. */
export const BY_THE_WAY = 0.3;

/**
 * The examples and counterexamples of the rules: short, made up, but written by people who knew the signal,
 * and many for the signals that labelled sets hold few of. Only their words are learned from.
 */
export function ruleExamples({ lexicon, tokenizer }: Reader, rules: readonly CompiledRule[] = lexicon.rules): Example[] {
  return rules.flatMap((rule): Example[] => {
    if (!(SIGNALS as readonly string[]).includes(rule.signal)) return [];
    const signal = rule.signal as SignalId;
    const read = (text: string) => [...readMessages([{ speaker: rule.speaker, text }], lexicon, tokenizer)][0];
    const texts = (examples: CompiledRule['source']['examples']) => examples.filter((e) => typeof e === 'string').map(read);
    return [
      ...texts(rule.source.examples).flatMap((found) => {
        if (!found?.ruled) return [];
        const silent = SIDES[rule.speaker as Side].filter((other) => other !== signal && !found.candidates.some((c) => c.rule.signal === other && isHit(c)));
        return [
          exampleOf(found.ruled, 'rules', new Set([signal]), FROM_RULE, new Set([signal])),
          exampleOf(found.ruled, 'rules', new Set(), BY_THE_WAY, new Set(silent)),
        ];
      }),
      ...texts(rule.source.counterexamples).flatMap((found) =>
        (found?.ruled && !found.standing.some((c) => c.rule.signal === signal) ? [exampleOf(found.ruled, 'rules', new Set(), FROM_RULE, new Set([signal]))] : [])),
    ];
  });
}
