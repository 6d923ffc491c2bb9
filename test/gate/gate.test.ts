/** Gates and baselines: what fails, what is known, and the laws that hold of any run. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KesuError } from '../../src/errors.js';
import { baselineText, beforeOf, parseBaseline, updateBaseline, type Baseline, type BaselinePlace } from '../../src/gate/baseline.js';
import { conditionsOf, leastScore } from '../../src/gate/conditions.js';
import type { CheckRun } from '../../src/gate/diagnostic.js';
import { gate, judgedNothing, type Verdict } from '../../src/gate/gate.js';
import { caught } from '../helpers.js';
import { anyUnits, caseUnit, runOf } from './runs.js';

const place: BaselinePlace = { path: (file) => file, exists: () => true };
const baselineOf = (run: CheckRun): Baseline => updateBaseline(undefined, run, run.command as 'lint' | 'score', place).baseline;
const against = (run: CheckRun, baseline: Baseline, failOn: readonly string[] = ['note'], tolerance?: number): Verdict =>
  gate(run, { conditions: conditionsOf(failOn, run.command as 'lint' | 'score'), before: beforeOf(baseline, run, place), tolerance });
const ids = (diagnostics: readonly { subject?: string }[]): (string | undefined)[] => diagnostics.map((d) => d.subject);
const cases = (...of: readonly (readonly [id: string, score: number, band: string])[]): CheckRun => runOf(of.map((c, at) => caseUnit(...c, 'a.csv', at + 2)), [], 'score');

describe('--fail-on', () => {
  const run = cases(['c', 90, 'critical'], ['h', 70, 'high'], ['m', 40, 'medium']);
  it.each([
    [['critical'], ['c']], [['high'], ['c', 'h']], [['error'], ['c']], [['warning'], ['c', 'h']], [['note'], ['c', 'h', 'm']],
    [['score>=70'], ['c', 'h']], [['score >= 91'], []], [['score>=91,critical'], ['c']], [['critical', 'score>=40'], ['c', 'h', 'm']],
  ])('%j fails %j', (failOn, failed) => {
    expect(ids(gate(run, { conditions: conditionsOf(failOn, 'score') }).failed)).toEqual(failed);
  });
  it.each([
    ['hihg', 'score', 'fail-on-unknown'], ['score>=101', 'score', 'fail-on-unknown'], ['score>80', 'score', 'fail-on-unknown'], ['', 'score', 'fail-on-unknown'],
    ['score', 'score', 'fail-on-unquoted'], ['high', 'lint', 'fail-on-lint'], ['score>=3', 'lint', 'fail-on-lint'],
  ] as const)('%j of %s is refused: %s', (value, command, id) => {
    const error = caught(() => conditionsOf([value], command));
    expect(error).toBeInstanceOf(KesuError);
    expect((error as KesuError).id).toBe(id);
  });
  it('conditions below the medium band say from which score on cases are looked at', () => {
    expect(leastScore(conditionsOf(['high', 'note'], 'score'))).toBeUndefined();
    expect(leastScore(conditionsOf(['score>=20,score>=30'], 'score'))).toBe(20);
    expect(leastScore(conditionsOf(['low'], 'score'))).toBe(0);
  });
  it('nothing checked and nothing judged are told from a clean run', () => {
    expect(judgedNothing(runOf([]))).toBe(true);
    expect(judgedNothing(runOf([{ name: 'x', file: 'x', skipped: 'empty', diagnostics: [] }]))).toBe(true);
    expect(judgedNothing(runOf([{ name: 'x', file: 'x', diagnostics: [] }]))).toBe(false);
  });
});

describe('a baseline of cases', () => {
  const before = baselineOf(cases(['a', 60, 'medium'], ['b', 70, 'high'], ['gone', 50, 'medium']));

  it('lets a score rise within the tolerance, not beyond; a band that rises counts', () => {
    const verdict = against(cases(['a', 63, 'medium'], ['b', 74, 'high']), before);
    expect(ids(verdict.failed)).toEqual(['b']);
    expect(verdict.against?.worse[0]?.before.score).toBe(70);
    expect(ids(against(cases(['b', 74, 'high']), before, ['note'], 4).failed)).toEqual([]);
    expect(ids(against(cases(['a', 61, 'high']), before).failed)).toEqual(['a']);
  });
  it('only what reaches the level counts; without one that is the band high', () => {
    const run = cases(['a', 64, 'medium'], ['new', 50, 'medium'], ['newer', 70, 'high']);
    expect(ids(against(run, before, ['high']).failed)).toEqual(['newer']);
    expect(ids(against(run, before, []).failed)).toEqual(['newer']);
    expect(ids(against(run, before, ['medium']).failed)).toEqual(['a', 'new', 'newer']);
  });
  it('tells what nothing answers to any more, but not of files that were not looked at', () => {
    const stale = (run: CheckRun, exists: boolean) => beforeOf(before, run, { path: (f) => f, exists: () => exists }).stale.map((e) => e.id);
    expect(stale(cases(['a', 60, 'medium']), true)).toEqual(['b', 'gone']);
    const elsewhere = runOf([caseUnit('z', 50, 'medium', 'other.csv')], [], 'score');
    expect(stale(elsewhere, true)).toEqual([]);
    expect(stale(elsewhere, false)).toEqual(['a', 'b', 'gone']);
  });
  it('an update drops the stale, keeps what was not looked at, and counts', () => {
    const run = cases(['a', 66, 'high'], ['b', 70, 'high'], ['new', 50, 'medium']);
    const updated = updateBaseline(before, run, 'score', place);
    expect(updated).toMatchObject({ added: 1, changed: 1, removed: 1 });
    expect(updated.baseline.entries.map((e) => e.id)).toEqual(['a', 'b', 'new']);
    const partial = updateBaseline(before, runOf([caseUnit('z', 50, 'medium', 'other.csv')], [], 'score'), 'score', place);
    expect(partial.baseline.entries.map((e) => e.id)).toEqual(['z', 'a', 'b', 'gone']);
  });
  it('is written sorted, an entry a line, and read back', () => {
    const text = baselineText(baselineOf(cases(['b', 70, 'high'], ['a', 60, 'medium'])));
    expect(text.split('\n').filter((l) => l.includes('"id"')).map((l) => /"id":"(\w)"/.exec(l)?.[1])).toEqual(['a', 'b']);
    expect(baselineText(parseBaseline(text, 'score', 'b.json'))).toBe(text);
  });
  it.each([
    ['{', 'baseline-syntax'], ['[]', 'baseline-field'], ['{"schema":"kesu.baseline/2","command":"score","entries":[]}', 'baseline-field'],
    ['{"schema":"kesu.baseline/1","command":"lint","entries":[]}', 'baseline-command'],
    ['{"schema":"kesu.baseline/1","command":"score","entries":[{"file":"a","rule":"r","fingerprint":"short"}]}', 'baseline-field'],
  ])('%s is refused: %s', (text, id) => {
    expect((caught(() => parseBaseline(text, 'score', 'b.json')) as KesuError).id).toBe(id);
  });
});

describe('of any run', () => {
  it('its own baseline never fails it', () => {
    fc.assert(fc.property(anyUnits, (units) => {
      const run = runOf(units);
      const verdict = against(run, parseBaseline(baselineText(baselineOf(run)), 'lint', 'b.json'));
      expect(verdict.failed).toEqual([]);
      expect(verdict.against).toEqual({ new: [], worse: [], stale: [] });
    }));
  });
  it('moved lines and another order of files make nothing new', () => {
    fc.assert(fc.property(anyUnits, fc.nat(50), (units, by) => {
      const moved = [...units].reverse().map((unit) => ({ ...unit, diagnostics: unit.diagnostics.map((d) => ({ ...d, region: { line: d.region.line + by } })) }));
      const verdict = against(runOf(moved), baselineOf(runOf(units)));
      expect(verdict.against).toEqual({ new: [], worse: [], stale: [] });
    }));
  });
  it('one finding more is one that is new, wherever it is put', () => {
    fc.assert(fc.property(anyUnits, fc.nat(), (units, seed) => {
      const [first, ...rest] = units;
      if (!first) return;
      const at = seed % (first.diagnostics.length + 1);
      const added = { rule: 'r/one', severity: 'error' as const, message: '', missing: [], file: first.file, region: { line: 1 }, text: '请耐心等待' };
      const run = runOf([{ ...first, diagnostics: [...first.diagnostics.slice(0, at), added, ...first.diagnostics.slice(at)] }, ...rest]);
      expect(against(run, baselineOf(runOf(units))).against).toMatchObject({ new: [{ file: first.file, rule: 'r/one' }], worse: [], stale: [] });
    }));
  });
  it('no fingerprint stands twice', () => {
    fc.assert(fc.property(anyUnits, (units) => {
      const prints = runOf(units).units.flatMap((u) => u.diagnostics.map((d) => d.fingerprint));
      expect(new Set(prints).size).toBe(prints.length);
      expect(prints.every((p) => /^[\da-f]{16}$/.test(p))).toBe(true);
    }));
  });
});
