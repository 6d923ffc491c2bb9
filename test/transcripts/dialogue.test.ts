import { describe, expect, test } from 'vitest';
import { readingOf } from './reading.js';

/** Messages of a text dialogue as `speaker: text`. */
async function said(text: string): Promise<string[]> {
  const { conversations } = await readingOf(text, { format: 'text' });
  return conversations.flatMap((c) => c.messages.map((message) => `${message.speaker}: ${message.text}`));
}

describe('labels', () => {
  test('a colon in ordinary text begins no message', async () => {
    expect(await said('客户：地址：人民路1号\n备注：三楼\n我的要求：退款\n客服：好的\n')).toEqual([
      'customer: 地址：人民路1号\n备注：三楼\n我的要求：退款', 'agent: 好的',
    ]);
  });

  test('things that repeat before a colon are no speakers', async () => {
    expect(await said('客户：\n订单号：1\n订单号：2\n客服：收到\n')).toEqual(['customer: 订单号：1\n订单号：2', 'agent: 收到']);
  });

  test('a name that repeats is a speaker', async () => {
    expect(await said('客服：您好\n刘洋：灯坏了\n客服：型号？\n刘洋：A1\n')).toEqual(['agent: 您好', 'customer: 灯坏了', 'agent: 型号？', 'customer: A1']);
  });

  test('several labels in one line', async () => {
    expect(await said('客服：您好 客户：说好的：三天到；客服：抱歉')).toEqual(['agent: 您好', 'customer: 说好的：三天到', 'agent: 抱歉']);
    expect(await said('客户：我问客服：什么时候退\n')).toEqual(['customer: 我问客服：什么时候退']);
  });

  test('a link is no label', async () => {
    expect(await said('客户：看\nhttp://a.example/b\nhttp://a.example/c\n客服：好')).toEqual(['customer: 看\nhttp://a.example/b\nhttp://a.example/c', 'agent: 好']);
  });

  test('brackets, half width, times before and after the label', async () => {
    expect(await said('[客服] 您好\n【客户】在\n客服 10:00:01：a\n2024-01-01 10:00:02 客户: b\n')).toEqual([
      'agent: 您好', 'customer: 在', 'agent: a', 'customer: b',
    ]);
  });
});

describe('chat clients', () => {
  test('status lines and recalled messages are left out', async () => {
    expect(await said('阿树 2024-01-01 10:00:00\n在吗\n已读\n阿树撤回了一条消息\n木木旗舰店:小叶 2024-01-01 10:00:09\n在的\n未读\n')).toEqual([
      'customer: 在吗', 'agent: 在的',
    ]);
  });

  test('who wrote to whom', async () => {
    expect(await said('阿树 --> 木木旗舰店:小叶 2024-01-01 10:00:00\n在吗\n木木旗舰店:小叶 --> 阿树 2024-01-01 10:00:09\n在的\n')).toEqual([
      'customer: 在吗', 'agent: 在的',
    ]);
  });

  test('a line that ends in the time of an order is text', async () => {
    const text = '客服 2024-01-01 10:00:00\n什么时候买的\n客户 2024-01-01 10:00:09\n下单时间是2023-12-30 09:00:00\n';
    expect(await said(text)).toEqual(['agent: 什么时候买的', 'customer: 下单时间是2023-12-30 09:00:00']);
  });
});

test('text without labels is kept, as nobody’s', async () => {
  expect(await said('东西坏了\n没人管\n')).toEqual(['unknown: 东西坏了\n没人管']);
});

test('where customer and agent are known, other words before a colon are text', async () => {
  expect(await said('客户：两点\n优点：快\n缺点：坏\n优点：没了\n缺点：很多\n客服：收到\n')).toEqual([
    'customer: 两点\n优点：快\n缺点：坏\n优点：没了\n缺点：很多', 'agent: 收到',
  ]);
});
