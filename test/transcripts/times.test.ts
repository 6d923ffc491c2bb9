import { describe, expect, test } from 'vitest';
import { loadKnowledge } from '../../src/transcripts/knowledge.js';
import { isoTime, Times } from '../../src/transcripts/times.js';
import { LEXICONS, readingOf } from './reading.js';

const times = new Times(loadKnowledge(LEXICONS).columns.time);

function read(text: string): string | undefined {
  const moment = times.parse(text);
  if (!moment) return undefined;
  return moment.day === undefined ? isoTime('0000-01-01', moment.clock ?? 0).slice(11) : isoTime(moment.day, moment.clock ?? 0);
}

describe('forms of time', () => {
  test.each([
    ['2024-01-01 10:00:00', '2024-01-01T10:00:00'],
    ['2024/1/1 9:05', '2024-01-01T09:05:00'],
    ['2024.01.01 10:00:00', '2024-01-01T10:00:00'],
    ['2024-01-01', '2024-01-01T00:00:00'],
    ['20240101100000', '2024-01-01T10:00:00'],
    ['20240101', '2024-01-01T00:00:00'],
    ['2024年1月1日10时00分05秒', '2024-01-01T10:00:05'],
    ['2024年1月1日 10点5分', '2024-01-01T10:05:00'],
    ['2024年01月01日 星期一 下午3时', '2024-01-01T15:00:00'],
    ['2024/1/1 上午 12:30', '2024-01-01T00:30:00'],
    ['2024/1/1 下午12:30:01', '2024-01-01T12:30:01'],
    ['2024/1/1 中午11:30', '2024-01-01T11:30:00'],
    ['2024/1/1 中午1:30', '2024-01-01T13:30:00'],
    ['2024-01-01 11:59 PM', '2024-01-01T23:59:00'],
    ['2024-01-01T10:00:00', '2024-01-01T10:00:00'],
    ['2024-01-01T10:00:00.123Z', '2024-01-01T18:00:00'],
    ['2024-01-01T20:00:00Z', '2024-01-02T04:00:00'],
    ['2024-01-01T10:00:00+08:00', '2024-01-01T10:00:00'],
    ['2024-01-01T10:00:00-0500', '2024-01-01T23:00:00'],
    ['2024-01-01 02:00:00 UTC', '2024-01-01T10:00:00'],
    ['1704074400', '2024-01-01T10:00:00'],
    ['1704074400000', '2024-01-01T10:00:00'],
    ['45292.4167', '2024-01-01T10:00:03'],
    ['45292', '2024-01-01T00:00:00'],
    ['２０２４－０１－０１　１０：００', '2024-01-01T10:00:00'],
    ['10:00:05', '10:00:05'],
    ['晚上8点', '20:00:00'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each(['', '昨天', '2024-13-01', '2024-02-30 10:00', '2024-01-01 25:00', '10:60', '12', '1/2/2024', '2024-01-01 10:00 左右', '123456789012345678'])(
    'not a time: %s',
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );
});

describe('times of a conversation', () => {
  const at = async (rows: string): Promise<(string | undefined)[]> =>
    (await readingOf(`会话编号,角色,时间,内容\n${rows}`)).conversations[0]?.messages.map((message) => message.at) ?? [];

  test('clocks without any date give no time, and the order of the file stays', async () => {
    expect(await at('1,客户,23:59:50,一\n1,客服,00:00:10,二\n')).toEqual([undefined, undefined]);
  });

  test('clocks take the date that is known and go on past midnight', async () => {
    expect(await at('1,客户,2024-01-31 23:59:50,一\n1,客服,00:00:10,二\n1,客户,00:01,三\n')).toEqual([
      '2024-01-31T23:59:50', '2024-02-01T00:00:10', '2024-02-01T00:01:00',
    ]);
  });

  test('messages out of order are put in order, those of one second as they stand', async () => {
    const rows = '1,客户,2024-01-01 10:00,一\n1,客服,2024-01-01 10:02,三\n1,客户,2024-01-01 10:01,二\n1,客服,2024-01-01 10:01,二a\n';
    const { conversations } = await readingOf(`会话编号,角色,时间,内容\n${rows}`);
    expect(conversations[0]?.messages.map((message) => message.text)).toEqual(['一', '二', '二a', '三']);
  });

  test('the zone of the machine does not matter', async () => {
    const before = process.env['TZ'];
    process.env['TZ'] = 'America/New_York';
    try {
      expect(await at('1,客户,1704074400,一\n')).toEqual(['2024-01-01T10:00:00']);
    } finally {
      process.env['TZ'] = before ?? '';
      if (before === undefined) delete process.env['TZ'];
    }
  });
});
