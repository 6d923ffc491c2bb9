import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reading, readingOf } from './reading.js';
import { FIXTURES } from './reading.js';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const cell = fc
  .array(fc.constantFrom('好', '退', '"', '""', ',', '\n', '\r\n', '\r', ' ', 'a', '：', '😀', '1'), { maxLength: 12 })
  .map((parts) => parts.join(''));

/** One row, quoted where it must be or by choice. */
const row = fc.record({ side: fc.constantFrom('客户', '客服'), text: cell, quoted: fc.boolean() });

function written(text: string, quoted: boolean): string {
  return quoted || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

describe('CSV', () => {
  test('what was written is read, with true physical line numbers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), async (rows, end, sizes) => {
        let line = 2;
        let text = `会话编号,角色,内容${end}`;
        const expected = rows.map(({ side, text: words, quoted }, i) => {
          const from = line;
          const record = `c${i},${side},${written(words, quoted)}${end}`;
          text += record;
          line += record.split('\n').length - 1;
          return { id: `c${i}`, line: from, speaker: side === '客户' ? 'customer' : 'agent', text: words };
        });
        const read = await readingOf(text, { format: 'csv' }, sizes);
        expect(read.rejections).toEqual([]);
        expect(read.conversations.map(({ id, source, messages }) => ({ id, line: source.line, ...messages[0] }))).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  test('a line with an open quotation mark costs that line alone', async () => {
    const plain = fc.constantFrom('好', '退货', '他说"好"');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(plain, fc.boolean()), { minLength: 1, maxLength: 20 }), async (lines) => {
        const text = lines.map(([words, broken], i) => `c${i},客户,${broken ? `"${words.replaceAll('"', '')}` : words}\n`).join('');
        const read = await readingOf(`会话编号,角色,内容\n${text}`, { format: 'csv' });
        const broken = lines.flatMap(([, open], i) => (open ? [i + 2] : []));
        expect(read.rejections.map((rejection) => rejection.line)).toEqual(broken);
        expect(read.conversations).toHaveLength(lines.length - broken.length);
      }),
    );
  });
});

test('NDJSON with bad lines loses these alone', async () => {
  const bad = fc.constantFrom('{"id":', '{]', 'nonsense', '{"id":"x","messages":7}', '3');
  const line = fc.oneof(fc.constant(undefined), bad);
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), async (lines) => {
      const good = (i: number): string => JSON.stringify({ id: `n${i}`, messages: [{ speaker: 'customer', text: `第${i}句` }] });
      const text = [good(0), ...lines.map((broken, i) => broken ?? good(i + 1))].join('\n');
      const read = await readingOf(text, { format: 'ndjson' });
      expect(read.rejections.map((rejection) => rejection.line)).toEqual(lines.flatMap((broken, i) => (broken ? [i + 2] : [])));
      expect(read.conversations.map((c) => c.id)).toEqual(['n0', ...lines.flatMap((broken, i) => (broken ? [] : [`n${i + 1}`]))]);
    }),
  );
});

describe('chunks', () => {
  const names = readdirSync(join(FIXTURES, 'layouts')).concat(readdirSync(join(FIXTURES, 'bad-input')));
  test.each(names)('%s reads the same however its bytes arrive', async (name) => {
    const folder = ['layouts', 'bad-input'].map((group) => join(FIXTURES, group, name)).find((path) => readdirSafe(path).length > 0) ?? '';
    const file = readdirSafe(folder).find((entry) => entry.startsWith('input.')) ?? '';
    const input = readFileSync(join(folder, file));
    // a workbook is gathered before it is read, and each reading of one starts a thread
    const numRuns = /\.(?:xls[bx]?|ods|et)$/.test(file) ? 2 : 15;
    const whole = await readingOf(input);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 }), async (sizes) => {
        expect(await readingOf(input, {}, sizes)).toEqual(whole);
      }),
      { numRuns },
    );
  });
});

test('a table read twice gives what one reading gives', async () => {
  for (const name of ['csv-message-a-row', 'csv-blank-ids', 'dialogue-in-a-cell', 'csv-qianniu-names']) {
    const input = join(FIXTURES, 'layouts', name, 'input.csv');
    expect(await reading([input], { readTwiceAbove: 0 })).toEqual(await reading([input]));
  }
});

function readdirSafe(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
