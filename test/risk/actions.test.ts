import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KesuError } from '../../src/errors.js';
import { SHIPPED } from '../../src/lexicon/sources.js';
import { BANDS, FINDINGS, SIGNALS, STAGES, type AgentPromise, type Finding, type NextAction, type Signal, type SignalId } from '../../src/model.js';
import type { ActionCondition, ActionRule } from '../../src/risk/action-settings.js';
import { actionsOf, exclude, readActions, type ActionFacts } from '../../src/risk/actions.js';
import { caught, judging } from '../helpers.js';
import { folder } from '../lexicon/overlay.js';

const settings = readActions();
const { channels, rules } = judging.reader.lexicon;

const CALM: ActionFacts = {
  band: 'low', score: 4, signals: [], findings: [], promises: [], attribution: 'none',
  service: { customerTurns: 2, agentTurns: 2, firstSolution: { message: 1, turns: 1 } }, ended: 'open', channels,
};
const facts = (some: Partial<ActionFacts>): ActionFacts => ({ ...CALM, ...some });
const does = (signal: SignalId, message: number, more: Partial<Signal> = {}): Signal =>
  ({ signal, rule: `${signal}/x`, message, start: 0, end: 1, text: '话', strength: 0.8, modifiers: [], ...more });
const found = (kind: Finding['kind'], ...messages: number[]): Finding => ({ kind, messages, evidence: [], detail: {} });
const promise = (status: AgentPromise['status'], message = 1): AgentPromise => ({ message, text: '', kind: 'commitment', status });
const actions = (some: Partial<ActionFacts>): NextAction[] => actionsOf(facts(some), settings);
const ids = (some: Partial<ActionFacts>): string[] => actions(some).map((a) => a.id);

