import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseChain, CaseReport, ScoredCase } from '../../src/model.js';
import { chainsOf, type ChainSettings } from '../../src/risk/chains.js';
import { judging } from '../helpers.js';
import { contact, promise, timeOf, type Made } from './chain-reports.js';

const settings: ChainSettings = judging;
const chain = (...made: readonly Made[]): CaseChain => {
  const { chains } = chainsOf(made.map((m) => contact({ case: 'X', ...m })), settings);
  expect(chains).toHaveLength(1);
  return chains[0] as CaseChain;
};
const links = (...made: readonly Made[]): string[] =>
  chainsOf(made.map(contact), settings).chains.map((c) => `${c.by} ${c.key}: ${c.conversations.join(' ')}`).sort();

describe('what links conversations', () => {
  it('the case, before the customer', () => {
    expect(links({ id: 'a', score: 4, case: 'X', customer: 'u' }, { id: 'b', score: 4, case: 'X', customer: 'v' }, { id: 'c', score: 4, case: 'Y', customer: 'u' })).toEqual(['case X: a b']);
  });
  it('the customer, where no case is named', () => {
    expect(links({ id: 'a', score: 4, customer: 'u' }, { id: 'b', score: 4, customer: 'u' }, { id: 'c', score: 4, customer: 'v' })).toEqual(['customer u: a b']);
  });
  it('a conversation without case joins the only case of its customer', () => {
    expect(links({ id: 'a', score: 4, case: 'X', customer: 'u' }, { id: 'b', score: 4, customer: 'u' })).toEqual(['case X: a b']);
  });
  it('and none of several: it is not known which is meant', () => {
    expect(links({ id: 'a', score: 4, case: 'X', customer: 'u' }, { id: 'b', score: 4, case: 'Y', customer: 'u' }, { id: 'c', score: 4, customer: 'u' }, { id: 'd', score: 4, customer: 'u' })).toEqual(['customer u: c d']);
  });
  it('what could not be judged makes no contact', () => {
    const unjudged: CaseReport = { schema: 'kesu.case/1', id: 'n', source: { file: 'f', line: 1 }, messages: [], lexicon: 'x', case: 'X', status: 'insufficient', reason: 'no-messages', risk: null, signals: [], findings: [], turningPoints: [] };
    const one = contact({ id: 'a', score: 4, case: 'X' });
    expect(chainsOf([one, unjudged], settings)).toEqual({ chains: [], reports: [one, unjudged] });
  });
  it('not a value that names nobody', () => {
    const made = [contact({ id: 'a', score: 4, customer: '匿名' }), contact({ id: 'b', score: 4, customer: '匿名' })];
    expect(chainsOf(made, { ...settings, identity: { case: () => true, customer: (v) => v !== '匿名' } }).chains).toEqual([]);
  });
});

describe('the order of contacts', () => {
  it('is that of their first messages; reports keep the order of the input and know their place', () => {
    const { chains, reports } = chainsOf([contact({ id: 'b', score: 4, day: 9, case: 'X' }), contact({ id: 'o', score: 4 }), contact({ id: 'a', score: 4, day: 2, case: 'X' })], settings);
    expect(chains[0]).toMatchObject({ conversations: ['a', 'b'], from: timeOf(2), to: timeOf(9, '10:02:00') });
    expect(reports.map((r) => [r.id, (r as ScoredCase).chain?.contact, (r as ScoredCase).chain?.contacts])).toEqual([['b', 2, 2], ['o', undefined, undefined], ['a', 1, 2]]);
  });
  it('without times is that of the input; the timed are sorted round the others', () => {
    expect(chain({ id: 'c', score: 4, day: 9 }, { id: 'n', score: 4 }, { id: 'a', score: 4, day: 2 }).conversations).toEqual(['a', 'n', 'c']);
  });
  it('of input does not matter where all have times (property)', () => {
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 2, maxLength: 6 });
    fc.assert(fc.property(days.chain((ds) => fc.tuple(fc.constant(ds), fc.array(contactArb, { minLength: ds.length, maxLength: ds.length }), fc.shuffledSubarray([...ds.keys()], { minLength: ds.length }))), ([ds, made, order]) => {
      const all = made.map((m, i) => ({ ...m, id: `c${i}`, day: ds[i] as number }));
      expect(chain(...order.map((i) => all[i] as Made))).toEqual(chain(...all));
    }));
  });
});

const contactArb: fc.Arbitrary<Made> = fc.record({
  id: fc.constant('?'),
  score: fc.integer({ min: 0, max: 100 }),
  ends: fc.constantFrom('hot', 'content', 'calm'),
  again: fc.boolean(),
  agent: fc.constantFrom('小林', '小周'),
  channel: fc.constantFrom('chat', 'call'),
  promises: fc.array(fc.integer({ min: 1, max: 30 }).map((day) => promise({ due: timeOf(day) })), { maxLength: 2 }),
});
/** Contacts on even days of one month. */
const contactsArb = fc.array(contactArb, { minLength: 2, maxLength: 5 }).map((made) => made.map((m, i): Made => ({ ...m, id: `c${i}`, day: 2 * (i + 1) })));

