/** `kesu fit` as a user sees it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { correctionsSchema } from '../../src/learning/corrections.js';
import type { Evaluation } from '../../src/evaluation/evaluation.js';
import { kesu } from '../helpers.js';
import { folder } from '../lexicon/overlay.js';

/** A desk whose customers say a word of their own when they are angry, and a neutral line that looks like it. */
const rows = Array.from({ length: 120 }, (_, i) => {
  const odd = i % 3;
  const text = odd === 0 ? `第${i}单又给我整咕噜瓢了` : odd === 1 ? `第${i}单收到了请问怎么开票` : `第${i}单改到周${i % 7}送`;
  return { id: `u${i}`, speaker: 'customer', text, signals: odd === 0 ? ['anger/mild'] : [] };
});
const ndjson = (list: readonly unknown[]): string => list.map((row) => `${JSON.stringify(row)}\n`).join('');
const labelled = (list: readonly unknown[] = rows): string => join(folder({ 'labels.ndjson': ndjson(list) }), 'labels.ndjson');
const fit = (...args: readonly string[]) => kesu(['fit', '--resamples', '0', '--lang', 'en', ...args]);

describe('kesu fit', () => {
  it('learns words of a desk, shows before and after, and the folder reads them in new messages', async () => {
    const out = join(folder({}), 'ours');
    const ran = await fit(labelled(), '-o', out);
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/anger +100\.0 +100\.0 +100\.0 +\S+ +\+/);
    expect(ran.err).toContain('corrections.json; next: kesu score');
    const stored: unknown = JSON.parse(readFileSync(join(out, 'learned', 'corrections.json'), 'utf8'));
    expect(correctionsSchema.parse(stored)).toMatchObject({ provenance: { examples: 120, settings: { folds: 5, seed: 1 } }, signals: { anger: { positives: 40 } } });

    const said = (...args: readonly string[]) => kesu(['explain', '你们又整咕噜瓢', '--lang', 'en', ...args]);
    expect((await said()).out).not.toContain('✓ anger');
    expect((await said('--lexicons', out)).out).toMatch(/✓ anger.*\n +learned 0\.\d\d: .*咕噜/);
    expect((await said('--lexicons', out, '--no-learned')).out).not.toContain('✓ anger');
  });
  it('is the same twice', async () => {
    const texts = await Promise.all(['a', 'b'].map(async (name) => {
      const out = join(folder({}), name);
      await fit(labelled(), '-o', out);
      return readFileSync(join(out, 'learned', 'corrections.json'), 'utf8');
    }));
    expect(texts[0]).toBe(texts[1]);
  });
  it('replaces nothing unasked, and writes nothing without -o', async () => {
    const out = folder({ 'learned/corrections.json': '{}' });
    const taken = await fit(labelled(), '-o', out);
    expect([taken.code, taken.out]).toEqual([2, '']);
    expect(taken.err).toContain('--force');
    expect(readFileSync(join(out, 'learned', 'corrections.json'), 'utf8')).toBe('{}');
    const dry = await fit(labelled());
    expect([dry.code, dry.err]).toEqual([0, expect.stringContaining('nothing written') as string]);
  });
  it('says when labels are too few, and writes only when told to all the same', async () => {
    const few = labelled(rows.slice(0, 30));
    const out = join(folder({}), 'ours');
    const ran = await fit(few, '-o', out);
    expect(ran.code).toBe(1);
    expect(ran.err).toContain('only 30 labelled messages');
    expect(existsSync(out)).toBe(false);
    expect((await fit(few, '-o', out, '--anyway')).code).toBe(0);
    expect(existsSync(join(out, 'learned', 'corrections.json'))).toBe(true);
    expect((await fit(labelled(rows.slice(0, 3)))).code).toBe(2);
  });
  it('conversations with bands: the scorecard too, and why its weights stay', async () => {
    const gold = readFileSync('fixtures/gold/conversations-a.ndjson', 'utf8').split('\n').slice(0, 45).join('\n');
    const set = join(folder({ 'bands.ndjson': gold }), 'bands.ndjson');
    const ran = await fit(set, '--format', 'json', '-q');
    const { scorecard, problems } = JSON.parse(ran.out) as { scorecard: { n: number; before: { exact: number }; after: { exact: number }; refused?: string }; problems: string[] } & Evaluation;
    expect(scorecard).toMatchObject({ n: 45 });
    expect(scorecard.after.exact).toBeGreaterThan(0.4);
    expect(problems).toEqual([]);
    expect((await fit(set)).out).toMatch(/Scorecard: 45 conversations[\s\S]*in the labelled band/);
  });
});
