import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Analysis } from '../../src/dynamics/analysis.js';
import { findingsOf } from '../../src/dynamics/findings/index.js';
import { promisesOf } from '../../src/dynamics/promises.js';
import { serviceOf } from '../../src/dynamics/service.js';
import { KesuError } from '../../src/errors.js';
import { SHIPPED } from '../../src/lexicon/sources.js';
import { SKILLS, type AgentPromise, type Conversation, type Finding, type ServiceRecord, type Signal, type SignalId, type SkillId, type SkillScore } from '../../src/model.js';
import { DEEDS, VIRTUES } from '../../src/risk/skill-settings.js';
import { readSkills, skillsOf } from '../../src/risk/skills.js';
import { caught, judging, talk } from '../helpers.js';
import { folder } from '../lexicon/overlay.js';

const settings = readSkills();

interface Extra {
  readonly findings?: readonly Finding[];
  readonly promises?: readonly AgentPromise[];
}

const marked = (analysis: Analysis, { findings = [], promises = [] }: Extra = {}): Record<SkillId, SkillScore> =>
  Object.fromEntries(skillsOf(analysis, [...findingsOf(analysis, promisesOf(analysis)), ...findings], serviceOf(analysis), promises, settings).map((s) => [s.skill, s])) as Record<SkillId, SkillScore>;

const skills = (lines: readonly string[], extra?: Extra): Record<SkillId, SkillScore> => marked(Analysis.of(talk(...lines), judging.reader, judging.dynamics), extra);
const scores = (lines: readonly string[], extra?: Extra): (number | null)[] => Object.values(skills(lines, extra)).map((s) => s.score);
const ids = (score: SkillScore): string[] => score.items.map((i) => i.id);
const found = (kind: Finding['kind'], ...messages: number[]): Finding => ({ kind, messages, evidence: [], detail: {} });
const promise = (status: AgentPromise['status'], message: number): AgentPromise => ({ message, text: '', kind: 'commitment', status });