describe('the risk of a case', () => {
  it('is the sum of its contributions (property)', () => {
    fc.assert(fc.property(contactsArb, (made) => {
      const { score, contributions } = chain(...made);
      expect(contributions.reduce((sum, c) => sum + c.points, 0)).toBe(score);
    }));
  });
  it('is never below the last contact (property)', () => {
    fc.assert(fc.property(contactsArb, (made) => {
      expect(chain(...made).score).toBeGreaterThanOrEqual((made.at(-1) as Made).score);
    }));
  });
  it('never falls with a further hot contact, wherever it stands (property)', () => {
    fc.assert(fc.property(contactsArb, fc.integer({ min: 18, max: 100 }), fc.integer({ min: 0, max: 6 }), (made, score, place) => {
      const further: Made = { id: 'further', score, ends: 'hot', day: 2 * place + 1 };
      expect(chain(...made, further).score).toBeGreaterThanOrEqual(chain(...made).score);
    }));
  });
  it('never falls with a further broken promise (property)', () => {
    fc.assert(fc.property(contactsArb, fc.nat(), (made, which) => {
      const k = which % (made.length - 1);
      const last = made.length - 1;
      // somebody is left waiting at the end, so that the promise is broken
      const waiting = made.map((m, i) => (i === last ? { ...m, ends: 'hot' as const } : m));
      const broken = waiting.map((m, i) => (i === k ? { ...m, promises: [...(m.promises ?? []), promise({ text: 'further', due: timeOf(m.day ?? 1, '23:00:00') })] } : m));
      expect(chain(...broken).score).toBeGreaterThanOrEqual(chain(...waiting).score);
    }));
  });
  it('falls when a heated case ends content (property)', () => {
    fc.assert(fc.property(contactsArb, (made) => {
      const heated = chain(...made);
      fc.pre(heated.score >= settings.scorecard.bands.high && heated.score < 99);
      expect(chain(...made, { id: 'end', score: 4, ends: 'content', day: 28 }).score).toBeLessThan(heated.score);
    }));
  });
  it('stays low for routine questions', () => {
    const routine = { score: 4, ends: 'calm' as const, agent: '小林', channel: 'chat' as const };
    expect(chain({ ...routine, id: 'a', day: 1 }, { ...routine, id: 'b', day: 2, agent: '小周' }, { ...routine, id: 'c', day: 3, channel: 'call' }).score).toBe(4);
  });
  it('stands where an earlier contact left it, though the last one was calm', () => {
    const { score, contributions } = chain({ id: 'a', score: 80, ends: 'hot', day: 1 }, { id: 'b', score: 6, day: 2 });
    expect(score).toBeGreaterThan(60);
    expect(contributions[0]).toMatchObject({ id: 'chain:open', conversations: ['a'] });
  });
  it('rises above every contact with each return, agent, channel and broken promise', () => {
    const first: Made = { id: 'a', score: 50, ends: 'hot', day: 1, agent: '小林', channel: 'chat' };
    const second: Made = { id: 'b', score: 50, ends: 'hot', day: 3, agent: '小林', channel: 'chat' };
    const due = [promise({ due: timeOf(2) })];
    const scores = [chain(first, second), chain(first, { ...second, agent: '小周' }), chain(first, { ...second, agent: '小周', channel: 'call' }), chain({ ...first, promises: due }, { ...second, agent: '小周', channel: 'call' })].map((c) => c.score);
    expect(scores[0]).toBeGreaterThan(50);
    expect(scores).toEqual([...new Set(scores)].sort((a, b) => a - b));
  });
  it('is lifted at most one band by what passes between the contacts', () => {
    const made = Array.from({ length: 8 }, (_, i): Made => ({ id: `c${i}`, score: 8, ends: 'hot', again: true, day: i + 1, agent: `a${i}`, promises: [promise({ due: timeOf(i + 1, '12:00:00') })] }));
    expect(chain(...made).band).toBe('medium');
  });
});

describe('promises between contacts', () => {
  const made = (due: number | undefined, second: Partial<Made>): ReturnType<typeof chainsOf> =>
    chainsOf([contact({ id: 'a', score: 30, day: 1, case: 'X', promises: [promise({ ...(due !== undefined && { due: timeOf(due) }) })] }), contact({ id: 'b', score: 40, day: 5, case: 'X', ...second })], settings);
  const fate = (due: number | undefined, second: Partial<Made>) => made(due, second).chains[0]?.promises[0];

  it('are overdue when the customer comes back unsettled after their time', () => {
    expect(fate(2, { ends: 'hot' })).toMatchObject({ conversation: 'a', status: 'overdue', settledBy: { conversation: 'b', message: 0 } });
  });
  it('are broken when the customer says so', () => {
    expect(fate(2, { again: true })).toMatchObject({ status: 'broken', settledBy: { conversation: 'b', message: 0 } });
    expect(fate(undefined, { findings: [{ kind: 'broken-promise', messages: [2], evidence: [], detail: {} }] })).toMatchObject({ status: 'broken', settledBy: { message: 2 } });
  });
  it('are kept when the customer comes back content', () => {
    expect(fate(2, { ends: 'content' })).toMatchObject({ status: 'kept', settledBy: { conversation: 'b', message: 2 } });
  });
  it.each([['before their time', 20, { ends: 'hot', again: true }], ['by a calm question', 2, {}]] as const)('stay open %s', (_, due, second) => {
    expect(fate(due, second)?.status).toBe('open');
  });
  it('of the later conversation itself are not those of the earlier', () => {
    const own = promise({ status: 'broken', settledBy: { message: 2 } });
    expect(fate(undefined, { promises: [own], findings: [{ kind: 'broken-promise', messages: [1, 2], evidence: [], detail: {} }] })?.status).toBe('open');
  });
  it('stand settled in the report of the conversation that made them', () => {
    const [report] = made(2, { ends: 'hot' }).reports as ScoredCase[];
    expect(report?.promises[0]?.status).toBe('overdue');
  });
  it('what was promised last is meant; the others are overdue', () => {
    const { promises } = chain({ id: 'a', score: 30, day: 1, promises: [promise({ due: timeOf(2) })] }, { id: 'b', score: 30, day: 1, promises: [promise({ due: timeOf(3) })] }, { id: 'c', score: 30, day: 5, again: true });
    expect(promises.map((p) => p.status)).toEqual(['overdue', 'broken']);
  });
});