describe('next actions', () => {
  it.each<[string, Partial<ActionFacts>, readonly string[], readonly string[]]>([
    ['nothing to do', {}, ['no-action'], []],
    ['a provoked critical case', { band: 'critical', signals: [does('provocation', 3), does('regulator-threat', 2, { stage: 'stated' })], findings: [found('provoked-threat', 3), found('unanswered-ending', 4)] },
      ['change-agent', 'call-back-now', 'before-they-file', 'coach-provocation'], ['call-back-today', 'answer-ending', 'thank-and-confirm', 'no-action']],
    ['an alarm', { band: 'medium', alarm: { message: 5, confirmed: 6 } }, ['call-back-now'], ['follow-up']],
    ['self-harm', { band: 'critical', signals: [does('extreme-threat', 2, { rule: 'extreme-threat/self-harm', subtype: 'self-harm', stage: 'stated' })] }, ['crisis-line', 'call-back-now'], ['check-extreme', 'protect-people', 'offer-a-way']],
    ['violence', { band: 'critical', signals: [does('extreme-threat', 2, { rule: 'extreme-threat/violence', subtype: 'violence' })] }, ['protect-people', 'preserve-chat-log'], ['crisis-line', 'check-extreme']],
    ['an extreme threat of another kind', { band: 'critical', signals: [does('extreme-threat', 2, { rule: 'extreme-threat/learned' })] }, ['check-extreme'], ['crisis-line']],
    ['a blockade', { band: 'critical', signals: [does('extreme-threat', 2, { rule: 'extreme-threat/collective', subtype: 'protest' })] }, ['one-spokesman'], ['crisis-line', 'check-extreme']],
    ['gas at home now', { band: 'critical', signals: [does('safety-harm', 1, { rule: 'safety-harm/gas-now', subtype: 'ongoing' })], findings: [found('harm', 1)] }, ['people-out-now', 'harm-report'], ['crisis-line', 'check-extreme']],
    ['gas at home, dealt with', { signals: [does('safety-harm', 1, { rule: 'safety-harm/gas-now', subtype: 'ongoing' })], findings: [found('harm', 1)], ended: 'content' }, ['harm-report'], ['people-out-now']],
    ['an injury', { band: 'high', signals: [does('safety-harm', 1, { rule: 'safety-harm/injured' })], findings: [found('harm', 1)], attribution: 'agent-aggravated' },
      ['medical-help', 'harm-report', 'inform-legal'], ['compensate-on-the-spot', 'stop-use', 'offer-a-way']],
    ['a burning product', { band: 'high', signals: [does('safety-harm', 1, { rule: 'safety-harm/caught-fire' })], findings: [found('harm', 1)] }, ['stop-use', 'harm-report'], ['medical-help']],
    ['a flooded flat', { band: 'medium', signals: [does('safety-harm', 1, { rule: 'safety-harm/property-harm' })], findings: [found('harm', 1)] }, ['limit-loss'], ['medical-help']],
    ['a lawsuit', { band: 'critical', signals: [does('legal-threat', 2, { stage: 'done' }), does('accusation', 1)], promises: [promise('broken')], findings: [found('stonewall-loop', 3)], attribution: 'agent-aggravated' },
      ['legal-takes-over', 'check-fraud'], ['inform-legal', 'compensate-on-the-spot', 'offer-a-way', 'correct-broken-promise']],
    ['a lawsuit in view', { band: 'high', signals: [does('legal-threat', 2, { stage: 'conditional' })] }, ['inform-legal', 'call-back-today'], ['legal-takes-over']],
    ['12315 done', { band: 'critical', signals: [does('regulator-threat', 2, { stage: 'done', channel: 'cn-12315' })] }, ['answer-12315'], ['answer-regulator', 'before-they-file']],
    ['a bank regulator done', { band: 'critical', signals: [does('regulator-threat', 2, { stage: 'done', channel: 'cn-cbirc' })] }, ['answer-finance-body'], ['answer-regulator']],
    ['the ministry done', { band: 'critical', signals: [does('regulator-threat', 2, { stage: 'done', channel: 'cn-miit' })] }, ['answer-telecom-body'], ['answer-regulator']],
    ['Taiwan done', { band: 'critical', signals: [does('regulator-threat', 2, { stage: 'done', channel: 'tw-1950' })] }, ['answer-taiwan-body'], ['answer-regulator', 'answer-12315']],
    ['an unnamed authority done', { band: 'critical', signals: [does('regulator-threat', 2, { stage: 'done' })] }, ['answer-regulator'], ['answer-12315']],
    ['黑猫 done', { band: 'critical', signals: [does('media-threat', 2, { stage: 'done', channel: 'cn-heimao' })] }, ['answer-platform-case'], ['answer-publication']],
    ['published', { band: 'critical', signals: [does('media-threat', 2, { stage: 'done', channel: 'cn-weibo' })] }, ['answer-publication'], ['inform-pr', 'answer-platform-case']],
    ['will publish', { band: 'high', signals: [does('media-threat', 2, { stage: 'stated' })] }, ['inform-pr'], ['answer-publication']],
    ['asks where to complain', { signals: [does('regulator-threat', 0, { stage: 'inquiry' })] }, ['tell-channels'], ['before-they-file', 'no-action']],
    ['a broken promise', { band: 'medium', promises: [promise('broken')] }, ['correct-broken-promise'], ['thank-and-confirm', 'follow-up']],
    ['an overdue promise', { promises: [promise('overdue')] }, ['honour-overdue'], ['no-action']],
    ['an open promise', { promises: [promise('open')] }, ['keep-promises'], ['no-action']],
    ['a guarantee', { signals: [does('overpromise', 1)] }, ['check-overpromise'], ['no-action']],
    ['abused staff', { band: 'medium', signals: [does('abuse', 1)], findings: [found('staff-abuse', 1)] }, ['staff-support', 'record-abuse', 'preserve-chat-log'], ['no-action']],
    ['abuse on the telephone', { band: 'medium', channel: 'call', signals: [does('abuse', 1)] }, ['preserve-recording'], ['preserve-chat-log']],
    ['a refused supervisor', { band: 'medium', findings: [found('escalation-refused', 1, 2)] }, ['escalate-refused', 'coach-handover'], ['follow-up']],
    ['an unanswered ending', { band: 'medium', findings: [found('unanswered-ending', 4)] }, ['answer-ending'], ['follow-up']],
    ['a walled-off customer', { band: 'high', findings: [found('stonewall-loop', 1, 3), found('law-only-reply', 1)], attribution: 'agent-aggravated' },
      ['compensate-on-the-spot', 'coach-loop', 'coach-rule-only', 'call-back-today'], ['offer-a-way', 'no-action']],
    ['nothing concrete so far', { band: 'medium', service: { customerTurns: 3, agentTurns: 3 } }, ['offer-a-way'], ['compensate-on-the-spot', 'follow-up']],
    ['reach', { band: 'high', signals: [does('influence', 0)] }, ['influential-customer'], []],
    ['a repeated contact', { band: 'medium', signals: [does('repeat-contact', 0)] }, ['one-owner'], ['follow-up']],
    ['a leaving customer', { band: 'medium', signals: [does('churn-threat', 2)] }, ['retain'], ['follow-up']],
    ['a deadline', { band: 'high', signals: [does('ultimatum', 2)] }, ['meet-ultimatum'], []],
    ['a plain complaint', { band: 'high', signals: [does('complaint-intent', 2, { stage: 'stated' })] }, ['register-complaint'], []],
    ['a recovered case', { signals: [does('anger', 0)], findings: [found('recovery', 4)], ended: 'content' }, ['thank-and-confirm'], ['call-back-now', 'no-action']],
    ['a recovered threat', { band: 'medium', signals: [does('regulator-threat', 0, { stage: 'conditional' })], ended: 'content' }, ['thank-and-confirm', 'check-remedy-done'], ['before-they-file', 'follow-up']],
    ['slow answers', { findings: [found('slow-reply', 2)] }, ['check-staffing'], ['no-action']],
    ['a passed-over threat', { band: 'high', findings: [found('ignored-threat', 2, 3)] }, ['coach-threats'], []],
  ])('%s', (_, some, expected, absent) => {
    const got = ids(some);
    expect(got).toEqual(expect.arrayContaining([...expected]));
    expect(got.filter((id) => absent.includes(id))).toEqual([]);
  });

  it('most urgent first, then as in the file', () => {
    const got = actions({ band: 'critical', signals: [does('extreme-threat', 2, { rule: 'extreme-threat/together-in-death', subtype: 'violence' }), does('extreme-threat', 2, { rule: 'extreme-threat/self-harm', subtype: 'self-harm' }), does('accusation', 1), does('provocation', 3)] });
    expect(got.slice(0, 3).map((a) => a.id)).toEqual(['crisis-line', 'protect-people', 'change-agent']);
    expect(got.map((a) => a.within)).toEqual(got.map((a) => a.within).sort((a, b) => a - b));
  });

  it('says why and where', () => {
    const [action] = actions({ band: 'medium', signals: [does('repeat-contact', 0), does('repeat-contact', 4), does('stonewalling', 1, { subtype: 'stalling' })] }).filter((a) => a.id === 'one-owner');
    expect(action).toMatchObject({ owner: { id: 'supervisor' }, within: 120, because: ['band:medium', 'repeat-contact', 'ended:open'], messages: [0, 4] });
    const [coach] = actions({ band: 'medium', signals: [does('stonewalling', 1, { subtype: 'refuse-escalation' })] }).filter((a) => a.id === 'escalate-refused');
    expect(coach).toMatchObject({ because: ['stonewalling/refuse-escalation'], messages: [1] });
  });
});

