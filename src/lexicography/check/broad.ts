/** Rules that hit too much of real text: counted over messages of the rule's own speaker. */
import type { CompiledRule, Lexicon } from '../../lexicon/compiled.js';
import { MARKS, type Message, type Speaker } from '../../model.js';
import { readMessages } from '../../signals/reading.js';
import { speaksFor } from '../../signals/turns.js';
import type { Tokenizer } from '../../text/tokenizer.js';
import { finding, type LexiconFinding } from './finding.js';

/** Texts kept to show what a rule hits. */
const SAMPLES = 3;

export class HitCounter {
  private readonly hits = new Map<CompiledRule, { count: number; texts: Set<string> }>();
  private readonly messages = new Map<Speaker, number>();

  constructor(
    private readonly lexicon: Lexicon,
    private readonly tokenizer: Tokenizer,
  ) {}

  add(messages: readonly Message[]): void {
    for (const { index, candidates } of readMessages(messages, this.lexicon, this.tokenizer)) {
      const { speaker, text } = messages[index] as Message;
      const side = speaksFor(speaker);
      if (side === 'customer' || side === 'agent') this.count(side, text, new Set(candidates.filter((c) => !c.cancelled).map((c) => c.rule)));
    }
  }

  private count(side: Speaker, text: string, rules: ReadonlySet<CompiledRule>): void {
    this.messages.set(side, (this.messages.get(side) ?? 0) + 1);
    for (const rule of rules) {
      // a mark is no signal: greetings and templates are meant to be found everywhere
      if ((MARKS as readonly string[]).includes(rule.signal)) continue;
      const hit = this.hits.get(rule) ?? { count: 0, texts: new Set<string>() };
      this.hits.set(rule, hit);
      hit.count += 1;
      if (hit.texts.size < SAMPLES) hit.texts.add(text);
    }
  }

  /** @param most share of messages (0–1) that a rule may hit */
  findings(most: number): LexiconFinding[] {
    return [...this.hits].flatMap(([rule, { count, texts }]) => {
      const messages = this.messages.get(rule.speaker) as number;
      if (atLeast(count, messages) <= most) return [];
      const percent = ((100 * count) / messages).toFixed(1);
      return [finding('over-broad', rule.id, rule.place('id'), { params: { percent, count, messages }, samples: [...texts] })];
    });
  }
}

/** Lower end of the 95 % Wilson interval of a share: a handful of messages proves nothing. */
function atLeast(count: number, of: number): number {
  const z = 1.96;
  const share = count / of;
  const centre = share + (z * z) / (2 * of);
  return (centre - z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of);
}
