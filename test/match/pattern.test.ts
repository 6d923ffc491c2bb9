import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLexicon } from '../../src/lexicon/compile.js';
import type { CompiledRule, Lexicon } from '../../src/lexicon/compiled.js';
import { expandOptional, parsePattern, PatternError } from '../../src/lexicon/pattern.js';
import type { RuleSource } from '../../src/lexicon/schema.js';
import { readSources, type Sources } from '../../src/lexicon/sources.js';
import { MessageMatch } from '../../src/match/message-match.js';

const { fold } = readSources();

function lexiconOf(patterns: readonly string[], classes: Record<string, string[]> = {}): Lexicon {
  const rule = { id: 'r', match: [...patterns], strength: 1, ignore: [], examples: [], counterexamples: [] } as RuleSource;
  const sources: Sources = {
    rules: [{ signal: 'anger', speaker: 'customer', rule, unless: [], file: 'test', place: () => ({}) }],
    classes: new Map(Object.entries(classes)), cues: [], channels: new Map(), readings: {}, fold, frequency: new Map(), version: 'test',
    offNothing: [], declared: [], placeOfChannel: () => ({}),
    asr: () => ({ terms: [], least: 2, short: [], never: [], confused: { initials: [], finals: [] }, syllables: {} }),
  };
  return compileLexicon(sources);
}

function find(patterns: readonly string[], text: string, classes: Record<string, string[]> = {}): string[] {
  const lexicon = lexiconOf(patterns, classes);
  const message = new MessageMatch(lexicon, lexicon.folder.fold(text));
  return message.matches((lexicon.rules[0] as CompiledRule).match).map((m) => message.folded.text.slice(m.start, m.end));
}

describe('patterns', () => {
  it('parts touch unless a gap stands between them', () => {
    expect(find(['甲 乙'], '甲乙 甲丙乙')).toEqual(['甲乙']);
    expect(find(['甲 .. 乙'], '甲丙乙')).toEqual(['甲丙乙']);
  });
  it('a clause gap stops at a comma, a sentence gap at a full stop', () => {
    expect(find(['甲 .. 乙'], '甲，乙')).toEqual([]);
    expect(find(['甲 ... 乙'], '甲，乙')).toEqual(['甲,乙']);
    expect(find(['甲 ... 乙'], '甲。乙')).toEqual([]);
  });
  it('a gap has a most', () => {
    expect(find(['甲 ..2 乙'], '甲丙丙乙')).toEqual(['甲丙丙乙']);
    expect(find(['甲 ..2 乙'], '甲丙丙丙乙')).toEqual([]);
  });
  it('classes, alternatives and optional parts', () => {
    expect(find(['{v} [了]? [你|您]'], '骂了您 骂你 打您', { v: ['骂', '打'] })).toEqual(['骂了您', '骂你', '打您']);
    expect(find(['甲 [乙|] 丙'], '甲丙 甲乙丙')).toEqual(['甲丙', '甲乙丙']);
  });
  it('anchors', () => {
    expect(find(['^ 甲'], '甲丙，甲')).toEqual(['甲', '甲']);
    expect(find(['甲 $'], '甲丙，甲')).toEqual(['甲']);
    expect(find(['^^ 甲 $$'], '“甲！”')).toEqual(['甲']);
    expect(find(['^^ 甲 $$'], '甲乙')).toEqual([]);
  });
  it('takes for each beginning the nearest completion', () => {
    expect(find(['甲 .. 乙'], '甲甲丙乙乙')).toEqual(['甲甲丙乙', '甲丙乙']);
  });
  it.each(['', '..', '甲 ..', '甲 .. .. 乙', '{a', '甲 ^', '[ ]', '{a}?', '甲 ..999 乙'])('rejects %j', (pattern) => {
    expect(() => parsePattern(pattern)).toThrow(PatternError);
  });
  it('an absent part takes its gap along', () => {
    expect(expandOptional(parsePattern('甲? .. 乙'.replace('甲?', '[甲]?')))).toHaveLength(2);
    expect(find(['[甲]? .. 乙'], '乙')).toEqual(['乙']);
  });

  it('agrees with the same pattern as a regular expression (property)', () => {
    const part = fc.constantFrom('甲', '乙', '丙', '..', '..1', '...3');
    const pattern = fc.array(part, { minLength: 1, maxLength: 5 }).map((p) => p.join(' ')).filter((p) => {
      try { parsePattern(p); return true; } catch { return false; }
    });
    const text = fc.array(fc.constantFrom('甲', '乙', '丙', '丁', '，', '。'), { maxLength: 24 }).map((p) => p.join(''));
    fc.assert(fc.property(pattern, text, (p, t) => {
      const source = p.split(' ').map((x) => {
        const gap = /^(\.{2,3})(\d*)$/.exec(x);
        if (!gap) return x;
        const max = gap[2] || (gap[1] === '..' ? '8' : '24');
        return gap[1] === '..' ? `[^，。]{0,${max}}` : `[^。]{0,${max}}`;
      }).join('');
      expect(find([p], t).length > 0).toBe(new RegExp(source, 'u').test(t));
    }), { numRuns: 300 });
  });
});
