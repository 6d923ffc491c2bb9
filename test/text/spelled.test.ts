import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { put } from '../../src/text/correction.js';
import { originalRange } from '../../src/text/fold.js';
import { judging } from '../helpers.js';

const { lexicon } = judging.reader;
const read = (text: string): string => lexicon.spelled().correct(lexicon.folder.fold(text)).folded.text;

describe('words spelled in pinyin', () => {
  it.each([
    ['我要tou su你们', '我要投诉你们'],
    ['我要TOUSU', '我要投诉'],
    ['找lv师', '找律师'],
    ['去法yuan见', '去法院见'],
    ['让mei体来看看', '让媒体来看看'],
    ['ju报你', '举报你'],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected));

  it.each(['iphone坏了', 'vip客服', 'ok谢谢', 'app打不开', '用tousuan支付', 'weibull分布'])('other Latin words stay: %s', (text) => expect(read(text)).toBe(lexicon.folder.fold(text).text));

  it('evidence is the characters as written', () => {
    const text = '再不退 我就去tou  su，找fa yuan';
    for (const s of judging.reader.read([{ speaker: 'customer', text }])[0]?.signals ?? []) expect(s.text).toBe(text.slice(s.start, s.end));
    const [signal] = judging.reader.read([{ speaker: 'customer', text: '我要tou su你们' }])[0]?.signals ?? [];
    expect(signal?.signal).toBe('complaint-intent');
    expect(signal?.modifiers).toContain('pinyin:tou su→投诉');
  });

  it('puts replacements in and keeps every other character at its place', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.string({ maxLength: 4 }), fc.string({ minLength: 1, maxLength: 5 }), fc.string({ minLength: 1, maxLength: 5 })), { maxLength: 4 }), fc.string({ maxLength: 4 }), (pieces, end) => {
      let text = '';
      let wanted = '';
      const replacements = pieces.map(([kept, old, meant]) => {
        const start = text.length + kept.length;
        text += kept + old;
        wanted += kept + meant;
        return { start, end: text.length, meant };
      });
      text += end;
      const { folded, corrections } = put({ text, softBreaks: [] }, replacements, 'pinyin');
      expect(folded.text).toBe(wanted + end);
      corrections.forEach((c, i) => {
        expect(folded.text.slice(c.start, c.end)).toBe(c.meant);
        expect(text.slice(...originalRange(folded, c.start, c.end))).toBe(replacements[i] && text.slice(replacements[i].start, replacements[i].end));
      });
    }));
  });
});
