import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameTexts } from '../../src/lint/same-texts.js';
import { similarity } from '../../src/text/similarity.js';

/** Each with each. */
function naive(texts: readonly string[], same: number): number[][] {
  const groups: number[][] = [];
  texts.forEach((text, at) => {
    const group = groups.find(([leader]) => similarity(texts[leader as number] as string, text) >= same);
    if (group) group.push(at);
    else groups.push([at]);
  });
  return groups;
}

describe('near-identical texts', () => {
  it('are those that comparing each with each finds', () => {
    const text = fc.array(fc.constantFrom(...'退款请您等待理解我们'), { minLength: 2, maxLength: 14 }).map((c) => c.join(''));
    fc.assert(fc.property(fc.array(text, { maxLength: 30 }), fc.constantFrom(0.5, 0.6, 0.75, 0.85, 1), (texts, same) => {
      expect(sameTexts(texts, same)).toEqual(naive(texts, same));
    }), { numRuns: 150 });
  });
});
