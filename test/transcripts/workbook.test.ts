import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { KesuError } from '../../src/errors.js';
import { Book } from '../../src/transcripts/workbook/book.js';
import { Parts } from '../../src/transcripts/workbook/parts.js';
import { cellText } from '../../src/transcripts/workbook/cell.js';
import { kesu } from '../helpers.js';
import { handmade, workbook } from '../tools/workbooks.mjs';
import { FIXTURES, reading, readingOf } from './reading.js';

const dir = mkdtempSync(join(tmpdir(), 'kesu-xlsx-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const MESSAGES = join(FIXTURES, 'layouts/xlsx-messages/input.xlsx');
const HEAD = ['会话编号', '角色', '时间', '内容'];

describe('a workbook reads as the CSV file with the same cells', () => {
  const cell = fc.array(fc.constantFrom('好', '退', '"', ',', '\n', ' ', 'a', '：', '😀', '1', '=', '<', '&', ']]>', '\t', '-', '00'), { maxLength: 10 }).map((parts) => parts.join(''));
  const row = fc.tuple(fc.constantFrom('c1', 'c2', '202405010001234567', '0012'), fc.constantFrom('客户', '客服', ''), fc.constantFrom('2024-05-01 10:00:00', '10:05', ''), cell);
  const csvOf = (rows: readonly (readonly string[])[]): string => rows.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',') + '\n').join('');
  /** Rows and lines differ where a cell has line breaks. */
  const told = ({ conversations, rejections }: Awaited<ReturnType<typeof readingOf>>): unknown => ({ rejections, conversations: conversations.map(({ source: _, ...rest }) => rest) });

  test('whatever the cells and however its bytes arrive (property)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), fc.boolean(), fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1 }), async (rows, shared, sizes) => {
        const read = await readingOf(workbook([{ name: '会话', rows: [HEAD, ...rows] }], { shared }), {}, sizes);
        expect(told(read)).toEqual(told(await readingOf(csvOf([HEAD, ...rows]), { format: 'csv' })));
      }),
      { numRuns: 10 },
    );
  });

  test('row numbers are those of Excel (property)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 15 }), async (filled) => {
        const rows = filled.map((is, i) => (is ? [`c${i}`, '客户', '', '你好\n在吗'] : []));
        const { conversations } = await readingOf(workbook([{ name: 'S', rows: [HEAD, ...rows] }]));
        expect(conversations.map((c) => c.source.line)).toEqual(filled.flatMap((is, i) => (is ? [i + 2] : [])));
      }),
      { numRuns: 6 },
    );
  });
});