describe('the agent scorecard', () => {
  it('gives all four skills in order, and none of a conversation without an agent', () => {
    const analysis = Analysis.of(talk('C: 你们太过分了', 'B: 请耐心等待'), judging.reader, judging.dynamics);
    const all = skillsOf(analysis, findingsOf(analysis, []), serviceOf(analysis), [], settings);
    expect(all).toEqual(SKILLS.map((skill) => ({ skill, score: null, items: [] })));
  });

  it('a faultless ordinary chat gets 80–92 on what it shows, and shows neither empathy nor control', () => {
    const { knowledge, empathy, control, 'problem-solving': solving } = skills([
      'C: 你好，昨天买的台灯少发了一个灯罩', 'A: 您好，我现在就给您补发一个灯罩', 'C: 好的，谢谢',
    ]);
    for (const { score } of [knowledge, solving]) {
      expect(score).toBeGreaterThanOrEqual(80);
      expect(score).toBeLessThanOrEqual(92);
    }
    expect([empathy.score, control.score]).toEqual([null, null]);
  });

  it('an exemplary recovery gets 95 and more on all four', () => {
    const all = scores([
      'C: 冰箱修两回了还是不制冷，气死我了，今天再不处理我就打12315',
      'A: 修了两次还没好，换作是我也会生气，真的非常抱歉。您要打12315是您的权利，我先给您安排换新',
      'C: 食材全坏了，太过分了',
      'A: 这是我们的失误，坏掉的食材500元以内我现在就给您退款，明天上午十点前给您送到新机',
      'C: 好的，谢谢你，麻烦了',
    ], { findings: [found('recovery', 4)] });
    for (const score of all) expect(score).toBeGreaterThanOrEqual(95);
  });

  it('an agent who stonewalls and mocks stays below 40 on all four', () => {
    const all = scores([
      'C: 你们发错货了，太过分了，什么态度', 'A: 这是公司规定，没办法',
      'C: 气死我了，你们是骗子吧', 'A: 规定就是规定，您自己没看清楚吧',
      'C: 我要去12315投诉你们', 'A: 那您去投诉吧，随便，送您一瓶王老吉降降火',
      'C: 行，法院见',
    ]);
    for (const score of all) {
      expect(score).not.toBeNull();
      expect(score).toBeLessThan(40);
    }
  });

  it('empathy counts only where the customer has something on the heart', () => {
    expect(skills(['C: 你好，多久发货', 'A: 非常抱歉，今天下午五点前给您发货']).empathy.score).toBeNull();
    expect(ids(skills(['C: 太过分了，等了一周', 'A: 我非常理解您着急的心情']).empathy)).toEqual(['empathy']);
  });

  it('a cold answer to an upset customer costs empathy; sympathy lasts until the customer grows sharper', () => {
    expect(ids(skills(['C: 气死我了，你们太过分了', 'A: 请提供一下订单号']).empathy)).toEqual(['cold-answer']);
    const lasting = ['C: 气死我了，你们太过分了', 'A: 真的非常抱歉', 'C: 你们太过分了', 'A: 请提供一下订单号'];
    expect(ids(skills(lasting).empathy)).not.toContain('cold-answer');
    expect(skills([...lasting, 'C: 我现在就去12315投诉你们', 'A: 订单号多少']).empathy.items.find((i) => i.id === 'cold-answer')?.messages).toEqual([5]);
  });

  it('who asks for a person is not upset', () => {
    expect(ids(skills(['C: 转人工', 'A: 您好，请提供一下订单号']).empathy)).toEqual([]);
  });

  it('an apology with a sting is none', () => {
    expect(ids(skills(['C: 气死我了，太过分了', 'A: 对不起，是您自己没看清楚吧']).empathy)).not.toContain('apology');
  });

  it('what a bot said is not charged to the agent', () => {
    const items = (who: 'A' | 'B') => skills(['C: 东西坏了，太过分了', `${who}: 这是公司规定，没办法`, 'C: 太过分了', 'A: 非常抱歉，我现在给您退款'])['problem-solving'].items.map((i) => i.id);
    expect(items('A')).toContain('stonewalling/policy-shield');
    expect(items('B')).not.toContain('stonewalling/policy-shield');
    const bot = skills(['C: 东西坏了', 'B: 请耐心等待', 'C: 在吗', 'A: 我现在给您退款'], { findings: [found('stonewall-loop', 1)] });
    expect(ids(bot.control)).not.toContain('stonewall-loop');
  });

  it('promises count for the conversation in which they were made', () => {
    const lines = ['C: 什么时候退款', 'A: 24小时内给您退款'];
    const solving = (status: AgentPromise['status']): number => skills(lines, { promises: [promise(status, 1)] })['problem-solving'].score as number;
    const open = solving('open');
    expect(solving('kept')).toBeGreaterThan(open);
    expect(solving('overdue')).toBeLessThan(open);
    expect(solving('broken')).toBeLessThan(solving('overdue'));
    // somebody else's promise of last week is no fault of today's agent
    expect(scores(lines, { findings: [found('broken-promise', 0)] })).toEqual(scores(lines));
  });

  it('a calm agent is not to blame for a caller who leaves insulting', () => {
    const { control } = skills(['C: 你他妈的到底在搞什么', 'A: 非常抱歉，预计今天十点前给您恢复', 'C: 废物，白痴', 'A: 我马上给您登记减免', 'C: 一群废物']);
    expect(control.score).toBeGreaterThanOrEqual(90);
    expect(ids(control)).toContain('composed-under-abuse');
    expect(ids(control)).not.toContain('left-upset');
  });

  it('repeats saturate: the tenth wall costs nothing more', () => {
    const walls = (n: number): number => scores(Array.from({ length: n }, () => ['C: 太过分了', 'A: 这是公司规定，没办法']).flat())[3] as number;
    expect(walls(2)).toBeLessThan(walls(1));
    expect(walls(10)).toBe(walls(9));
  });
});

// ---- laws, on random conversations with signals set by hand

const CUSTOMER = ['anger', 'abuse', 'satisfaction', 'regulator-threat', 'safety-harm', 'escalation-request'] as const satisfies readonly SignalId[];
const FAULTS = ['stonewalling', 'provocation', 'overpromise'] as const satisfies readonly SignalId[];
const SUBTYPES: Partial<Record<SignalId, readonly string[]>> = { stonewalling: ['policy-shield', 'buck-passing', 'stalling', 'brush-off'], provocation: ['taunt', 'blame-customer', 'dare'] };

interface Said {
  readonly agent: boolean;
  readonly does: readonly (readonly [SignalId, number])[];
}
const deed = (of: readonly SignalId[]): fc.Arbitrary<readonly [SignalId, number]> => fc.tuple(fc.constantFrom(...of), fc.nat(5));
const said: fc.Arbitrary<Said> = fc.boolean().chain((agent) =>
  fc.array(deed(agent ? [...FAULTS, ...VIRTUES] : CUSTOMER), { maxLength: 2 }).map((does) => ({ agent, does })));
