/** What `kesu lexicon list` shows: one row a rule, or one row a channel. */
import type { CompiledRule, Lexicon } from '../lexicon/compiled.js';
import type { Channel } from '../lexicon/schema.js';
import type { Sources } from '../lexicon/sources.js';

export interface RuleRow {
  readonly rule: string;
  readonly signal: string;
  readonly speaker: string;
  readonly strength: number;
  readonly subtype?: string;
  readonly stage?: string;
  readonly intensity?: string;
  readonly patterns: number;
  readonly examples: number;
  readonly counterexamples: number;
  readonly file: string;
  readonly line?: number;
}

export interface ChannelRow extends Pick<Channel, 'id' | 'kind' | 'official' | 'region' | 'status'> {
  readonly successor?: string;
  readonly names: number;
  readonly file?: string;
  readonly line?: number;
}

/** @param prefixes rules whose id begins so; all where there are none */
export const rulesOf = (lexicon: Lexicon, prefixes: readonly string[]): CompiledRule[] => lexicon.rules.filter((rule) => beginsWith(rule.id, prefixes));

export function ruleRow(rule: CompiledRule): RuleRow {
  const { id, signal, speaker, strength, subtype, stage, intensity, source, file } = rule;
  const { line } = rule.place('id');
  return {
    rule: id, signal, speaker, strength,
    ...(subtype !== undefined && { subtype }), ...(stage && { stage }), ...(intensity && { intensity }),
    patterns: source.match?.length ?? 0, examples: source.examples.length, counterexamples: source.counterexamples.length,
    file, ...(line !== undefined && { line }),
  };
}

export function channelRows(sources: Sources, prefixes: readonly string[]): ChannelRow[] {
  return [...sources.channels.values()].filter(({ id, kind }) => beginsWith(id, prefixes) || beginsWith(kind, prefixes)).map((channel) => {
    const { id, kind, official, region, status, successor, aliases, numbers } = channel;
    const { file, line } = sources.placeOfChannel(id, 'id');
    return {
      id, kind, official, region, status, ...(successor !== undefined && { successor }),
      names: 1 + aliases.length + numbers.length,
      ...(file !== undefined && { file }), ...(line !== undefined && { line }),
    };
  });
}

const beginsWith = (id: string, prefixes: readonly string[]): boolean => prefixes.length === 0 || prefixes.some((prefix) => id.startsWith(prefix));