describe('dates and numbers', () => {
  test('a date is read to the second in either calendar and any format (property)', async () => {
    const format = fc.constantFrom('yyyy/m/d h:mm;@', 'm/d/yy h:mm', 'yyyy"年"m"月"d"日" hh:mm:ss', '[$-804]yyyy-mm-dd hh:mm AM/PM', 'h:mm:ss');
    await fc.assert(
      fc.asyncProperty(fc.date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true }), fc.boolean(), format, async (date, from1904, code) => {
        const seconds = Math.floor(date.getTime() / 1_000);
        const serial = seconds / 86_400 + 25_569 - (from1904 ? 1_462 : 0);
        const { conversations } = await readingOf(workbook([{ name: 'S', rows: [HEAD, ['a', '客户', serial, '好']], dates: { C: code } }], { from1904 }));
        expect(conversations[0]?.messages[0]?.at).toBe(new Date(seconds * 1_000).toISOString().slice(0, 19));
      }),
      { numRuns: 8 },
    );
  });

  /** What a cell of a sheet says, by format. */
  async function shown(value: number, format: string, from1904 = false): Promise<string | undefined> {
    const book = await Book.open({ kind: 'zip', input: workbook([{ name: 'S', rows: [['x'], [value]], dates: { A: format } }], { from1904 }) });
    return book.sheets()[0]?.head[1]?.cells[0];
  }

  test.each([
    [202405010001234560, 'General', '202405010001234560'], [13800138000, 'General', '13800138000'], [0.1 + 0.2, 'General', '0.3'], [1e-7, 'General', '0.0000001'],
    [1.5e22, 'General', '15000000000000000000000'], [123, '000000', '000123'], [123, '0', '123'], [0, '0', '0'], [0.5, '0.00', '0.5'], [45413, 'yyyy-mm-dd', '2024-05-01'],
    [45413.999999, 'yyyy-mm-dd', '2024-05-02'], [45413.5, 'yyyy-mm-dd', '2024-05-01 12:00:00'], [0.5, 'h:mm', '12:00:00'], [1.5, '[h]:mm', '1900-01-01 12:00:00'],
    [59, 'yyyy-mm-dd', '1900-02-28'], [61, 'yyyy-mm-dd', '1900-03-01'], [45413, 'm"月"d"日"', '2024-05-01'], [45413, '[DBNum1][$-804]yyyy"年"m"月"', '2024-05-01'],
    [45413, '[Red]0.00', '45413'], [45413, '0.00E+00', '45413'], [45413, '#,##0"d"', '45413'], [45413, 'G/通用格式', '45413'], [45413, '_(* #,##0_)', '45413'],
  ])('%s in the format %s is %s', async (value, format, text) => expect(await shown(value, format)).toBe(text));

  test('a cell is what the library says it is', () => {
    expect([cellText({ t: 'b', v: true }), cellText({ t: 'd', v: new Date(Number.NaN), w: '####' }), cellText({ t: 'z' })]).toEqual(['TRUE', '####', '']);
  });

  test('the formats of Chinese editions that no file spells out', async () => {
    const cells = [27, 31, 36, 57, 58, 32, 55].map((_, i) => `<c r="${'ABCDEFG'[i]}1" s="${i}"><v>45413.5</v></c>`).join('');
    const styles = `<cellXfs>${[27, 31, 36, 57, 58, 32, 55].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`;
    const book = await Book.open({ kind: 'zip', input: handmade(`<sheetData><row r="1">${cells}</row></sheetData>`, { styles }) });
    expect(new Set(book.sheets()[0]?.head[0]?.cells)).toEqual(new Set(['2024-05-01 12:00:00']));
  });

  test('ids of more digits than a double has, as pandas writes them, stay whole', async () => {
    const rows = ['202405010001234561', '202405010001234562'].map((id, i) => `<row r="${i + 2}"><c r="A${i + 2}" t="n"><v>${id}</v></c><c r="D${i + 2}" t="str"><v>好</v></c></row>`).join('');
    const { conversations, notices } = await readingOf(handmade(`<sheetData>${rowXml(1, HEAD)}${rows}</sheetData>`));
    expect(conversations.map(({ id }) => id)).toEqual(['202405010001234561', '202405010001234562']);
    expect(notices.map(({ id }) => id)).not.toContain('numbers-long');
  });

  test.each(['<f>B2</f>', '<f>B2</f><v></v>', '<f>B2</f><v/>', '<f t="shared" si="0"/>'])('a formula that was never calculated is told: %s', async (formula) => {
    const { notices } = await readingOf(handmade(`<sheetData>${rowXml(1, HEAD)}${rowXml(2, ['a', '客户', '', '好'])}<row r="3"><c r="A3">${formula}</c><c r="D3" t="str"><f>D2</f><v>好</v></c></row></sheetData>`));
    expect(notices).toContainEqual(expect.objectContaining({ id: 'formulas-uncalculated', params: { count: 1 }, place: expect.objectContaining({ line: 3 }) }));
  });
});

