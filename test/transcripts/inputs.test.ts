import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { KesuError } from '../../src/errors.js';
import { parseColumnMap } from '../../src/transcripts/index.js';
import { splitLines } from '../../src/transcripts/lines.js';
import { Remarks } from '../../src/transcripts/remarks.js';
import { LEXICONS, reading, readingOf } from './reading.js';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'kesu-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const CSV = '会话编号,角色,内容\n1,客户,你好\n';

function put(name: string, content: string | Uint8Array = CSV): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function errorOf(promise: Promise<unknown>): Promise<KesuError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof KesuError) return error;
    throw error;
  }
  throw new Error('no error');
}

describe('paths', () => {
  test('folders are searched in full, in order, for known extensions', async () => {
    for (const name of ['b.csv', 'a/z.CSV', 'a/.hidden.csv', 'a/note.md', '.git/x.csv', 'c.jsonl']) put(name);
    const { conversations, rejections } = await reading([folder]);
    expect(conversations.map((c) => c.source.file)).toEqual([join(folder, 'a/z.CSV'), join(folder, 'b.csv')]);
    expect(rejections.map((rejection) => rejection.file)).toEqual([join(folder, 'c.jsonl'), join(folder, 'c.jsonl')]);
  });

  test('a missing path and an empty folder stop the run before anything is read', async () => {
    const good = put('a.csv');
    const missing = await errorOf(reading([good, join(folder, 'nothing.csv')]));
    expect([missing.id, missing.place.file]).toEqual(['input-missing', join(folder, 'nothing.csv')]);
    mkdirSync(join(folder, 'empty'));
    expect((await errorOf(reading([join(folder, 'empty')]))).id).toBe('folder-empty');
  });

  test('a file that cannot be read does not stop the others', async () => {
    const { conversations, rejections } = await reading([put('1.csv', ''), put('2.csv', 'PK\x03\x04'), put('3.csv')]);
    expect(conversations).toHaveLength(1);
    expect(rejections.map((rejection) => rejection.file)).toEqual([join(folder, '1.csv'), join(folder, '2.csv')]);
  });

  test('the same id in two files is two conversations', async () => {
    const { conversations } = await reading([put('1.csv'), put('2.csv')]);
    expect(conversations.map((c) => c.id)).toEqual(['1', '1']);
  });
});

describe('encodings', () => {
  const late = `会话编号,角色,内容\n`.replace('会话编号', 'sessionId').replace('角色', 'role').replace('内容', 'text');
  const body = Array.from({ length: 40_000 }, (_, i) => `${i},user,ok\n`).join('');

  test('the first byte outside ASCII may come late', async () => {
    const gbk = Buffer.from([0xb2, 0xbb, 0xc4, 0xdc, 0xcd, 0xcb]);
    const input = Buffer.concat([Buffer.from(`${late}${body}x,user,`), gbk, Buffer.from('\n')]);
    const { conversations } = await readingOf(input);
    expect(conversations.at(-1)?.messages[0]?.text).toBe('不能退');
    const utf8 = await readingOf(`${late}${body}x,user,不能退\n`);
    expect(utf8.conversations.at(-1)?.messages[0]?.text).toBe('不能退');
  });

  test('the user’s encoding is taken, and an unknown one is refused', async () => {
    const big5 = Buffer.from([0xa4, 0xa3, 0xaf, 0xe0, 0xb0, 0x68]);
    const input = Buffer.concat([Buffer.from('sid,role,text\n1,user,'), big5]);
    expect((await readingOf(input, { encoding: 'big5' })).conversations[0]?.messages[0]?.text).toBe('不能退');
    expect((await errorOf(readingOf('x', { encoding: 'klingon' }))).id).toBe('encoding-unknown');
  });
});

