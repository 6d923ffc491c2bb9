import { describe, expect, it } from 'vitest';
import { judge } from '../../src/risk/case-report.js';
import { judged, judging, scored, talk } from '../helpers.js';

describe('the promise ledger', () => {
  const ledger = (...lines: string[]): string[] => judged(...lines).promises.map((p) => `${p.message} ${p.status} ${p.settledBy?.message ?? '-'}`);

  it('open, kept, broken, overdue', () => {
    expect(ledger('C 0: 在吗', 'A 1: 一小时内给您回电')).toEqual(['1 open -']);
    expect(ledger('C 0: 在吗', 'A 1: 一小时内给您退款', 'C 30: 退款到账了')).toEqual(['1 kept 2']);
    expect(ledger('C 0: 在吗', 'A 1: 一小时内给您回电', 'C 30: 说好一小时回电的，没人打给我')).toEqual(['1 broken 2']);
    expect(ledger('C 0: 在吗', 'A 1: 一小时内给您回电', 'C 90: 还在吗')).toEqual(['1 overdue 2']);
  });

  it('a time that is none is no time', () => {
    const at = '2024-05-01T10:00:00+08:00';
    const { promises } = scored(judge({ ...talk('C: 在吗', 'A: 3个工作日内给您回电', 'C: 好'), messages: talk('C: 在吗', 'A: 3个工作日内给您回电', 'C: 好').messages.map((m) => ({ ...m, at })) }, judging));
    expect(promises.map((p) => [p.status, p.due])).toEqual([['open', undefined]]);
  });

  it('gives the wall-clock time it is due', () => {
    expect(judged('C 0: 在吗', 'A 1: 一小时内给您回电').promises[0]).toMatchObject({ kind: 'commitment', minutes: 60, due: '2024-05-01T11:01:00' });
    expect(judged('C: 在吗', 'A: 一小时内给您回电').promises[0]?.due).toBeUndefined();
  });
});