describe('sheets', () => {
  test.each([['四月', 'S0'], ['4', 'S0'], ['回收', 'x'], ['2', 'x']])('--sheet %s', async (sheet, id) => {
    const { conversations, notices } = await reading([MESSAGES], { sheet });
    expect(conversations.map((c) => c.id)).toEqual([id]);
    expect(notices.map((n) => n.id)).not.toContain('sheets-more');
  });

  test('one that is not there is named with those there are', async () => {
    const { conversations, rejections } = await reading([MESSAGES], { sheet: '五月' });
    expect(conversations).toEqual([]);
    expect(rejections[0]?.reason).toBe('--sheet 五月: there is no such sheet; the file has: 1 “说明”, 2 “回收”, 3 “会话明细”, 4 “四月”');
  });

  test('a sheet that the library gives up is not passed over', async () => {
    const broken = handmade(`<sheetData>${rowXml(1, HEAD)}<row r="2"><c r="A2" t="s"><v>77</v></c></row></sheetData>`);
    expect((await readingOf(broken)).rejections[0]?.reason).toMatch(/cannot be opened/);
  });

  test('columns named by the user', async () => {
    const book = workbook([{ name: 'S', rows: [['甲', '乙', '丙'], ['7', '客户', '你好']] }]);
    const { conversations } = await readingOf(book, { map: { conversation: '甲', speaker: 2, text: '丙' } });
    expect(conversations).toMatchObject([{ id: '7', messages: [{ speaker: 'customer', text: '你好' }] }]);
    const bare = await readingOf(workbook([{ name: 'S', rows: [['7', '客户', '你好']] }]), { header: false, map: { conversation: 1, speaker: 2, text: 3 } });
    expect(bare.conversations).toMatchObject([{ id: '7', source: { sheet: 'S', line: 1 } }]);
  });

  test('the command reads a workbook through a pipe and names sheet and row', async () => {
    const rows = [HEAD, ['a', '客户', '', '你好'], ['b', '客户', '', '长'.repeat(30_000)]];
    writeFileSync(join(dir, 'book.xlsx'), workbook([{ name: '甲', rows: [['x']] }, { name: '乙', rows }]));
    writeFileSync(join(dir, '~$book.xlsx'), 'lock');
    const ran = await kesu(['score', '-f', 'ndjson', '--sheet', '乙', dir]);
    expect([ran.code, ran.out.trim().split('\n').map((line) => (JSON.parse(line) as { source: unknown }).source)]).toEqual([0, [
      { file: join(dir, 'book.xlsx'), sheet: '乙', line: 2 }, { file: join(dir, 'book.xlsx'), sheet: '乙', line: 3 }]]);
    const handed = await kesu(['score', '-f', 'ndjson', '-'], { stdin: handmade(`<sheetData>${rowXml(1, HEAD)}${rowXml(2, ['a', '客户', '', '你好'])}<row r="3"><c r="A3" t="e"><v>#REF!</v></c></row></sheetData>`) });
    expect(handed.code).toBe(3);
    expect(handed.err).toContain('[-]对话:3: the cell in the column 会话编号 holds the error #REF!');
  });
});