describe('columns named by the user', () => {
  test('names and numbers', async () => {
    expect(parseColumnMap('conversation=会话,speaker=3, text = 话术 ')).toEqual({ conversation: '会话', speaker: 3, text: '话术' });
    const text = '甲,乙,丙\n7,客户,你好\n';
    const { conversations } = await readingOf(text, { format: 'csv', map: parseColumnMap('conversation=甲,speaker=2,text=丙') });
    expect(conversations).toMatchObject([{ id: '7', messages: [{ speaker: 'customer', text: '你好' }] }]);
  });

  test.each([['text', 'map-malformed'], ['text=', 'map-malformed'], ['colour=1', 'map-role'], ['text=1,text=2', 'map-twice']])('%s', (map, id) => {
    expect(() => parseColumnMap(map)).toThrow(expect.objectContaining({ id }));
  });

  test('an absent column is named with those there are', async () => {
    const { rejections } = await readingOf(CSV, { format: 'csv', map: { text: '正文' } });
    expect(rejections[0]?.reason).toBe('--map names the column 正文 for text, but the file has: “会话编号”, “角色”, “内容”');
    const byNumber = await readingOf(CSV, { format: 'csv', map: { text: 9 } });
    expect(byNumber.rejections[0]?.reason).toContain('column number 9');
    const headless = await readingOf(CSV, { format: 'csv', header: false });
    expect(headless.rejections[0]?.reason).toContain('--map conversation=1');
  });

  test('the case column', async () => {
    const text = '会话编号,角色,内容,合同\n1,客户,你好,H5\n';
    expect((await readingOf(text, { caseBy: '合同' })).conversations[0]?.case).toBe('H5');
    expect((await readingOf(text, { caseBy: '保单' })).rejections[0]?.reason).toContain('保单');
    const json = '{"id":"a","contract":{"no":"H6"},"messages":[{"role":"user","text":"x"}]}';
    expect((await readingOf(json, { caseBy: 'contract.no' })).conversations[0]?.case).toBe('H6');
  });
});

describe('limits', () => {
  test('a message of more than a million characters is left out', async () => {
    const long = '长'.repeat(1_000_001);
    const { conversations, rejections } = await readingOf(`${CSV}1,客服,${long}\n1,客户,好\n`);
    expect(conversations[0]?.messages.map((message) => message.text)).toEqual(['你好', '好']);
    expect(rejections).toMatchObject([{ line: 3, field: '内容' }]);
    expect(rejections[0]?.raw).toHaveLength(2_000);
  });

  test('a line without end is left out, and those after it keep their numbers', async () => {
    const rejected: unknown[] = [];
    const remarks = new Remarks('f', { lexicons: LEXICONS, lang: 'en', onReject: (r) => rejected.push(r.line), onNotice: () => undefined });
    async function* text(): AsyncGenerator<string> {
      yield 'a\n' + 'x'.repeat(50);
      yield 'x'.repeat(50);
      yield 'x\nb\n';
    }
    const lines: [number, string][] = [];
    for await (const batch of splitLines(text(), remarks, 60)) batch.lines.forEach((line, i) => lines.push([batch.first + i, line]));
    expect(rejected).toEqual([2]);
    expect(lines).toEqual([[1, 'a\n'], [2, '\n'], [3, 'b\n']]);
  });

  test('lines that end in a carriage return alone', async () => {
    const { conversations } = await readingOf('会话编号,角色,内容\r1,客户,"一,二"\r2,客服,好\r');
    expect(conversations.map((c) => [c.id, c.source.line, c.messages[0]?.text])).toEqual([['1', 2, '一,二'], ['2', 3, '好']]);
  });

  test('many open quotation marks cost little', async () => {
    const text = `会话编号,角色,内容\n${'1,客户,"开\n1,客服,好\n'.repeat(5_000)}`;
    const started = performance.now();
    const { rejections } = await readingOf(text);
    expect(rejections).toHaveLength(5_000);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('word lists', () => {
  test('an error names file, line and field', async () => {
    const columns = put('words/columns.yaml', 'roles:\n  text: [内容]\n  colour: [颜色]\n');
    const error = await errorOf(reading([put('a.csv')], { lexicons: join(folder, 'words') }));
    expect(error.place).toMatchObject({ file: columns, field: expect.any(String), line: expect.any(Number) });
    put('words/columns.yaml', 'roles:\n  text: [内容\n');
    expect((await errorOf(reading([folder], { lexicons: join(folder, 'words') }))).id).toBe('yaml-syntax');
  });
});
