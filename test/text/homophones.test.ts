import { describe, expect, it } from 'vitest';
import { judging } from '../helpers.js';

const { lexicon, tokenizer } = judging.reader;
const hear = (text: string): string[] => lexicon.homophones().correct(lexicon.folder.fold(text), tokenizer).corrections.map((c) => `${c.heard}→${c.meant}`);

describe('homophones of speech recognition', () => {
  it.each([
    ['我要去消写告你们', '消写→消协'],
    ['我去找公赏', '公赏→工商'],
    ['我打银报监的电话', '银报监→银保监'],
  ])('%s', (text, expected) => expect(hear(text)).toEqual([expected]));

  it.each(['小写字母', '打消顾虑', '没提到这件事', '我去投诉你们', '上午十点报建完成'])('ordinary words stay: %s', (text) => expect(hear(text)).toEqual([]));

  it('works in calls only, keeps the characters of the transcript as evidence', () => {
    const said = { speaker: 'customer' as const, text: '我现在就去消写投诉你们' };
    const heard = judging.reader.read([said], 'call')[0]?.signals.find((s) => s.signal === 'regulator-threat');
    expect(heard?.text).toContain('消写');
    expect(heard?.modifiers).toContain('asr:消写→消协');
    expect(judging.reader.read([said], 'chat')[0]?.signals.filter((s) => s.signal === 'regulator-threat')).toEqual([]);
  });
});
