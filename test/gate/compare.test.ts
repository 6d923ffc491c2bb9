/** `kesu score --compare`: which cases changed and through what; golden files of its formats. `UPDATE_GOLDEN=1` writes them anew. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chalk } from 'chalk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/gate/compare.js';
import { compareMarkdown, comparePretty } from '../../src/report/compare.js';
import { kesu } from '../helpers.js';
import { folder, overlay } from '../lexicon/overlay.js';

const CASES = 'fixtures/gate/cases.csv';
const dir = mkdtempSync(join(tmpdir(), 'kesu-compare-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const old = join(dir, 'old.ndjson');
beforeAll(async () => writeFileSync(old, (await kesu(['score', CASES, '-q', '-f', 'ndjson'])).out));

async function comparison(...args: readonly string[]): Promise<Comparison> {
  const ran = await kesu(['score', CASES, '-q', '-f', 'json', '--compare', old, ...args]);
  expect(ran).toMatchObject({ code: 0, err: '' });
  return JSON.parse(ran.out) as Comparison;
}

/** The shipped scorecard with another weight. */
const reweighed = (signal: string, weight: number): string =>
  folder({ 'scorecard.yaml': readFileSync('lexicons/scorecard.yaml', 'utf8').replace(new RegExp(`^(  ${signal}: \\{weight: )[\\d.]+`, 'm'), `$1${weight}`) });

describe('kesu score --compare', () => {
  it('the same run has changed nothing', async () => {
    expect(await comparison()).toMatchObject({ schema: 'kesu.compare/1', summary: { cases: 3, changed: 0, new: 0, missing: 0 }, changes: [] });
  });

  it('a rule switched off is named, with its words and the points it was worth', async () => {
    const { changes, summary } = await comparison('--lexicons', overlay('anger', 'rules:\n  - {id: degree-bad, off: true}\n'));
    expect(summary).toMatchObject({ changed: 1, lowered: 1 });
    const [change] = changes;
    expect(change).toMatchObject({ id: 'K-3', through: 'signals', before: { band: 'medium' } });
    expect(change?.signals.find((s) => s.before?.rule === 'anger/degree-bad')).toMatchObject({ message: 0, signal: 'anger', words: expect.stringContaining('太失望') as string });
    const anger = change?.parts.find((part) => part.id === 'anger');
    expect(anger && anger.before > anger.after).toBe(true);
  });

  it('a weight alone is told by the points', async () => {
    const { changes } = await comparison('--lexicons', reweighed('anger', 6));
    expect(changes).toMatchObject([{ id: 'K-3', through: 'weights', signals: [], findings: [] }]);
    expect(changes[0]?.parts[0]).toMatchObject({ id: 'anger' });
    const sum = changes[0]?.parts.reduce((n, part) => n + part.after - part.before, 0);
    expect(sum).toBe((changes[0]?.after.score ?? 0) - (changes[0]?.before.score ?? 0));
  });

  it('what got worse comes first; new and missing cases and another text are told', async () => {
    const rows = readFileSync(old, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as { id: string; risk: { score: number; band: string }; messages: { text: string }[] });
    const [first, second, third] = rows as [typeof rows[0], typeof rows[0], typeof rows[0]];
    Object.assign(first.risk, { score: 60, band: 'high' });
    Object.assign(second.risk, { score: 14, band: 'medium' });
    second.messages[0] = { ...second.messages[0], text: '？' };
    writeFileSync(join(dir, 'edited.json'), JSON.stringify([{ ...third, id: 'K-0' }, second, first]));
    const ran = await kesu(['score', CASES, '-q', '-f', 'json', '--compare', join(dir, 'edited.json')]);
    const found = JSON.parse(ran.out) as Comparison;
    expect(found.changes.map((c) => [c.id, c.through])).toEqual([['K-1', 'weights'], ['K-2', 'text']]);
    expect(found.new.map((c) => c.id)).toEqual(['K-3']);
    expect(found.missing.map((c) => c.id)).toEqual(['K-0']);
  });

  it('with --fail-on only what rose since counts', async () => {
    expect(await kesu(['score', CASES, '-q', '--compare', old, '--fail-on', 'critical'])).toMatchObject({ code: 0 });
    const ran = await kesu(['score', CASES, '-q', '--compare', old, '--fail-on', 'medium', '--lexicons', reweighed('anger', 9)]);
    expect(ran).toMatchObject({ code: 1 });
    expect(ran.err).toMatch(/gate failed: 1 cases.*\n.*K-3/);
    expect(ran.err).toMatch(/worse, \d+ → \d+/);
  });

  it.each([['csv', []], ['sarif', []], ['pretty', ['--baseline', 'x.json']], ['pretty', ['--sample', '3']]])('is refused as %s with %j', async (format, args) => {
    expect(await kesu(['score', CASES, '--compare', old, '-f', format, ...args])).toMatchObject({ code: 2, out: '' });
  });

  it('a file that holds no reports is refused before anything is scored', async () => {
    const ran = await kesu(['score', CASES, '--compare', CASES]);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('--format ndjson');
  });
});

describe('golden files', () => {
  const stored = JSON.parse(readFileSync('fixtures/gate/comparison.json', 'utf8')) as Comparison;
  it.each(['en', 'zh'] as const)('%s', (lang) => {
    const outputs = { txt: comparePretty(stored, { lang, color: new Chalk({ level: 0 }), width: 100, top: 20 }), md: compareMarkdown(stored, lang) };
    for (const [ending, text] of Object.entries(outputs)) {
      const path = `fixtures/gate/golden/compare.${lang}.${ending}`;
      if (process.env['UPDATE_GOLDEN']) writeFileSync(path, text);
      expect(existsSync(path)).toBe(true);
      expect(text).toBe(readFileSync(path, 'utf8'));
    }
  });
});
