/** Writes the workbooks among the fixtures anew: `node test/tools/make-workbooks.mjs`. */
import * as codePages from '@e965/xlsx/dist/cpexcel';
import { mkdirSync, writeFileSync } from 'node:fs';
import { compound, gbkWorkbook, handmade, workbook } from './workbooks.mjs';

const put = (folder, bytes, name = 'input.xlsx') => {
  const path = new URL(`../../fixtures/${folder}/`, import.meta.url);
  mkdirSync(path, { recursive: true });
  writeFileSync(new URL(name, path), bytes);
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
put('bad-input/xlsx-cut', workbook([{ name: 'Sheet1', rows: [HEAD, ['S1', '1', '客户', '2024-05-01', '你好']] }]).subarray(0, 3000));

// the kinds that are read besides: each as the messages above, with a merged id, a date and zeros that only the format shows
const table = { name: '会话', merges: ['A2:A3'], dates: { C: 'yyyy/m/d h:mm', E: '000000' }, rows: [
  ['会话编号', '角色', '时间', '内容', '工号'],
  ['K1', '客户', MAY, '我要投诉你们', 12],
  [null, '客服', MAY + MINUTE, '请您稍等', 12],
  ['K2', '客户', MAY + 2 * MINUTE, '好的é', 12],
] };
const [head, ...rows] = table.rows;
const words = [head, ...rows.map(([id, who, , text, number], i) => [id, who, `2024-05-01 10:0${i}:00`, text, String(number).padStart(6, '0')])];
const hidden = { name: '隐藏', rows: [head, ['x', '客户', MAY, '不该读到', 1]], hidden: true };
put('layouts/xls', workbook([hidden, table], { type: 'biff8' }), 'input.xls');
put('layouts/et', workbook([hidden, table], { type: 'biff8' }), 'input.et');
put('layouts/xlsb', workbook([hidden, table], { type: 'xlsb' }), 'input.xlsb');
put('layouts/ods', workbook([{ ...table, dates: { C: 'yyyy-mm-dd', E: '000000' } }], { type: 'ods' }), 'input.ods');
// Excel 95 and 3, in GBK
const filled = words.map((row) => row.map((cell) => cell ?? 'K1'));
put('layouts/xls-1995', gbkWorkbook('会话', filled), 'input.xls');
put('layouts/xls-1990', gbkWorkbook('会话', filled, { bare: true }), 'input.xls');
// what systems call an Excel file: XML of Excel 2003, a web page in GBK, a table of tabs
put('layouts/xls-xml', workbook([table], { type: 'xlml' }), 'input.xls');
const gbk = (text) => Buffer.from(codePages.utils.encode(936, text));
const tr = (cells, tag) => `<tr>${cells.map((cell, i) => (cell === null ? '' : `<${tag}${i === 0 && cell === 'K1' ? ' rowspan=2' : ''}>${cell}</${tag}>`)).join('')}</tr>`;
put('layouts/xls-html', gbk(`<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gb2312"><style>td{mso-number-format:"\\@"}</style></head><body><table border="1">\n${tr(words[0], 'th')}\n${words.slice(1).map((row) => tr(row.map((cell) => (cell === '我要投诉你们' ? '我要投诉<br>你们 &lt;12315&gt;&nbsp;' : cell === 'K2' ? '202405010001234567' : cell)), 'td')).join('\n')}\n</table></body></html>`), 'input.xls');
put('layouts/xls-tabs', gbk(filled.map((row) => row.join('\t')).join('\r\n')), 'input.xls');