// ---- every action, and all combinations

/** Facts that meet a condition and hardly more. */
function meet(condition: ActionCondition, sofar: Partial<ActionFacts>): Partial<ActionFacts> {
  const { band, alarm, signal, rule, subtype, stage, intensity, named, kind, region, finding, promise: status, attribution, channel, ended, solution } = condition;
  const body = named?.[0] ?? [...channels].find(([, c]) => (kind || region) && (!kind || kind.includes(c.kind)) && (!region || region.includes(c.region)))?.[0];
  const higher = band && BANDS.indexOf(band) > BANDS.indexOf(sofar.band ?? 'low') ? band : sofar.band;
  return {
    ...sofar,
    ...(higher && { band: higher }),
    ...(alarm && { alarm: { message: 1, confirmed: 2 } }),
    ...(signal && { signals: [...(sofar.signals ?? []), does(signal[0] as SignalId, 1, {
      ...(rule && { rule: rule[0] as string }), ...(subtype && { subtype: subtype[0] as string }), ...(stage && { stage: stage[0] as 'done' }),
      ...(intensity && { intensity }), ...(body !== undefined && { channel: body }),
    })] }),
    ...(finding && { findings: [...(sofar.findings ?? []), found(finding[0] as Finding['kind'], 1)] }),
    ...(status && { promises: [promise(status[0] as 'kept')] }),
    ...(attribution && { attribution: attribution[0] as 'none' }),
    ...(channel && { channel }), ...(ended && { ended }), ...(solution === 'none' && { service: { customerTurns: 1, agentTurns: 1 } }),
  };
}