const finding = fc.constantFrom(...DEEDS);

function analysisOf(messages: readonly Said[]): Analysis {
  const conversation: Conversation = {
    id: 'p', meta: {}, source: { file: 'p', line: 1 },
    messages: messages.map(({ agent }) => ({ speaker: agent ? 'agent' as const : 'customer' as const, text: '话' })),
  };
  const signal = ([id, n]: readonly [SignalId, number], message: number): Signal => {
    const kinds = SUBTYPES[id];
    return {
      signal: id, rule: `${id}/x`, message, start: 0, end: 1, text: '话', strength: 0.8, modifiers: [],
      ...(kinds && n < kinds.length && { subtype: kinds[n] as string }), ...(id === 'anger' && { intensity: n % 2 === 0 ? 'mild' as const : 'strong' as const }),
      ...(id === 'regulator-threat' && { stage: (['inquiry', 'stated', 'done'] as const)[n % 3] as 'inquiry' }),
    };
  };
  const readings = messages.map(({ does }, m) => ({ signals: does.map((d) => signal(d, m)), marks: n(m) ? [{ mark: 'takes-up-threat' as const, message: m, rule: 'x', start: 0, end: 1 }, { mark: 'cites-rule' as const, message: m, rule: 'x', start: 0, end: 1 }] : [] }));
  return new Analysis(conversation, readings, judging.dynamics);
}
const n = (m: number): boolean => m % 3 === 0;

/** The same conversation with one deed more in one of its agent messages, where it has any. */
function withDeed(messages: readonly Said[], at: number, more: readonly [SignalId, number]): readonly Said[] | undefined {
  const agents = messages.flatMap((m, i) => (m.agent ? [i] : []));
  const chosen = agents[at % Math.max(1, agents.length)];
  return chosen === undefined ? undefined : messages.map((m, i) => (i === chosen ? { ...m, does: [...m.does, more] } : m));
}

const raw = (messages: readonly Said[], findings: readonly Finding[], service: ServiceRecord, promises: readonly AgentPromise[]): SkillScore[] =>
  skillsOf(analysisOf(messages), findings, service, promises, settings);

/** Skills that both conversations show, before and after. */
const pairs = (before: readonly SkillScore[], after: readonly SkillScore[]): (readonly [number, number])[] =>
  SKILLS.flatMap((_, i) => {
    const [a, b] = [before[i]?.score ?? null, after[i]?.score ?? null];
    return a === null || b === null ? [] : [[a, b] as const];
  });

