import { describe, expect, it } from 'vitest';
import { duration } from '../../src/report/format.js';
import { judged } from '../helpers.js';

const slow = (...lines: string[]): number[] => judged(...lines).findings.filter((f) => f.kind === 'slow-reply').flatMap((f) => f.messages[0] as number);

describe('a wait for an answer', () => {
  it('counts where something was asked or left open', () => {
    expect(slow('C 0: 快递到哪了', 'A 300: 在路上')).toEqual([0]);
    expect(slow('C 0: 快递到哪了', 'A 1: 我看一下', 'C 2: 好的，那什么时候能到？', 'A 300: 明天')).toEqual([2]);
    expect(slow('C 0: 快递到哪了', 'A 1: 我看一下', 'C 2: 好，帮我催一下', 'A 300: 催了')).toEqual([2]);
    expect(slow('C 0: 快递到哪了', 'A 1: 我看一下', 'C 2: 行，我去12315投诉你们', 'A 300: 催了')).toEqual([2]);
  });

  it('does not count after acceptance, thanks or a goodbye', () => {
    for (const words of ['好吧 只能这样了', '好，别再变', '了解，感謝', '行，那我等你们通知', '再见']) {
      expect(slow('C 0: 快递到哪了', 'A 1: 在路上', `C 2: ${words}`, 'A 600: 已经派送')).toEqual([]);
      expect(slow('C 0: 快递到哪了', 'A 1: 在路上', `C 2: ${words}`, 'C 600: 又是我')).toEqual([]);
    }
  });

  it('does not count where the agent had said when it would come back, and did', () => {
    expect(slow('C 0: 退款呢', 'A 1: 两小时内给您回电', 'C 2: 我的单号是8812', 'A 100: 查到了')).toEqual([]);
    expect(slow('C 0: 退款呢', 'A 1: 两小时内给您回电', 'C 2: 我的单号是8812', 'A 200: 查到了')).toEqual([2]);
  });
});

describe('a promise', () => {
  it('is not overdue where the agent came back of itself, nor a moment after its time', () => {
    const status = (...lines: string[]): string[] => judged(...lines).promises.map((p) => p.status);
    expect(status('C 0: 在吗', 'A 1: 一小时内给您回电', 'A 30: 查到了，我现在就给您登记退款', 'C 90: 知道了吗')[0]).toBe('open');
    expect(status('C 0: 在吗', 'A 1: 给我十分钟给您答复', 'C 13: 你好')).toEqual(['open']);
  });
});

it.each([[0.2, '12 秒'], [3, '3 分钟'], [60, '1 小时'], [602, '10 小时 2 分钟'], [1441, '1 天'], [17_272, '11 天 23 小时']])('%s minutes are %s', (minutes, text) => expect(duration(minutes, 'zh')).toBe(text));
