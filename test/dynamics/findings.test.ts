import { describe, expect, it } from 'vitest';
import { Analysis } from '../../src/dynamics/analysis.js';
import { ignoredThreats } from '../../src/dynamics/findings/threats.js';
import type { FindingKind, Signal } from '../../src/model.js';
import type { MessageReading } from '../../src/signals/signals.js';
import { say } from '../../src/locale/index.js';
import { findingSentence } from '../../src/report/format.js';
import { judged, judging, talk } from '../helpers.js';

/** Kind, a conversation that has it and where, one that is near and has not. */
const CASES: readonly { kind: FindingKind; at: readonly number[]; has: readonly string[]; not: readonly string[] }[] = [
  {
    kind: 'ignored-threat', at: [0, 1],
    has: ['C: 再不退款我就打12315投诉你们', 'A: 请问还有其他可以帮您的吗'],
    not: ['C: 再不退款我就打12315投诉你们', 'A: 您要打12315是您的权利，我先把退款给您办了'],
  },
  {
    kind: 'provoked-threat', at: [2],
    has: ['C: 再不退款我就打12315投诉你们', 'C: 我说到做到', 'A: 那您去投诉吧，随便您'],
    not: ['A: 那您去投诉吧，随便您', 'C: 你什么态度'],
  },
  {
    kind: 'stonewall-loop', at: [1, 3],
    has: ['C: 退款怎么还没到', 'A: 已经反馈了，请您耐心等待', 'C: 到底什么时候', 'A: 已经反馈了，请您耐心等待'],
    not: ['C: 你好', 'A: 为了保障服务质量，本次通话将会被录音', 'C: 喂', 'A: 为了保障服务质量，本次通话将会被录音'],
  },
  {
    kind: 'repeated-demand', at: [0, 2],
    has: ['C: 我的退款什么时候能到账', 'A: 您好', 'C: 我就问退款什么时候能到账'],
    not: ['C: 我的退款什么时候能到账', 'A: 您好', 'C: 那我的发票开好了没有'],
  },
  {
    kind: 'law-only-reply', at: [1],
    has: ['C: 你们太过分了，凭什么不给退', 'A: 根据平台规定，拆封的商品不支持退货'],
    not: ['C: 你们太过分了，凭什么不给退', 'A: 非常抱歉，根据平台规定拆封不能退货，我给您申请换一件新的'],
  },
  {
    kind: 'escalation-refused', at: [0, 1],
    has: ['C: 叫你们经理来接电话', 'A: 领导不在，找谁都一样'],
    not: ['C: 叫你们经理来接电话', 'A: 好的，我马上为您转接值班经理'],
  },
  {
    kind: 'empty-apology', at: [1, 2],
    has: ['C: 我的快递呢', 'A: 非常抱歉给您带来不便', 'C: 道歉有什么用，你们太过分了，气死我了'],
    not: ['C: 我的快递呢', 'A: 非常抱歉，我现在就为您登记补发一件新的', 'C: 你们太过分了，气死我了'],
  },
  {
    kind: 'overpromise', at: [1],
    has: ['C: 明天能到吗', 'A: 保证明天一定到，百分之百没问题'],
    not: ['C: 明天能到吗', 'A: 预计明天下午能到，我明天下午五点前给您回电话'],
  },
  {
    kind: 'late-solution', at: [9],
    has: ['C: 太过分了，货是坏的', 'A: 您好', 'C: 在吗', 'A: 请问怎么了', 'C: 坏了', 'A: 哪里坏了', 'C: 屏幕', 'A: 什么样的', 'C: 裂了', 'A: 我现在就为您登记换新，安排师傅上门取件'],
    not: ['C: 太过分了，货是坏的', 'A: 我现在就为您登记换新，安排师傅上门取件'],
  },
  {
    kind: 'slow-reply', at: [0, 1],
    has: ['C 0: 在吗', 'A 45: 在的'],
    not: ['C 0: 在吗', 'A 1: 在的'],
  },
  {
    kind: 'unanswered-ending', at: [2],
    has: ['C: 你好', 'A: 您好', 'C: 我要投诉你们，太过分了'],
    not: ['C: 你好', 'A: 您好', 'C: 好的谢谢'],
  },
  { kind: 'harm', at: [0], has: ['C: 充电宝自燃了，把我手烧伤了', 'A: 您好'], not: ['C: 充电宝不耐用', 'A: 您好'] },
  { kind: 'staff-abuse', at: [0], has: ['C: 你个傻逼客服', 'A: 您好'], not: ['C: 你个傻逼客服，我要去法院告你们', 'A: 您好'] },
  {
    kind: 'broken-promise', at: [1, 2],
    has: ['C 0: 什么时候修', 'A 1: 今天下午五点前师傅给您回电', 'C 600: 说好今天下午回电的，到现在都没人打给我'],
    not: ['C 0: 什么时候修', 'A 1: 今天下午五点前师傅给您回电', 'C 300: 师傅来过了，谢谢'],
  },
  {
    kind: 'overdue-promise', at: [1, 2],
    has: ['C 0: 什么时候修', 'A 1: 一小时内给您回电', 'C 120: 人呢'],
    not: ['C 0: 什么时候修', 'A 1: 一小时内给您回电', 'C 30: 人呢'],
  },
  {
    kind: 'recovery', at: [1, 2],
    has: ['C: 太过分了，我要投诉', 'A: 实在对不起，我现在就给您全额退款', 'C: 好的谢谢，麻烦你了'],
    not: ['C: 你好', 'A: 我现在就给您全额退款', 'C: 好的谢谢，麻烦你了'],
  },
];

