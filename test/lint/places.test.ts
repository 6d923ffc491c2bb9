/** Wherever words of a script stand and however they are written, the place given is theirs. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { read } from './linting.js';

const SENTENCES = ['非质量问题不予退换', '请您耐心等待，我们会尽快处理。', '非常抱歉😀给您带来不便', '他说"规定"就是这样', "it's 规定，就是\\这样", '第一行说话内容\n第二行说话内容', '退款（24小时内）到账：请查收', '- 开头像列表的话术', '# 开头像注释的话术', '逗号,分号;制表\t都有的话'];
const sentence = fc.constantFrom(...SENTENCES);
const plainSentence = fc.constantFrom(...SENTENCES.filter((s) => !/[\n\t#]|^-/.test(s)));

/** Texts that were read, blanks aside, and whether every unit of them stands in the file as it is, escapes aside. */
function check(file: string, raw: string, wanted: readonly string[], same: (raw: string, unit: string) => boolean): void {
  const { document, unread } = read(file, raw);
  expect(unread).toEqual([]);
  const lines = document.replies.flatMap((reply) => reply.lines);
  const bare = (text: string): string => text.replace(/\s+/gu, '');
  expect(lines.map(({ text }) => bare(text)).join('')).toBe(bare(wanted.join('')));
  for (const { text, starts, ends } of lines) {
    for (let i = 0; i < text.length; i += 1) {
      if (/\s/.test(text[i] as string)) continue;
      const [from, to] = [starts[i] as number, ends[i] as number];
      if (!same(raw.slice(from, to), text[i] as string)) throw new Error(`${JSON.stringify(raw.slice(from, to))} at ${from} is not ${text[i]}`);
    }
    const known = starts.filter((_, i) => !/\s/.test(text[i] as string));
    expect([...known].sort((a, b) => a - b)).toEqual(known);
  }
}

const exact = (raw: string, unit: string): boolean => raw === unit;
/** Of strings in double quotes. */
const escaped = (raw: string, unit: string): boolean => raw === unit || raw === `\\${unit}` || (/^\\u[\da-f]{4}$/i.test(raw) && String.fromCharCode(Number.parseInt(raw.slice(2), 16)) === unit) || (/^\\U[\da-f]{8}$/i.test(raw) && String.fromCodePoint(Number.parseInt(raw.slice(2), 16)).includes(unit));
const uEscape = (json: string, pick: (i: number) => boolean): string => [...json].map((c, i) => (c > '\u4e00' && c.length === 1 && pick(i) ? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}` : c)).join('');

describe('places', () => {
  it('JSON, indented by anything, with escapes', () => {
    fc.assert(fc.property(fc.array(sentence, { minLength: 1, maxLength: 6 }), fc.constantFrom(0, 2, '\t'), fc.nat(4), fc.boolean(), (texts, indent, every, crlf) => {
      const json = uEscape(JSON.stringify({ items: texts.map((script, id) => ({ id, script })) }, null, indent), (i) => every > 0 && i % every === 0);
      check('a.json', crlf ? json.replaceAll('\n', '\r\n') : json, texts, escaped);
    }));
  });

  it('NDJSON', () => {
    fc.assert(fc.property(fc.array(sentence, { minLength: 1, maxLength: 6 }), fc.nat(3), (texts, every) => {
      check('a.ndjson', texts.map((script) => uEscape(JSON.stringify({ script }), (i) => every > 0 && i % every === 0)).join('\n\n'), texts, escaped);
    }));
  });

  it('YAML in every style', () => {
    const style = fc.constantFrom('PLAIN' as const, 'QUOTE_DOUBLE' as const, 'QUOTE_SINGLE' as const, 'BLOCK_FOLDED' as const, 'BLOCK_LITERAL' as const);
    fc.assert(fc.property(fc.array(sentence, { minLength: 1, maxLength: 6 }), style, fc.constantFrom(0, 20, 80), fc.constantFrom(2, 4), (texts, defaultStringType, lineWidth, indent) => {
      const yaml = stringify({ scripts: texts.map((script) => ({ script })) }, { defaultStringType, defaultKeyType: 'PLAIN', lineWidth, indent });
      check('a.yaml', yaml, texts, (raw, unit) => escaped(raw, unit) || (raw === "''" && unit === "'"));
    }));
  });

  it('CSV and TSV, quoted or not', () => {
    fc.assert(fc.property(fc.array(sentence, { minLength: 1, maxLength: 6 }), fc.constantFrom(',', '\t', ';'), fc.constantFrom('\n', '\r\n'), fc.boolean(), (texts, delimiter, eol, always) => {
      const cell = (text: string): string => (always || /["\n,;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      const rows = [['编号', '话术', '备注'], ...texts.map((text, i) => [String(i), cell(text), '不要说这一列的话'])];
      check('a.csv', rows.map((row) => row.join(delimiter)).join(eol) + eol, texts, (raw, unit) => raw === unit || raw === '""');
    }));
  });

  it('Markdown: paragraphs, lists, quotations, tables, emphasis and entities', () => {
    const wrap = fc.constantFrom<(text: string, i: number) => string>(
      (t) => t, (t) => `- ${t}`, (t, i) => `${i + 1}. ${t}`, (t) => `> ${t}`, (t) => `> - ${t}`, (t) => `| 标准话术 |\n|---|\n| ${t} |`,
      (t) => `**${t}**`, (t) => `<!-- note --> ${t}`, (t) => `${t} <!-- note -->`, (t) => `- [ ] ${t}`.replace('[ ] ', ''),
    );
    fc.assert(fc.property(fc.array(fc.tuple(plainSentence, wrap, fc.boolean()), { minLength: 1, maxLength: 5 }), fc.constantFrom('\n', '\r\n'), (parts, eol) => {
      const written = (text: string, entities: boolean): string => (entities ? [...text].map((c, i) => (c > '\u4e00' && i % 3 === 1 ? `&#${c.codePointAt(0)};` : c)).join('') : text).replace(/[\\"]/g, (c) => `\\${c}`);
      const md = parts.map(([text, wrapped, entities], i) => wrapped(written(text, entities), i)).join('\n\n').replaceAll('\n', eol);
      check('a.md', md, parts.map(([text]) => text), (raw, unit) => exact(raw, unit) || raw === `\\${unit}` || /^&#\d+;$/.test(raw));
    }));
  });

  it('plain text', () => {
    fc.assert(fc.property(fc.array(plainSentence, { minLength: 1, maxLength: 6 }), fc.constantFrom('\n', '\r\n', '\n\n'), (texts, eol) => check('a.txt', texts.join(eol), texts, exact)));
  });
});
