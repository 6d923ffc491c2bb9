import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Alike, type Compared } from '../../src/dynamics/alike.js';
import { similarity } from '../../src/text/similarity.js';

/** What it must be: each item goes to the first group with a member like it. */
function naive(items: readonly Compared[], same: number): number[] {
  const groups: Compared[][] = [];
  return items.map((item) => {
    const alike = (other: Compared): boolean => item.keys.some((k) => other.keys.includes(k)) || item.texts.some((a) => other.texts.some((b) => similarity(a, b) >= same));
    const found = groups.findIndex((g) => g.some(alike));
    if (found >= 0) (groups[found] as Compared[]).push(item);
    else groups.push([item]);
    return found >= 0 ? found : groups.length - 1;
  });
}

const gathered = (items: readonly Compared[], same: number): { groups: number[]; alike: Alike } => {
  const alike = new Alike(items.flatMap((i) => i.texts), same);
  return { groups: items.map((item) => alike.put(item)), alike };
};

const word = fc.string({ unit: fc.constantFrom('退', '款', '等', '您', '，', '1', '2'), maxLength: 9 });
const item: fc.Arbitrary<Compared> = fc.record({ texts: fc.array(word, { maxLength: 3 }), keys: fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 1 }) });

describe('gathering what is alike', () => {
  it('groups as a loop over all pairs does', () => {
    fc.assert(fc.property(fc.array(item, { maxLength: 14 }), fc.constantFrom(0, 0.2, 0.5, 0.6, 2 / 3, 0.8, 1), (items, same) => {
      expect(gathered(items, same).groups).toEqual(naive(items, same));
    }), { numRuns: 600 });
  });

  it('finds without putting what it would have put', () => {
    fc.assert(fc.property(fc.array(item, { maxLength: 10 }), item, (items, asked) => {
      const alike = new Alike([...items, asked].flatMap((i) => i.texts), 0.5);
      for (const one of items) alike.put(one);
      const group = naive([...items, asked], 0.5).at(-1);
      const groups = new Set(naive(items, 0.5)).size;
      expect(alike.find(asked)).toBe(group === groups ? undefined : group);
    }));
  });

  it('compares few of the pairs of a long conversation', () => {
    const templates = ['请您耐心等待已经反馈', '没有权限处理这个问题', '二十四小时内给您回电', '麻烦提供一下订单号码'];
    const items = Array.from({ length: 4000 }, (_, i): Compared => ({ texts: [`${templates[i % 4]}${i}`], keys: [] }));
    const { groups, alike } = gathered(items, 0.6);
    expect(new Set(groups).size).toBe(4);
    expect(alike.compared).toBeLessThan((items.length * items.length) / 2 / 25);
  });
});
