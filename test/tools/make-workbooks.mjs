/** Writes the workbooks among the fixtures anew: `node test/tools/make-workbooks.mjs`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { compound, handmade, oldWorkbook, workbook } from './workbooks.mjs';

const put = (folder, bytes) => {
  const path = new URL(`../../fixtures/${folder}/`, import.meta.url);
  mkdirSync(path, { recursive: true });
  writeFileSync(new URL('input.xlsx', path), bytes);
};
const HEAD = ['会话编号', '订单号', '发送方', '发送时间', '消息内容'];
/** Serial of 2024-05-01 10:00:00. */
const MAY = 45413 + 10 / 24;
const MINUTE = 1 / 1440;

// a title, an empty row and column before the table, dates in formats of Chinese Excel, order numbers as text and as numbers, a hidden sheet
put('layouts/xlsx-messages', workbook([
  { name: '说明', rows: [['导出说明'], ['仅供内部使用']] },
  { name: '回收', rows: [HEAD, ['x', '1', '客户', MAY, '不该读到']], hidden: true },
  { name: '会话明细', origin: 'B2', dates: { E: 'yyyy/m/d h:mm;@' }, rows: [
    ['5 月会话导出'], [], HEAD,
    ['S1', '202405010001234567', '客户', MAY, '我的快递呢'],
    ['S1', '202405010001234567', '客服', MAY + MINUTE, '亲，帮您查一下，"稍等"'],
    [],
    ['S2', 12345678901234, '客户', MAY + 2 * MINUTE, 12315],
    ['S2', 12345678901234, '客服', '2024年5月1日 10:05', '请不要着急\n我们会处理'],
  ] },
  { name: '四月', rows: [HEAD, ['S0', 'A1', '客户', '2024-04-01 09:00:00', '四月的会话']] },
]));

// merged cells, a sheet for each customer, the calendar of 1904
put('layouts/xlsx-merged', workbook([
  { name: '张三', merges: ['A2:A4', 'B2:B3', 'D2:D3'], dates: { C: 'yyyy-mm-dd' }, rows: [
    ['会话编号', '发送方', '日期', '消息内容'],
    ['M1', '客户', 45413 - 1462, '在吗'], [null, null, 45413 - 1462, null], [null, '客服', 45413 - 1462 + 0.5, '在的'],
  ] },
], { from1904: true, shared: false }));

// what other writers do: prefixes, inline and rich strings, reading aids, formulas, no references, escapes
put('layouts/xlsx-handmade', handmade(
  '<x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>会话编号</x:t></x:is></x:c><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t>发送时间</x:t></x:is></x:c></x:row>' +
  '<x:row><x:c t="str"><x:f>"H"&amp;1</x:f><x:v>H1</x:v></x:c><x:c t="inlineStr"><x:is><x:r><x:t>客</x:t></x:r><x:r><x:t>户</x:t></x:r></x:is></x:c><x:c t="s"><x:v>2</x:v></x:c><x:c s="1"><x:v>45413.5</x:v></x:c></x:row>' +
  '<x:row r="9"><x:c r="A9" t="str"><x:v>H1</x:v></x:c><x:c r="B9" t="inlineStr"><x:is><x:t>客服</x:t></x:is></x:c><x:c r="C9" t="inlineStr"><x:is><x:t>第一行_x000D_\n第二行 &lt;b&gt; _x005F_x000D_</x:t></x:is></x:c><x:c r="D9" t="d"><x:v>2024-05-01T12:03:00</x:v></x:c></x:row>' +
  '<x:row r="10"><x:c r="A10" t="e"><x:f>VLOOKUP(1,Z:Z,1)</x:f><x:v>#N/A</x:v></x:c><x:c r="B10" t="inlineStr"><x:is><x:t>客户</x:t></x:is></x:c><x:c r="C10" t="inlineStr"><x:is><x:t>没有会话编号</x:t></x:is></x:c></x:row>' +
  '<x:row r="11"><x:c r="A11" t="str"><x:v>H1</x:v></x:c><x:c r="B11" t="inlineStr"><x:is><x:t>客户</x:t></x:is></x:c><x:c r="C11"><x:v>2.0240501000123456E+17</x:v></x:c><x:c r="D11"><x:f>NOW()</x:f></x:c><x:c r="G11" t="b"><x:v>1</x:v></x:c></x:row></x:sheetData>',
  { prefix: 'x', styles: '<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs>',
    strings: '<si><t>发送方</t><rPh sb="0" eb="1"><t>ファ</t></rPh></si><si><r><rPr><b/></rPr><t>消息</t></r><r><t>内容</t></r></si><si><t xml:space="preserve"> 你们 </t></si>' },
));

put('bad-input/xlsx-no-columns', workbook([{ name: '汇总', rows: [['月份', '数量'], ['5', 3]] }, { name: '目录', rows: [['名称'], ['无']] }]));
put('bad-input/xlsx-empty', workbook([{ name: 'Sheet1', rows: [] }]));
put('bad-input/xlsx-password', compound({ EncryptionInfo: 'x', EncryptedPackage: 'y'.repeat(5000) }));
put('bad-input/xls-old', oldWorkbook([HEAD, ['S1', '1', '客户', '2024-05-01', '你好']]));
put('bad-input/xlsx-cut', workbook([{ name: 'Sheet1', rows: [HEAD, ['S1', '1', '客户', '2024-05-01', '你好']] }]).subarray(0, 3000));