describe('findings over turns', () => {
  it.each(CASES)('$kind', ({ kind, at, has, not }) => {
    const found = judged(...has).findings.filter((f) => f.kind === kind);
    expect(found.map((f) => f.messages)).toEqual([at]);
    expect(judged(...not).findings.filter((f) => f.kind === kind)).toEqual([]);
    for (const lang of ['zh', 'en'] as const) {
      const sentence = findingSentence(found[0] as (typeof found)[number], lang);
      expect(sentence).not.toMatch(/[{}]/);
      expect(say(lang, `finding-${kind}`)).not.toBe('');
    }
  });

  it('a promise of an earlier contact is broken too', () => {
    const report = judged('C: 上次客服答应三天退款，到现在都没收到', 'A: 您好');
    expect(report.findings.map((f) => [f.kind, f.messages])).toContainEqual(['broken-promise', [0]]);
    expect(report.promises).toEqual([]);
  });

  it('a loop is known at its second round, whatever comes later', () => {
    const lines = ['C: 退款怎么还没到', 'A: 已经反馈了，请您耐心等待', 'C: 到底什么时候', 'A: 已经反馈了，请您耐心等待', 'C: 唉', 'A: 已经反馈了，请您耐心等待'];
    const long = judged(...lines);
    const short = judged(...lines.slice(0, 4));
    expect(long.findings.find((f) => f.kind === 'stonewall-loop')?.detail['times']).toBe(3);
    expect(long.risk.trajectory.slice(0, 4)).toEqual(short.risk.trajectory);
  });
});

describe('what takes up a threat', () => {
  const conversation = talk('C: 再不退款我就打12315投诉你们', 'A: 这边都会安排的呢');
  const threat = judging.reader.read(conversation.messages)[0] as MessageReading;
  const remedy: Signal = { signal: 'solution', rule: 'solution/any', message: 1, start: 0, end: 4, text: '这边都会', strength: 0.9, modifiers: [] };
  const ignored = (answer: Signal): number => ignoredThreats(new Analysis(conversation, [threat, { signals: [answer], marks: [] }], judging.dynamics)).length;

  it('is a remedy that a rule found', () => {
    expect(ignored(remedy)).toBe(0);
  });
  it('is no remedy that the trained layer alone heard, however sure it is', () => {
    expect(ignored({ ...remedy, rule: 'learned/solution', learned: { probability: 0.99, evidence: [] } })).toBe(1);
  });
});