describe('hostile workbooks', () => {
  test('one that takes all memory ends with its file, and the next is read', async () => {
    const all = '<hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>';
    const bomb = join(dir, 'bomb.xlsx');
    writeFileSync(bomb, handmade(`<sheetData>${rowXml(1, HEAD)}${rowXml(2, ['a', '客户', '', '好'])}</sheetData>${all}`));
    const { conversations, rejections } = await reading([bomb, MESSAGES], { workbookHeap: 64 });
    expect(rejections).toEqual([{ file: bomb, reason: expect.stringContaining('more memory than the 64 MiB') }]);
    expect(conversations).toHaveLength(2);
  });

  test('a part that unpacks to more than the limit is not begun, and one that says less is cut', async () => {
    const bomb = handmade(`<sheetData>${rowXml(1, HEAD)}${rowXml(2, ['a', '客户', '', '长'.repeat(2_000_000)])}</sheetData>`);
    expect(bomb.length).toBeLessThan(200_000);
    expect((await readingOf(bomb, { unpackedLimit: 2 ** 20 })).rejections[0]?.reason).toMatch(/6 MiB, unpacked, more than the 1 MiB/);
    // the sizes in the central directory are made to lie
    const name = bomb.lastIndexOf('xl/worksheets/sheet1.xml');
    bomb.writeUInt32LE(1_000, name - 46 + 24);
    const { conversations, rejections } = await readingOf(bomb, { unpackedLimit: 2 ** 20 });
    expect([conversations.flatMap((c) => c.messages), rejections.length]).toEqual([[], 1]);
    expect(rejections[0]?.reason).toMatch(/damaged|cannot be opened/);
  });

  test('parts that share their bytes cannot be unpacked again and again', async () => {
    const parts = await Parts.open(handmade(`<sheetData>${rowXml(1, HEAD)}</sheetData>`), 2_000);
    const unpackAgain = (): void => void Array.from({ length: 100 }, () => parts.files['xl/worksheets/sheet1.xml']?.asBinary?.());
    expect(unpackAgain).toThrow(/more than the 1 MiB/);
  });

  test.each(['layouts/xls/input.xls', 'layouts/xls-1995/input.xls'])('an old workbook with a password: %s', async (name) => {
    const bytes = readFileSync(join(FIXTURES, name));
    // A record of the same length becomes FILEPASS (MS-XLS 2.4.117), as Excel writes it for XOR.
    const begin = bytes.indexOf(Buffer.from([0x09, 0x08]));
    const next = begin + 4 + bytes.readUInt16LE(begin + 2);
    bytes.writeUInt16LE(0x2f, next);
    bytes.fill(0, next + 4, next + 4 + bytes.readUInt16LE(next + 2));
    const { conversations, rejections } = await readingOf(bytes);
    expect([conversations, rejections[0]?.reason]).toEqual([[], expect.stringMatching(/password/)]);
  });

  test('text that is not markup is not taken for it, and markup can be read as text', async () => {
    const page = '<table><tr><td>客户：你好</td></tr></table>\n';
    expect((await readingOf(page)).rejections[0]?.reason).toMatch(/not recognised/);
    expect((await readingOf(page, { format: 'text' })).rejections.map(({ reason }) => reason).join()).not.toMatch(/sheet/);
    expect((await readingOf('<客户>：你好\n客服：在的\n')).conversations).toHaveLength(1);
  });

  test('one long string shown by many cells counts as often as it is shown', async () => {
    const cells = Array.from({ length: 200 }, (_, i) => `<row r="${i + 2}"><c r="A${i + 2}" t="s"><v>0</v></c><c r="D${i + 2}" t="s"><v>0</v></c></row>`).join('');
    const book = handmade(`<sheetData>${rowXml(1, HEAD)}${cells}</sheetData>`, { strings: `<si><t>${'长'.repeat(10_000)}</t></si>` });
    expect((await readingOf(book, { unpackedLimit: 2 ** 20 })).rejections[0]?.reason).toMatch(/more than the 1 MiB/);
  });

  test('two cells far apart cost no more than two cells', async () => {
    const book = handmade(`<sheetData>${rowXml(1, HEAD)}<row r="1048576"><c r="A1048576" t="str"><v>a</v></c><c r="D1048576" t="str"><v>好</v></c><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData>`);
    const { conversations } = await readingOf(book);
    expect(conversations).toMatchObject([{ id: 'a', source: { line: 1_048_576 } }]);
  });

  test('entities a file defines itself are not expanded', async () => {
    const book = handmade(`<sheetData>${rowXml(1, HEAD)}<row r="2"><c r="A2" t="str"><v>a</v></c><c r="D2" t="str"><v>&lol;</v></c></row></sheetData>`);
    const { conversations } = await readingOf(book);
    expect(conversations.flatMap((c) => c.messages.map((m) => m.text))).toEqual(['&lol;']);
  });

  test.each(['xlsx', 'xlsb', 'biff8', 'ods'] as const)('no change of the bytes of an %s makes it fail but with a clear error (property)', async (type) => {
    const kind = type === 'biff8' ? 'old' : 'zip';
    const good = workbook([{ name: 'S', rows: [HEAD, ['a', '客户', '', '你好']] }], { type });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), fc.nat(good.length), async (changes, cut) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        for (const input of [bytes, good.subarray(0, cut)]) {
          const read = await Book.open({ kind, input }).catch((error: unknown) => error);
          expect(read instanceof Book || read instanceof KesuError).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('a sheet that breaks off keeps the rows above', async () => {
    const book = handmade(`<sheetData>${rowXml(1, HEAD)}${Array.from({ length: 60 }, (_, i) => rowXml(i + 2, [`c${i}`, '客户', '', '好'.repeat(3_000)])).join('')}<row r="99"><c`);
    const { conversations, rejections } = await readingOf(book);
    expect(conversations.length).toBeGreaterThan(40);
    expect(rejections).toMatchObject([{ sheet: '对话', reason: expect.stringContaining('breaks off below the last row') }]);
  });
});

function rowXml(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.map((text, i) => (text === '' ? '' : `<c r="${'ABCDEFG'[i]}${number}" t="inlineStr"><is><t>${text}</t></is></c>`)).join('')}</row>`;
}
