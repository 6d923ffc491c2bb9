import { describe, expect, it } from 'vitest';
import { neutralScore, partTitle, signalName } from '../../src/report/format.js';
import type { TurningPoint } from '../../src/model.js';
import { judged } from '../helpers.js';

describe('what reports call things', () => {
  it('names who an extreme threat puts in danger', () => {
    expect(signalName({ signal: 'extreme-threat', subtype: 'self-harm' }, 'zh')).toBe('威胁：极端行为（轻生）');
    expect(signalName({ signal: 'extreme-threat' }, 'zh')).toBe('威胁：极端行为');
    expect(signalName({ signal: 'safety-harm', subtype: 'ongoing' }, 'en')).toMatch(/\(happening now\)$/);
  });

  it('names the kinds behind a contribution', () => {
    const report = judged('C: 再不退钱我就从你们楼上跳下去', 'A: 您先冷静', 'C: 信不信我砸了你们店');
    const part = report.risk.contributions.find((c) => c.id === 'extreme-threat');
    expect(part && partTitle(report, part, 'zh')).toBe('威胁：极端行为（轻生、暴力）');
  });

  it('tells the score without the agent\'s words only where it differs', () => {
    const turn = { message: 1, text: '', from: 10, to: 47, neutral: 46 } satisfies TurningPoint;
    expect(neutralScore(turn)).toBeUndefined();
    expect(neutralScore({ ...turn, neutral: 20 })).toBe(20);
  });
});
