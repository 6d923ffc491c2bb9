import { describe, expect, it } from 'vitest';
import { judged } from '../helpers.js';

const THREAT = 'C: 你们太过分了，我现在就去12315投诉你们，还要找记者曝光';

describe('the alarm', () => {
  it('fires when the agent passes a threat over', () => {
    expect(judged('C: 你好', THREAT, 'A: 请问还有其他可以帮您的吗').risk.alarm).toEqual({ message: 1, confirmed: 2 });
  });
  it('fires when nobody answers', () => {
    expect(judged('C: 你好', 'A: 您好', THREAT).risk.alarm).toEqual({ message: 2, confirmed: 2 });
  });
  it('stays silent on a flare that the agent settles in the next turn', () => {
    const report = judged('C: 你好', 'C: 太过分了，我要打12315投诉你们', 'A: 对不起，是我们的失误，我现在就给您全额退款，今天下午五点前到账', 'C: 好的谢谢，麻烦你了');
    expect(report.risk.firstAlert).toBe(1);
    expect(report.risk.alarm).toBeUndefined();
  });
  it('does not wait where life is at stake', () => {
    expect(judged('C: 不退钱我就从你们楼上跳下去', 'A: 您别急，我现在就给您全额退款', 'C: 好的谢谢').risk.alarm).toEqual({ message: 0, confirmed: 0 });
  });
});

describe('the counterfactual of a turning point', () => {
  const lines = ['C: 你好，我想退货', 'A: 送您一瓶王老吉降降火吧', 'C: 你什么态度，我要打12315投诉你'];
  it('is the score had the agent said something neutral', () => {
    const [turning] = judged(...lines).turningPoints;
    const neutral = judged(lines[0] as string, 'A: 嗯', lines[2] as string).risk.trajectory[2]?.score;
    expect(turning?.message).toBe(2);
    expect(turning?.neutral).toBe(neutral);
    expect(turning?.neutral).toBeLessThan(turning?.to as number);
  });
  it('is absent where the agent had said nothing', () => {
    expect(judged('C: 你好', 'A: 今天天气不错', lines[2] as string).turningPoints[0]?.neutral).toBeDefined();
    expect(judged(lines[2] as string).turningPoints).toEqual([]);
  });
});

describe('the service record', () => {
  it('counts turns and minutes until the first concrete remedy', () => {
    const { service } = judged('C 0: 货坏了', 'A 2: 您好', 'C 3: 在吗', 'A 20: 我现在就给您全额退款');
    expect(service).toEqual({ customerTurns: 2, agentTurns: 2, firstSolution: { message: 3, turns: 2, minutes: 20 }, slowestReply: { message: 2, minutes: 17 } });
  });
  it('says nothing where nothing is known', () => {
    expect(judged('C: 货坏了', 'A: 您好').service).toEqual({ customerTurns: 1, agentTurns: 1 });
  });
});
