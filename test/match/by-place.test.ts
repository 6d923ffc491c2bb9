import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstAtLeast } from '../../src/data/search.js';
import { endingAfter, reachOf } from '../../src/match/by-place.js';
import { MessageMatch } from '../../src/match/message-match.js';
import { clausesOver, structureOf, wordsOf } from '../../src/text/structure.js';
import { judging } from '../helpers.js';

const { lexicon } = judging.reader;
const said = fc.array(fc.constantFrom('我要投诉', '不是', '你们', '12315', '，', '。', '！', '太过分了', '如果', '没有', '谢谢', ' ', 'a'), { maxLength: 60 }).map((parts) => parts.join(''));

describe('matches by place', () => {
  it('finds the first that ends after a position', () => {
    const stretch = fc.tuple(fc.nat(40), fc.nat(9)).map(([start, length]) => ({ start, end: start + length + 1 }));
    fc.assert(fc.property(fc.array(stretch, { maxLength: 30 }), fc.nat(50), (stretches, position) => {
      const sorted = stretches.toSorted((a, b) => a.start - b.start || b.end - a.end);
      const first = sorted.findIndex((s) => s.end > position);
      expect(endingAfter(reachOf(sorted), position)).toBe(first < 0 ? sorted.length : first);
    }));
  });

  it('finds the first match over a stretch, of every set of the shipped lexicon', () => {
    const sets = [...lexicon.rules.map((r) => r.match), ...lexicon.cues.map((c) => c.match)];
    fc.assert(fc.property(said, fc.nat(80), fc.nat(12), (text, start, length) => {
      const match = new MessageMatch(lexicon, lexicon.folder.fold(text));
      for (const set of sets) {
        const naive = match.matches(set).find((m) => m.start < start + length && start < m.end);
        expect(match.over(set, start, start + length)).toBe(naive);
      }
    }), { numRuns: 60 });
  });

  it('knows whole clauses by their numbers, also past the 65,536th', () => {
    const folded = { text: '我,'.repeat(70_000), softBreaks: [] };
    const { clause } = structureOf(folded);
    expect(clausesOver(clause, 139_000, 139_001)).toEqual([139_000, 139_002]);
    expect(clausesOver(clause, 3, 5)).toEqual([2, 6]);
  });

  it('knows where the words of a message begin and end', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('。', ' ', '𠀀', '😀', '我', '1', '！'), maxLength: 8 }), fc.nat(16), (text, position) => {
      const at = Math.min(position, text.length);
      const { firstEnd, lastStart } = wordsOf(text);
      expect(at < firstEnd).toBe(!/[\p{L}\p{N}]/u.test(text.slice(0, at)));
      expect(at > lastStart).toBe(!/[\p{L}\p{N}]/u.test(text.slice(at)));
    }));
  });

  it('searches what never falls', () => {
    fc.assert(fc.property(fc.array(fc.nat(20)), fc.nat(22), (numbers, least) => {
      const sorted = numbers.toSorted((a, b) => a - b);
      const first = sorted.findIndex((n) => n >= least);
      expect(firstAtLeast(sorted, least)).toBe(first < 0 ? sorted.length : first);
    }));
  });
});