const ways = ({ when: { all, any } }: ActionRule): Partial<ActionFacts>[] =>
  (any.length > 0 ? any : [undefined]).map((option) => [...all, ...(option ? [option] : [])].reduce((sofar, c) => meet(c, sofar), {} as Partial<ActionFacts>));

describe('actions.yaml', () => {
  it.each(settings.actions.map((a) => [a.id, a] as const))('%s can be reached, each way it names', (id, action) => {
    for (const way of ways(action)) expect(ids(way)).toContain(id);
  });

  const signal = fc.record({
    id: fc.constantFrom(...SIGNALS), message: fc.nat(9), stage: fc.constantFrom(...STAGES), intensity: fc.constantFrom('mild' as const, 'strong' as const),
    channel: fc.constantFrom(undefined, 'cn-12315', 'cn-heimao', 'cn-nfra', 'cn-miit', 'tw-1950', 'cn-weibo', 'cn-press'), n: fc.nat(19),
  }).map(({ id, message, stage, intensity, channel, n }): Signal => {
    const own = rules.filter((r) => r.signal === id);
    const rule = own[n % Math.max(1, own.length)];
    return does(id, message, { stage, intensity, ...(channel && { channel }), ...(rule && { rule: rule.id, ...(rule.subtype !== undefined && { subtype: rule.subtype }) }) });
  });
  const anything: fc.Arbitrary<ActionFacts> = fc.record({
    band: fc.constantFrom(...BANDS), alarm: fc.boolean(), channel: fc.constantFrom('chat' as const, 'call' as const),
    signals: fc.array(signal, { maxLength: 8 }), findings: fc.array(fc.tuple(fc.constantFrom(...FINDINGS), fc.nat(9)).map(([kind, m]) => found(kind, m)), { maxLength: 6 }),
    promises: fc.array(fc.constantFrom('kept' as const, 'broken' as const, 'overdue' as const, 'open' as const).map((s) => promise(s)), { maxLength: 2 }),
    attribution: fc.constantFrom('arrived-angry' as const, 'agent-aggravated' as const, 'none' as const), ended: fc.constantFrom('content' as const, 'open' as const), solved: fc.boolean(),
  }).map(({ alarm, solved, ...rest }) => ({ ...CALM, ...rest, ...(alarm && { alarm: { message: 3, confirmed: 4 } }), ...(!solved && { service: { customerTurns: 2, agentTurns: 2 } }) }));
  const byId = new Map(settings.actions.map((a) => [a.id, a] as const));

  it('no two actions that exclude each other stand together; they are in order, say why, and are the same each time (property)', () => {
    let pairs = 0;
    fc.assert(fc.property(anything, (some) => {
      const got = actionsOf(some, settings);
      expect(actionsOf(some, settings)).toEqual(got);
      const standing = got.map((a) => byId.get(a.id) as ActionRule);
      standing.forEach((a, i) => standing.slice(i + 1).forEach((b) => {
        pairs += 1;
        expect(exclude(a, b), `${a.id} beside ${b.id}`).toBe(false);
        expect(a.within < b.within || (a.within === b.within && settings.actions.indexOf(a) < settings.actions.indexOf(b))).toBe(true);
      }));
      for (const { because, messages } of got) {
        expect(because.length).toBeGreaterThan(0);
        expect(messages).toEqual([...new Set(messages)].sort((x, y) => x - y));
      }
      // what is not low always has somebody to do something
      if (some.band !== 'low' && some.ended === 'open') expect(got.length).toBeGreaterThan(0);
    }), { numRuns: 150 });
    expect(pairs).toBeGreaterThan(1000);
  });

  it.each([
    ['thank-and-confirm', 'call-back-now'], ['thank-and-confirm', 'legal-takes-over'], ['compensate-on-the-spot', 'legal-takes-over'], ['compensate-on-the-spot', 'inform-legal'],
    ['compensate-on-the-spot', 'answer-publication'], ['compensate-on-the-spot', 'check-fraud'], ['compensate-on-the-spot', 'medical-help'], ['offer-a-way', 'compensate-on-the-spot'],
    ['call-back-now', 'call-back-today'], ['call-back-now', 'answer-ending'], ['change-agent', 'answer-ending'], ['correct-broken-promise', 'legal-takes-over'], ['preserve-recording', 'preserve-chat-log'],
  ])('%s and %s contradict each other and say so', (a, b) => {
    expect(exclude(byId.get(a) as ActionRule, byId.get(b) as ActionRule)).toBe(true);
  });

  it('an agent who was taken off the case is asked for nothing more (property)', () => {
    let changed = 0;
    fc.assert(fc.property(anything, (some) => {
      const got = actionsOf({ ...some, band: 'critical', findings: [...some.findings, found('provoked-threat', 1)] }, settings);
      expect(got.map((a) => a.id)).toContain('change-agent');
      changed += 1;
      expect(got.filter((a) => a.owner.id === 'agent').map((a) => a.id)).toEqual([]);
    }), { numRuns: 200 });
    expect(changed).toBe(200);
  });

  it('names only rules, channels, kinds and subtypes that there are', () => {
    const conditions = settings.actions.flatMap(({ when: { all, any, none } }) => [...all, ...any, ...none]);
    const named = (field: 'rule' | 'named' | 'kind' | 'region' | 'subtype'): string[] => [...new Set(conditions.flatMap((c) => c[field] ?? []))];
    expect(named('rule').filter((id) => !rules.some((r) => r.id === id))).toEqual([]);
    expect(named('named').filter((id) => !channels.has(id))).toEqual([]);
    expect(named('kind').filter((k) => ![...channels.values()].some((c) => c.kind === k))).toEqual([]);
    expect(named('region').filter((k) => ![...channels.values()].some((c) => c.region === k))).toEqual([]);
    expect(named('subtype').filter((k) => !rules.some((r) => r.subtype === k))).toEqual([]);
    expect(named('rule').length).toBeGreaterThan(10);
  });

  it('every role has work', () => {
    expect(Object.keys(settings.roles).filter((role) => !settings.actions.some((a) => a.owner === role))).toEqual([]);
  });

  const shipped = readFileSync(join(SHIPPED, 'actions.yaml'), 'utf8');
  it.each([
    ['    owner: hr\n', '    owner: boss\n', 'owner', 'no role boss'],
    ['    within: 5\n', '    within: 0\n', 'actions.0.within', '0'],
    ['    within: 5\n', '    within: 5\n    urgent: true\n', 'urgent', 'urgent'],
    ['[answer-ending, thank-and-confirm, keep-promises]', '[answer-endings, thank-and-confirm, keep-promises]', 'excludes.0', 'answer-endings'],
    ['{promise: open}', '{promise: opened}', 'promise', 'Invalid'],
    ['{finding: slow-reply}', '{finding: slow-answer}', 'finding', 'Invalid'],
    ['{finding: slow-reply}', '{finding: slow-reply, stage: done}', 'stage', 'signal'],
    ['{finding: slow-reply}', '{}', 'when.all.0', 'empty'],
    ['  - id: check-staffing\n', '  - id: crisis-line\n', 'id', 'twice'],
  ])('%j → %j is refused with file, line and field', (from, to, field, problem) => {
    const dir = folder({ 'actions.yaml': shipped.replace(from, to) });
    const error = caught(() => readActions([dir]));
    expect(error).toBeInstanceOf(KesuError);
    const { place, message } = error as KesuError;
    expect(place.file).toBe(join(dir, 'actions.yaml'));
    expect(place.field).toContain(field);
    const line = shipped.slice(0, shipped.indexOf(from)).split('\n').length;
    // a field that is added stands below
    expect([line, line + 1]).toContain(place.line);
    expect(message).toContain(problem);
  });
});
