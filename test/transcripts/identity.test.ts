import { describe, expect, it } from 'vitest';
import { DistinctMasks } from '../../src/text/distinct-masks.js';
import { readIdentity } from '../../src/transcripts/index.js';
import { LEXICONS, readingOf } from './reading.js';

const identity = readIdentity(LEXICONS);

describe('who is somebody in particular', () => {
  it.each(['C001', 'user001', '13812345678', '张伟', 'tb_5521', '小满要睡觉', '1'])('%s', (value) => expect(identity.customer(value)).toBe(true));
  it.each(['王女士', '欧阳先生', '客户', '微信用户', '匿名', 'Unknown', 't**8', '138****5678', '张某', '-', '000', '無'])('not %s', (value) => expect(identity.customer(value)).toBe(false));
  it.each([['DD1', true], ['无', false], ['N/A', false], ['0', false]])('case %s: %s', (value, known) => expect(identity.case(value)).toBe(known));
});

describe('masks of ids', () => {
  it('are as distinct as the ids, whatever was masked before', () => {
    const masks = new DistinctMasks();
    const shown = ['13811115678', '138****5678', '13822225678', '13811115678', 'C001'].map((id) => masks.mask(id));
    expect(shown).toEqual(['138****5678', '138****5678 (2)', '138****5678 (3)', '138****5678', 'C001']);
    expect(shown.map((s) => masks.made(s))).toEqual([true, false, true, true, false]);
  });
});

describe('customers and cases of the input', () => {
  it('an id is preferred to a name, which two people may share', async () => {
    const { conversations } = await readingOf('会话编号,客户姓名,客户编号,角色,内容\na,张伟,C7,客户,你好\n');
    expect(conversations[0]?.customer).toBe('C7');
  });
  it('客户1 numbers the people of one conversation and names no customer', async () => {
    const { conversations } = await readingOf('客户1：你好\n客服1：您好\n客户1：在吗\n');
    expect(conversations[0]?.messages[0]?.speaker).toBe('customer');
    expect(conversations[0]?.customer).toBeUndefined();
  });
  it('--case-by overrules a recognised column, in rows where its cell is blank too', async () => {
    const { conversations } = await readingOf('会话编号,订单号,合同,角色,内容\na,D1,,客户,你好\na,D1,H5,客户,在吗\nb,D2,,客户,你好\n', { caseBy: '合同' });
    expect(conversations.map((c) => c.case)).toEqual(['H5', undefined]);
  });
  it('a dialogue without times begins when the row says', async () => {
    const { conversations } = await readingOf('会话编号,开始时间,对话内容\na,2024-05-06 10:00:00,"客户：你好\n客服：您好"\n');
    expect(conversations[0]?.messages.map((m) => m.at)).toEqual(['2024-05-06T10:00:00', undefined]);
  });
});
