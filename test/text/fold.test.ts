import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadLexicon } from '../../src/lexicon/compile.js';
import { originalRange } from '../../src/text/fold.js';

const { folder } = loadLexicon();
const fold = (text: string): string => folder.fold(text).text;

describe('fold', () => {
  it.each([
    ['１２３１５', '12315'],
    ['投訴你們', '投诉你们'],
    ['我要投 诉', '我要投诉'],
    ['媒-体', '媒体'],
    ['投\u200b诉', '投诉'],
    ['時(shí)間(jiān)的(de)', '时间的'],
    ['投诉&nbsp;&amp;&#26333;光', '投诉 &曝光'],
    ['ＳＢ', 'sb'],
    ['第一行<br>第二行', '第一行\n第二行'],
    ['什麼', '什么'],
    ['什么', '什么'],
    ['什幺', '什么'],
  ])('%s → %s', (from, to) => expect(fold(from)).toBe(to));

  it('is idempotent: what is folded folds to itself', () => {
    const moving = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((c) => folder.foldUnits(folder.foldUnits(c)) !== folder.foldUnits(c));
    expect(moving).toEqual([]);
  });

  it('keeps brackets that hold no pinyin, and numbers with hyphens', () => {
    expect(fold('订单(abc)已发货')).toBe('订单(abc)已发货');
    expect(fold('021-12345678')).toBe('021-12345678');
  });

  it('remembers where a blank between words stood', () => {
    const folded = folder.fold('太差了吧 我要投诉');
    expect(folded.text).toBe('太差了吧我要投诉');
    expect(folded.softBreaks).toEqual([4]);
  });

  it('takes no soft breaks from text with blanks between all words', () => {
    expect(folder.fold('你们 这个 服务 真的 太 差 了').softBreaks).toEqual([]);
  });

  const noisy = fc.array(fc.constantFrom('投', '诉', '1', 'a', ' ', '-', '\u200b', '（', 'shí', ')', '&amp;', '<br>', '。', '🤬', '訴', '\n'), { maxLength: 40 }).map((p) => p.join(''));

  it('every folded range has a range of the original, in order (property)', () => {
    fc.assert(fc.property(noisy, (text) => {
      const folded = folder.fold(text);
      let last = 0;
      for (let i = 0; i < folded.text.length; i += 1) {
        const [start, end] = originalRange(folded, i, i + 1);
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        expect(end).toBeLessThanOrEqual(text.length);
        last = start;
      }
    }));
  });

  it('a unit that is one to one folds to what the table says (property)', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      const folded = folder.fold(text);
      for (let i = 0; i < folded.text.length; i += 1) {
        const [start, end] = originalRange(folded, i, i + 1);
        if (end - start === 1) expect(folder.foldUnits(text.slice(start, end))).toBe(folded.text[i]);
      }
    }));
  });
});
