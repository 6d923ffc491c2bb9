import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Analysis } from '../../src/dynamics/analysis.js';
import { findingsOf } from '../../src/dynamics/findings/index.js';
import { promisesOf } from '../../src/dynamics/promises.js';
import { turningPoints, type Turning } from '../../src/dynamics/turning-points.js';
import type { Conversation } from '../../src/model.js';
import { forecast } from '../../src/risk/forecast.js';
import { scoresHadItBeenNeutral } from '../../src/risk/neutral.js';
import { judging, talk } from '../helpers.js';

const { reader, dynamics, scorecard } = judging;

/** What it must be: the whole conversation judged again, with the turn's signals and marks taken away. */
function naive(conversation: Conversation, analysis: Analysis, { before, message }: Turning): number | undefined {
  if (!before) return undefined;
  const own = new Set(before.messages);
  const readings = reader.read(conversation.messages, conversation.channel).map((reading, m) => (own.has(m) ? { signals: [], marks: [] } : reading));
  const silenced = new Analysis(conversation, readings, dynamics);
  // a wait is judged as it was: it was in time by what had been said
  const waited = new Set(findingsOf(analysis, promisesOf(analysis)).flatMap((f) => (f.kind === 'slow-reply' ? [f.messages.join()] : [])));
  const findings = findingsOf(silenced, promisesOf(silenced))
    .filter((f) => !f.messages.some((m) => own.has(m)) && (f.kind !== 'slow-reply' || waited.has(f.messages.join())));
  return forecast(silenced, findings, scorecard).trajectory[message]?.score;
}

const line = fc.oneof(
  fc.constantFrom(
    'C: 太过分了，我要打12315投诉你们', 'C: 你们说好的回电一直没来，气死我了', 'C: 叫你们领导来', 'C: 收到退款了，谢谢', 'C: 我要找记者曝光', 'C: 再不退款就法院见',
    'C: 好的，谢谢你', 'C: 什么时候退款', 'C: 你们这群骗子', 'C: 孩子用了过敏住院了', 'C: 嗯', 'C: 答应我今天退款的，又骗我',
  ),
  fc.constantFrom(
    'A: 已经反馈了，请您耐心等待回复', 'A: 非常抱歉，这是公司的规定没有办法', 'A: 24小时内一定给您回电话处理', 'A: 您自己没看清楚吧', 'A: 我现在就为您登记退款200元', 'A: 领导不在，找谁都一样',
    'A: 请您再耐心等待一下，已经在反馈了', 'A: 保证今天给您退款到账', 'A: 您好，请问还有其他可以帮您的吗', 'A: 送您一瓶王老吉降降火', 'B: 已经反馈了，请您耐心等待回复',
  ),
  fc.constantFrom('S: 会话转接', '?: 喂'),
);
const lines = fc.array(fc.tuple(line, fc.nat(900)), { minLength: 8, maxLength: 24 }).map((said) => {
  let at = 0;
  return said.map(([text, minutes]) => text.replace(/^(.):/, `$1 ${(at += minutes)}:`));
});

describe('the score had an agent been neutral', () => {
  it('is that of the whole conversation judged anew', () => {
    let asked = 0;
    fc.assert(fc.property(lines, (said) => {
      const conversation = talk(...said);
      const analysis = Analysis.of(conversation, reader, dynamics);
      const promises = promisesOf(analysis);
      const turnings = turningPoints(analysis);
      const scores = scoresHadItBeenNeutral(analysis, findingsOf(analysis, promises), promises, turnings, scorecard);
      for (const turning of turnings) {
        asked += 1;
        expect(scores.get(turning.message)).toBe(naive(conversation, analysis, turning));
      }
    }), { numRuns: 400 });
    expect(asked).toBeGreaterThan(100);
  });
});
