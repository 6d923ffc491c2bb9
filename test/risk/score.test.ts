import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIGNALS, type Signal, type SignalId } from '../../src/model.js';
import { Ledger } from '../../src/risk/ledger.js';
import { bandOf, partsOf, scoreOf, wholePoints } from '../../src/risk/score.js';
import { judge } from '../../src/risk/case-report.js';
import { judged, judging, talk } from '../helpers.js';

const card = judging.scorecard;
const AGENT = new Set<string>(['stonewalling', 'provocation', 'overpromise', 'apology', 'empathy', 'ownership', 'solution', 'commitment']);

function signal(id: SignalId, message: number, stage?: Signal['stage']): Signal {
  return { signal: id, rule: `${id}/x`, message, start: 0, end: 1, text: 'x', strength: 0.8, modifiers: [], ...(stage && { stage }) };
}

function ledgerOf(steps: readonly { id: SignalId; hot: boolean }[]): Ledger {
  const ledger = new Ledger(card);
  steps.forEach(({ id, hot }, i) => {
    const side = AGENT.has(id) ? 'agent' : 'customer';
    ledger.add(i, { side, signals: [signal(id, i)], findings: [], hot: side === 'customer' && hot, continues: false });
  });
  return ledger;
}

const step = fc.record({ id: fc.constantFrom(...SIGNALS), hot: fc.boolean() });

describe('the score', () => {
  it('is the sum of its parts, and of whole points when rounded (property)', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const ledger = ledgerOf(steps);
      const parts = partsOf(ledger, card);
      const score = scoreOf(ledger, card);
      expect(parts.reduce((sum, p) => sum + p.points, 0)).toBeCloseTo(score, 6);
      expect(wholePoints(parts, Math.round(score)).reduce((a, b) => a + b, 0)).toBe(Math.round(score));
    }));
  });

  it('never falls when a threat is added (property)', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 20 }), fc.constantFrom<SignalId>('media-threat', 'regulator-threat', 'legal-threat', 'extreme-threat'), (steps, threat) => {
      const before = scoreOf(ledgerOf(steps), card);
      const after = scoreOf(ledgerOf([...steps, { id: threat, hot: true }]), card);
      expect(after).toBeGreaterThanOrEqual(before);
    }));
  });

  it('never rises when a remedy is offered and accepted (property)', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const before = scoreOf(ledgerOf(steps), card);
      const after = scoreOf(ledgerOf([...steps, { id: 'solution', hot: false }, { id: 'satisfaction', hot: false }]), card);
      expect(after).toBeLessThanOrEqual(before + 1e-9);
    }));
  });

  it('saturates: the tenth anger adds less than the first', () => {
    const scores = Array.from({ length: 11 }, (_, n) => scoreOf(ledgerOf(Array.from({ length: n }, () => ({ id: 'anger' as const, hot: false }))), card));
    const gain = (n: number): number => Math.log((scores[n] as number) / (100 - (scores[n] as number))) - Math.log((scores[n - 1] as number) / (100 - (scores[n - 1] as number)));
    expect(gain(10)).toBeLessThan(gain(1) / 3);
  });

  it('bands follow the cut-offs', () => {
    expect([0, card.bands.medium, card.bands.high, card.bands.critical].map((s) => bandOf(s, card))).toEqual(['low', 'medium', 'high', 'critical']);
  });
});

describe('a case report', () => {
  it('has a trajectory over every message, a peak and a first alert', () => {
    const report = judged('C: 你好', 'A: 您好，请问有什么可以帮您', 'C: 我现在就去12315投诉你们', 'A: 好的呢');
    expect(report.risk.trajectory.map((p) => p.message)).toEqual([0, 1, 2, 3]);
    expect(report.risk.firstAlert).toBe(2);
    expect(report.risk.peak.score).toBeGreaterThanOrEqual(report.risk.score);
    expect(report.risk.contributions.reduce((sum, c) => sum + c.points, 0)).toBe(report.risk.score);
  });

  it('looks back only: a prefix has the same trajectory as the whole (property of forecasts)', () => {
    const lines = ['C: 东西坏了', 'A: 请耐心等待', 'C: 你们太过分了，再不处理我就打12315', 'A: 亲亲，这边理解呢', 'C: 行，法院见'];
    const whole = judged(...lines).risk.trajectory;
    lines.forEach((_, n) => {
      const prefix = judged(...lines.slice(0, n + 1)).risk.trajectory;
      // what is known only at the end of a prefix (an unanswered ending) may add to its last point
      expect(prefix.slice(0, n).map((p) => p.score)).toEqual(whole.slice(0, n).map((p) => p.score));
    });
  });

  it('names the agent turn before a turning point', () => {
    const report = judged('C: 你好，想问下退货', 'A: 这是公司规定，没办法', 'C: 那我只能打12315投诉你们了');
    expect(report.turningPoints[0]).toMatchObject({ message: 2, before: { message: 1 } });
    expect(report.attribution).toBe('agent-aggravated');
  });

  it.each([
    [['?: 你好', '?: 在吗'], 'speakers-unknown'],
    [['C: ', 'A: …'], 'no-text'],
    [[], 'no-messages'],
  ])('calls nobody low who cannot be judged: %j', (lines, reason) => {
    const report = judge(talk(...lines), judging);
    expect(report).toMatchObject({ status: 'insufficient', reason, risk: null });
  });

  it('the same conversation gives the same bytes', () => {
    const conversation = talk('C: 再不退款我就曝光你们', 'A: 您好');
    expect(JSON.stringify(judge(conversation, judging))).toBe(JSON.stringify(judge(conversation, judging)));
  });
});

describe('ignored threats', () => {
  it('a template reply does not take a threat up', () => {
    const report = judged('C: 再不处理我就打12315', 'A: 亲，感谢您的支持，祝您生活愉快');
    expect(report.findings.find((f) => f.kind === 'ignored-threat')?.messages).toEqual([0, 1]);
  });
  it('an answer that speaks to it does', () => {
    const report = judged('C: 再不处理我就打12315', 'A: 您要投诉是您的权利，我马上请主管给您回电');
    expect(report.findings.filter((f) => f.kind === 'ignored-threat')).toEqual([]);
  });
  it('a threat with no agent turn after it is not counted', () => {
    expect(judged('A: 您好', 'C: 再不处理我就打12315').findings.filter((f) => f.kind === 'ignored-threat')).toEqual([]);
  });
});
