import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { minutesUntil, readDue } from '../../src/dynamics/due.js';
import { judged } from '../helpers.js';

const words = readDue();
/** Wednesday, 1 May 2024, ten in the morning. */
const NOW = Date.UTC(2024, 4, 1, 10);
const HOUR = 60;
const DAY = 24 * HOUR;
/** From ten to midnight, when a day without an hour ends. */
const END = 839;

describe('when a promise is due', () => {
  it.each([
    ['24小时内到账', DAY],
    ['半小时内给您回电话', 30],
    ['十五分钟内联系您', 15],
    ['今天下午五点前给您回电', 7 * HOUR],
    ['今晚八点前', 10 * HOUR],
    ['三天内处理', 3 * DAY + END],
    ['3-5个工作日到账', Math.round(1.4 * (5 * DAY + END))],
    ['1到3天到账', 3 * DAY + END],
    ['48h内', 2 * DAY],
    ['最晚明天', 38 * HOUR - 1],
    ['明天上午给您回电', 25 * HOUR],
    ['明早联系您', 25 * HOUR],
    ['马上为您处理', HOUR],
    ['一周内给您答复', 7 * DAY + END],
    ['2小时之内', 2 * HOUR],
  ])('%s', (text, minutes) => expect(minutesUntil(text, NOW, words)).toBe(minutes));

  it.each(['请耐心等待', '我帮您反馈', '订单号20240501'])('no time is named: %s', (text) => expect(minutesUntil(text, NOW, words)).toBeUndefined());

  it('does not depend on the time zone of the machine', () => {
    const script = "import('./dist/dynamics/due.js').then((d) => process.stdout.write(String(d.minutesUntil('今天下午五点前', Date.UTC(2024, 2, 10, 1), d.readDue()))))";
    const run = (zone: string): string => execFileSync(process.execPath, ['-e', script], { env: { ...process.env, TZ: zone }, encoding: 'utf8' });
    expect(['America/New_York', 'Asia/Shanghai', 'UTC'].map(run)).toEqual(['960', '960', '960']);
  });
});

describe('the promise ledger', () => {
  const ledger = (...lines: string[]): string[] => judged(...lines).promises.map((p) => `${p.message} ${p.status} ${p.settledBy?.message ?? '-'}`);

  it('open, kept, broken, overdue', () => {
    expect(ledger('C 0: 在吗', 'A 1: 一小时内给您回电')).toEqual(['1 open -']);
    expect(ledger('C 0: 在吗', 'A 1: 一小时内给您退款', 'C 30: 退款到账了')).toEqual(['1 kept 2']);
    expect(ledger('C 0: 在吗', 'A 1: 一小时内给您回电', 'C 30: 说好一小时回电的，没人打给我')).toEqual(['1 broken 2']);
    expect(ledger('C 0: 在吗', 'A 1: 一小时内给您回电', 'C 90: 还在吗')).toEqual(['1 overdue 2']);
  });

  it('gives the wall-clock time it is due', () => {
    expect(judged('C 0: 在吗', 'A 1: 一小时内给您回电').promises[0]).toMatchObject({ kind: 'commitment', minutes: 60, due: '2024-05-01T11:01:00' });
    expect(judged('C: 在吗', 'A: 一小时内给您回电').promises[0]?.due).toBeUndefined();
  });
});
