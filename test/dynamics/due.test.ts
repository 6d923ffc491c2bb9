/** A table of wordings with their due times, reckoned by hand with a calendar. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesUntil, readDue } from '../../src/dynamics/due.js';
import { judging } from '../helpers.js';

const words = readDue();
const { folder } = judging.reader.lexicon;
const due = (text: string, now: string): string | undefined => {
  const start = Date.parse(`${now}:00Z`);
  const minutes = minutesUntil(folder.fold(text).text, start, words);
  return minutes === undefined ? undefined : new Date(start + minutes * 60_000).toISOString().slice(0, 16).replace('T', ' ');
};

/** Wednesday. */
const WED = '2024-05-01T10:00';
/** Saturday night, an hour before midnight, in a call in Taiwan. */
const SAT = '2024-05-11T22:40';
/** Friday afternoon. */
const FRI = '2024-05-31T16:20';
/** The last Tuesday of a year. */
const EVE = '2024-12-31T23:30';

describe('when a promise is due', () => {
  it.each([
    // stretches of time
    ['24小时内到账', WED, '2024-05-02 10:00'],
    ['二十四小時內到帳', WED, '2024-05-02 10:00'],
    ['半小时内给您回电话', WED, '2024-05-01 10:30'],
    ['五分鐘內生效', SAT, '2024-05-11 22:45'],
    ['請給我半分鐘', SAT, '2024-05-11 22:41'],
    ['十五分钟内联系您', WED, '2024-05-01 10:15'],
    ['兩個鐘頭之內', WED, '2024-05-01 12:00'],
    ['一个半小时后给您答复', WED, '2024-05-01 11:30'],
    ['一刻钟给您回过去', WED, '2024-05-01 10:15'],
    ['两三个小时左右', WED, '2024-05-01 13:00'],
    ['三四十分钟就到', WED, '2024-05-01 10:40'],
    ['1.5小时内上门', WED, '2024-05-01 11:30'],
    ['48h内', WED, '2024-05-03 10:00'],
    ['2小时之内', SAT, '2024-05-12 00:40'],
    ['三天内处理', WED, '2024-05-04 23:59'],
    ['1到3天到账', WED, '2024-05-04 23:59'],
    ['3-5天送到', WED, '2024-05-06 23:59'],
    ['三日內回覆您', WED, '2024-05-04 23:59'],
    ['一周内给您答复', WED, '2024-05-08 23:59'],
    ['一個禮拜內', WED, '2024-05-08 23:59'],
    ['两周左右', WED, '2024-05-15 23:59'],
    ['半个月内', WED, '2024-05-16 23:59'],
    ['三个月内', FRI, '2024-08-31 23:59'],
    ['一个月内退到', '2024-01-31T09:00', '2024-02-29 23:59'],
    ['马上为您处理', WED, '2024-05-01 11:00'],
    // working days leave out the weekend
    ['3个工作日到账', WED, '2024-05-06 23:59'],
    ['3-5个工作日到账', WED, '2024-05-08 23:59'],
    ['五個工作天內', SAT, '2024-05-17 23:59'],
    ['1个工作日', FRI, '2024-06-03 23:59'],
    // days and their parts
    ['最晚明天', WED, '2024-05-02 23:59'],
    ['後天送到', WED, '2024-05-03 23:59'],
    ['大后天给您装', WED, '2024-05-04 23:59'],
    ['次日到', FRI, '2024-06-01 23:59'],
    ['今天之内给您结果', WED, '2024-05-01 23:59'],
    ['明天上午给您回电', WED, '2024-05-02 12:00'],
    ['明早联系您', WED, '2024-05-02 11:00'],
    ['今天下午答复您', WED, '2024-05-01 18:00'],
    ['今晚给您回电', WED, '2024-05-01 22:00'],
    ['傍晚前派人过来', WED, '2024-05-01 17:00'],
    ['中午前给您回话', WED, '2024-05-01 12:00'],
    ['下班前给您准信', FRI, '2024-05-31 18:00'],
    ['明天下班前', FRI, '2024-06-01 18:00'],
    // hours
    ['今天下午五点前给您回电', WED, '2024-05-01 17:00'],
    ['今晚八点前', WED, '2024-05-01 20:00'],
    ['今天晚上十點以前恢復', '2024-05-11T18:30', '2024-05-11 22:00'],
    ['十點整我會再看一次系統', '2024-05-11T21:10', '2024-05-11 22:00'],
    ['明天中午十二點以前會傳簡訊', SAT, '2024-05-12 12:00'],
    ['明天中午十一点半', WED, '2024-05-02 11:30'],
    ['中午一點給您電話', WED, '2024-05-01 13:00'],
    ['下午三點一刻', WED, '2024-05-01 15:15'],
    ['傍晚六點到府', WED, '2024-05-01 18:00'],
    ['明天早上八点半上门', WED, '2024-05-02 08:30'],
    ['今晚十二点前', WED, '2024-05-02 00:00'],
    ['明天凌晨两点割接完', WED, '2024-05-02 02:00'],
    ['今晚凌晨一点恢复', '2024-05-01T20:00', '2024-05-02 01:00'],
    ['18:00前给您答复', WED, '2024-05-01 18:00'],
    ['五点前给您回电', WED, '2024-05-01 17:00'],
    ['五点前给您回电', FRI, '2024-05-31 17:00'],
    ['十点前给您回电', SAT, '2024-05-12 10:00'],
    ['明天三点上门', WED, '2024-05-02 15:00'],
    ['明天九点上门', WED, '2024-05-02 09:00'],
    ['九点半会发给您', EVE, '2025-01-01 09:30'],
    ['早上八点给您打电话', EVE, '2025-01-01 08:00'],
    ['下午两点到四点之间上门', WED, '2024-05-01 16:00'],
    ['明天上午9点-11点上门', WED, '2024-05-02 11:00'],
    // days of the week
    ['周五前给您答复', WED, '2024-05-03 23:59'],
    ['周五前给您答复', FRI, '2024-05-31 23:59'],
    ['礼拜二上午', FRI, '2024-06-04 12:00'],
    ['下周三下午三点前', WED, '2024-05-08 15:00'],
    ['下週一送達', SAT, '2024-05-13 23:59'],
    ['本周内给您处理', WED, '2024-05-05 23:59'],
    ['这周末送到', WED, '2024-05-05 23:59'],
    ['下周给您安排', WED, '2024-05-12 23:59'],
    ['星期天之前', WED, '2024-05-05 23:59'],
    // dates, months, years
    ['5月8日18:00前', WED, '2024-05-08 18:00'],
    ['五月八號下午兩點', WED, '2024-05-08 14:00'],
    ['2024年5月20日', WED, '2024-05-20 23:59'],
    ['2024-05-20前', WED, '2024-05-20 23:59'],
    ['15号发货', WED, '2024-05-15 23:59'],
    ['3号左右送达', FRI, '2024-06-03 23:59'],
    ['1月5日前', EVE, '2025-01-05 23:59'],
    ['三月底', '2024-01-08T10:20', '2024-03-31 23:59'],
    ['二月底', '2024-01-08T10:20', '2024-02-29 23:59'],
    ['三月底', WED, '2025-03-31 23:59'],
    ['月底前到账', WED, '2024-05-31 23:59'],
    ['月底前到账', FRI, '2024-05-31 23:59'],
    ['月初给您结', FRI, '2024-06-10 23:59'],
    ['月中发货', WED, '2024-05-15 23:59'],
    ['下个月初', WED, '2024-06-10 23:59'],
    ['下月中旬', EVE, '2025-01-20 23:59'],
    ['五月下旬', WED, '2024-05-31 23:59'],
    ['本月內退還', WED, '2024-05-31 23:59'],
    ['下個月生效', EVE, '2025-01-31 23:59'],
    ['9月前完成', WED, '2024-08-31 23:59'],
    ['年底前交付', WED, '2024-12-31 23:59'],
    // of several times the latest; of one day, its hour
    ['後天是禮拜五，來得及，我會備註禮拜五中午前送達', WED, '2024-05-03 12:00'],
    ['周四晚给您回电', WED, '2024-05-02 22:00'],
    ['今天或明天给您回电', WED, '2024-05-02 23:59'],
    ['周三到周五', WED, '2024-05-03 23:59'],
    ['下午三點多怪手把光纖挖斷了預計今天晚上十點以前恢復', '2024-05-11T18:30', '2024-05-11 22:00'],
    ['您昨天下午三点反映的问题，明天上午十点前答复', WED, '2024-05-02 10:00'],
  ])('%s, said at %s: by %s', (text, now, expected) => expect(due(text, now)).toBe(expected));

  it.each([
    ['请耐心等待', WED], ['我帮您反馈', WED], ['订单号20240501', WED], ['我们客服24小时在线', WED], ['支持7天无理由退货', WED],
    ['三天前已经寄出', WED], ['您4月20日下的单', WED], ['昨天下午三点打过', WED], ['今天上午九点看过', WED], ['快一点给您处理', WED], ['我整晚盯着', WED], ['我们不下班，有事随时打', WED], ['下午三点打过电话', FRI],
  ])('no time to come is named: %s, said at %s', (text, now) => expect(due(text, now)).toBeUndefined());

  it('does not depend on the time zone of the machine', () => {
    const script = "import('./dist/dynamics/due.js').then((d) => process.stdout.write(String(d.minutesUntil('今天下午五点前', Date.UTC(2024, 2, 10, 1), d.readDue()))))";
    const run = (zone: string): string => execFileSync(process.execPath, ['-e', script], { env: { ...process.env, TZ: zone }, encoding: 'utf8' });
    expect(['America/New_York', 'Asia/Shanghai', 'UTC'].map(run)).toEqual(['960', '960', '960']);
  });

  it('a stretch of minutes is due so many minutes later, whenever it is said', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 3_000_000 }), (n, later) => {
      expect(minutesUntil(`${n}分钟内`, Date.UTC(2024, 0, 1) + later * 60_000, words)).toBe(n);
    }));
  });

  it('never throws and never lies in the past, whatever stands in the text', () => {
    const parts = ['明天', '下', '周', '三', '月底', '十', '点', '半', '号', '日', '前', '内', '个', '年', '2024', '-', '/', ':', '13', '31', '小时', '工作日', '上午', '晚上', '今', ' '];
    fc.assert(fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 12 }), (chosen) => {
      expect(minutesUntil(chosen.join(''), Date.UTC(2024, 1, 29, 12), words) ?? 1).toBeGreaterThan(0);
    }), { numRuns: 500 });
  });
});
