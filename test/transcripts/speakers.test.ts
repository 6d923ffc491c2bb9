import { describe, expect, test } from 'vitest';
import { loadKnowledge } from '../../src/transcripts/knowledge.js';
import { SpeakerNames } from '../../src/transcripts/speakers.js';
import { LEXICONS, readingOf } from './reading.js';

const names = new SpeakerNames(loadKnowledge(LEXICONS).speakers);

test.each([
  ['客服', 'agent'], ['座席', 'agent'], ['話務員', 'agent'], ['店小二', 'agent'], ['helpdesk', 'agent'], ['Agent', 'agent'],
  ['客服01', 'agent'], ['坐席1001', 'agent'], ['agent_3', 'agent'], ['客服-小王', 'agent'], ['【客服】', 'agent'], ['小王（客服）', 'agent'],
  ['客户(138****0000)', 'customer'], ['客戶', 'customer'], ['市民', 'customer'], ['ＵＳＥＲ', 'customer'], ['user-42', 'customer'],
  ['机器人', 'bot'], ['客服机器人', 'bot'], ['robot', 'bot'], ['系统消息', 'system'], ['客户服务', 'agent'], ['客户经理', 'agent'],
])('%s is %s without doubt', (value, speaker) => {
  expect(names.strict(value)).toBe(speaker);
});

test.each([
  ['小王客服', 'agent'], ['客服小王', 'agent'], ['京东在线客服', 'agent'], ['蓝天家居:小橙', 'agent'], ['爱购物的用户', 'customer'],
])('%s is likely %s', (value, speaker) => {
  expect(names.strict(value)).toBeUndefined();
  expect(names.loose(value)).toBe(speaker);
});

test.each(['张三', '订单号', 'abc', '地址', '我跟你们客服说了很多很多次'])('%s is nobody known', (value) => {
  expect(names.loose(value)).toBeUndefined();
});

describe('who speaks', () => {
  const speakers = async (text: string, options = {}): Promise<(string | undefined)[]> =>
    (await readingOf(text, options)).conversations.flatMap((c) => c.messages.map((message) => message.speaker));

  test('the user has the last word', async () => {
    const text = '会话编号,角色,内容\n1,店小二,一\n1,客户,二\n';
    expect(await speakers(text, { speakers: { 店小二: 'bot', 客户: 'agent' } })).toEqual(['bot', 'agent']);
  });

  test('of two people the one beside a known one is the other side; of three nobody is guessed', async () => {
    expect(await speakers('会话编号,发送人,内容\n1,张三,一\n1,客服,二\n1,张三,三\n')).toEqual(['customer', 'agent', 'customer']);
    expect(await speakers('会话编号,发送人,内容\n1,张三,一\n1,客服,二\n1,李四,三\n')).toEqual(['unknown', 'agent', 'unknown']);
  });

  test('names are found in the customer and agent columns', async () => {
    expect(await speakers('会话编号,客户,客服,发送人,内容\n1,张三,李四,李四,一\n1,张三,李四,张三,二\n')).toEqual(['agent', 'customer']);
  });

  test('flags of both senses', async () => {
    expect(await speakers('会话编号,是否客服发送,内容\n1,1,一\n1,0,二\n')).toEqual(['agent', 'customer']);
    expect(await speakers('会话编号,是否客户,内容\n1,是,一\n1,否,二\n')).toEqual(['customer', 'agent']);
  });

  test('unknown names are told once, with a way to name them', async () => {
    const { notices } = await readingOf('会话编号,发送人,内容\n1,甲,一\n1,乙,二\n2,甲,三\n');
    expect(notices.filter((notice) => notice.id === 'speakers-unknown')).toEqual([
      { id: 'speakers-unknown', params: { names: '甲, 乙', example: '甲' }, place: { file: '-' } },
    ]);
  });
});