describe('laws of the scorecard', () => {
  const talks = fc.array(said, { minLength: 1, maxLength: 12 });
  const findings = fc.array(finding.map((kind) => found(kind, 0)), { maxLength: 4 });

  it('every score is its start and its points, within 0–100, and every point names messages (property)', () => {
    fc.assert(fc.property(talks, findings, (messages, extra) => {
      const all = raw(messages, extra, serviceOf(analysisOf(messages)), []);
      expect(all.map((s) => s.skill)).toEqual(SKILLS);
      for (const { skill, score, items } of all) {
        const sum = items.reduce((total, i) => total + i.points, settings.skills[skill].start);
        expect(score).toBe(items.length === 0 ? null : Math.min(100, Math.max(0, sum)));
        for (const item of items) {
          expect(item.messages.length).toBeGreaterThan(0);
          for (const message of item.messages) expect(message).toBeLessThan(messages.length);
        }
      }
    }));
  });

  it('a further fault never raises a skill (property)', () => {
    let compared = 0;
    fc.assert(fc.property(talks, fc.nat(11), deed(FAULTS), findings, finding, (messages, at, more, extra, kind) => {
      const service = serviceOf(analysisOf(messages));
      const before = raw(messages, extra, service, []);
      const worse = [
        kind === 'recovery' ? before : raw(messages, [...extra, found(kind, 0)], service, []),
        raw(messages, extra, service, messages[0]?.agent ? [promise('broken', 0)] : []),
      ];
      const later = withDeed(messages, at, more);
      if (later) worse.push(raw(later, extra, service, []));
      for (const after of worse) for (const [a, b] of pairs(before, after)) {
        compared += 1;
        expect(b).toBeLessThanOrEqual(a);
      }
    }), { numRuns: 150 });
    expect(compared).toBeGreaterThan(400);
  });

  it('a further good deed never lowers one (property)', () => {
    let compared = 0;
    fc.assert(fc.property(talks, fc.nat(11), deed(VIRTUES), findings, (messages, at, more, extra) => {
      const before = raw(messages, extra, serviceOf(analysisOf(messages)), []);
      const better = [raw(messages, [...extra, found('recovery', 0)], serviceOf(analysisOf(messages)), []), raw(messages, extra, serviceOf(analysisOf(messages)), messages[0]?.agent ? [promise('kept', 0)] : [])];
      const later = withDeed(messages, at, more);
      if (later) better.push(raw(later, extra, serviceOf(analysisOf(later)), []));
      for (const after of better) for (const [a, b] of pairs(before, after)) {
        compared += 1;
        expect(b).toBeGreaterThanOrEqual(a);
      }
    }), { numRuns: 150 });
    expect(compared).toBeGreaterThan(400);
  });

  it('holds for real words too: a taunt or a wall added to an answer raises nothing (property)', () => {
    const line = fc.constantFrom(
      'C: 你好，东西坏了', 'C: 太过分了', 'C: 我要去12315投诉你们', 'C: 好的谢谢', 'A: 您好', 'A: 非常抱歉', 'A: 我现在给您退款', 'A: 请耐心等待', 'A: 这是公司规定，没办法', 'A: 您可以打12315，这是您的权利',
    );
    let compared = 0;
    fc.assert(fc.property(fc.array(line, { minLength: 2, maxLength: 8 }), fc.nat(7), fc.constantFrom('A: 送您一瓶王老吉降降火', 'A: 那您去投诉吧，随便', 'A: 这个您找快递，不归我们管'), (lines, at, fault) => {
      const agents = lines.flatMap((l, i) => (l.startsWith('A') ? [i] : []));
      const after = agents[at % Math.max(1, agents.length)];
      if (after === undefined) return;
      const more = [...lines.slice(0, after + 1), fault, ...lines.slice(after + 1)];
      for (const [a, b] of pairs(Object.values(skills(lines)), Object.values(skills(more)))) {
        compared += 1;
        expect(b).toBeLessThanOrEqual(a);
      }
    }), { numRuns: 100 });
    expect(compared).toBeGreaterThan(50);
  });
});

describe('skills.yaml', () => {
  const shipped = readFileSync(join(SHIPPED, 'skills.yaml'), 'utf8');
  const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

  it.each([
    ['points: 8, most: 14}', 'points: 8, most: 14, weigth: 2}', 'skills.empathy.items.0', 'weigth'],
    ['{signal: empathy, stance: 1, points: 8, most: 14}', '{signal: empathy, stance: 1, points: -8, most: 14}', 'skills.empathy.items.0.points', 'must earn'],
    ['{signal: provocation, points: -25, most: 60}', '{signal: provocation, points: 25, most: 60}', 'skills.empathy.items.8.points', 'must cost'],
    ['{finding: recovery, points: 6, most: 6}', '{finding: [recovery, late-solution], points: 6, most: 6}', 'skills.empathy.items.3.finding', 'cannot share'],
    ['{finding: recovery, points: 6, most: 6}', '{finding: harm, points: -6, most: 6}', 'skills.empathy.items.3.finding', 'Invalid'],
    ['{signal: empathy, stance: 1, points: 8, most: 14}', '{signal: anger, stance: 1, points: 8, most: 14}', 'skills.empathy.items.0.signal', "an agent's signal"],
    ['{fact: accepted, points: 5, most: 5}', '{fact: accepted, turns: 2, points: 5, most: 5}', 'skills.knowledge.items.4.turns', 'only for'],
    ['start: 80', 'start: 180', 'skills.empathy.start', '100'],
  ])('%s → %s is refused with file, line and field', (from, to, field, problem) => {
    const dir = folder({ 'skills.yaml': shipped.replace(from, to) });
    const error = caught(() => readSkills([dir]));
    expect(error).toBeInstanceOf(KesuError);
    const { place, message } = error as KesuError;
    expect(place.file).toBe(join(dir, 'skills.yaml'));
    expect(place.field).toContain(field);
    expect(place.line).toBe(lineOf(shipped, from));
    expect(message).toContain(problem);
  });

  it('a sheet of the user decides in place of the shipped one', () => {
    expect(readSkills([folder({ 'skills.yaml': shipped.replace('start: 80', 'start: 60') })]).skills.empathy.start).toBe(60);
  });
});
