import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadLexicon } from '../../src/lexicon/compile.js';
import { SIGNALS } from '../../src/model.js';
import { testLexicon } from '../../src/signals/self-test.js';
import { jiebaTokenizer } from '../../src/text/tokenizer.js';

const lexicon = loadLexicon();

describe('the shipped lexicons', () => {
  it('hold rules for every signal of the annotation guide', () => {
    const covered = new Set(lexicon.rules.map((r) => r.signal));
    expect(SIGNALS.filter((s) => !covered.has(s))).toEqual([]);
  });

  it('every rule hits its examples and misses its counterexamples', () => {
    const { checked, failures } = testLexicon(lexicon, jiebaTokenizer());
    expect(failures).toEqual([]);
    expect(checked).toBeGreaterThan(lexicon.rules.length);
  });

  it('every rule has an example', () => {
    expect(lexicon.rules.filter((r) => r.source.examples.length === 0).map((r) => r.id)).toEqual([]);
  });

  it('read back from the cache are those that were made', () => {
    // the second compile of the same sources replays the sets of the first
    const again = loadLexicon();
    const patterns = (l: typeof lexicon): unknown => [l.terms, l.triggers, l.rules.map((r) => [r.match, r.unless, r.requires, r.forbids, r.after?.match]), l.cues.map((c) => [c.match, c.unless])];
    expect(patterns(again)).toEqual(patterns(lexicon));
    expect(again.rules[0]?.match.variants[0]).toBe(lexicon.rules[0]?.match.variants[0]);
  });

  it('every successor in the channel register exists', () => {
    const missing = [...lexicon.channels.values()].filter((c) => c.successor !== undefined && !lexicon.channels.has(c.successor));
    expect(missing.map((c) => c.id)).toEqual([]);
  });
});

describe('knowledge is data', () => {
  it('no Chinese stands in src/ outside comments and the catalogues', () => {
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src'], { encoding: 'utf8' }).split('\n').filter((f) => f.endsWith('.ts') && !f.startsWith('src/locale/'));
    expect(files.length).toBeGreaterThan(20);
    const offending = files.flatMap((file) => {
      const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, (c) => c.replace(/[^\n]/g, ' ')).replace(/(^|\s)\/\/[^\n]*/g, '');
      return code.split('\n').flatMap((line, i) => (/[\u4e00-\u9fff]/.test(line) ? [`${file}:${i + 1}: ${line.trim()}`] : []));
    });
    // examples in the help texts decide nothing
    expect(offending.filter((o) => !o.includes('.options.ts:'))).toEqual([]);
  });
});
