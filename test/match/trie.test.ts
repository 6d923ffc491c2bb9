import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standsAlone, TermMatcher } from '../../src/match/trie.js';

/** The oracle: every term at every position. */
function naive(terms: readonly string[], text: string): string[] {
  const found: string[] = [];
  for (let start = 0; start < text.length; start += 1) {
    for (const term of terms) {
      if (text.startsWith(term, start) && standsAlone(text, start, start + term.length)) found.push(`${start}:${term}`);
    }
  }
  return found.sort();
}

function scan(terms: readonly string[], text: string): string[] {
  const found: string[] = [];
  new TermMatcher(terms).scan(text, (term, start, end) => {
    expect(text.slice(start, end)).toBe(terms[term]);
    found.push(`${start}:${terms[term]}`);
  });
  return found.sort();
}

describe('TermMatcher', () => {
  it('finds all, overlapping', () => {
    expect(scan(['投诉', '投诉你', '诉', '你'], '我投诉你')).toEqual(['1:投诉', '1:投诉你', '2:诉', '3:你']);
  });

  it('takes digits and letters only where they stand alone', () => {
    expect(scan(['12315', 'sb'], '6212315 123156 usb sb 12315.5 打12315啊')).toEqual(['19:sb', '31:12315']);
  });

  it('agrees with the naive matcher (property)', () => {
    const letter = fc.constantFrom('投', '诉', '你', '1', '2', 'a', 'b', '🤬', '.');
    const word = fc.array(letter, { minLength: 1, maxLength: 4 }).map((p) => p.join(''));
    fc.assert(fc.property(fc.uniqueArray(word, { minLength: 1, maxLength: 30 }), fc.array(letter, { maxLength: 60 }).map((p) => p.join('')), (terms, text) => {
      expect(scan(terms, text)).toEqual(naive(terms, text));
    }), { numRuns: 150 });
  });
});
