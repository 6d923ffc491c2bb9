/** Workbooks for fixtures and tests: tables as SheetJS writes them, and parts of XML written by hand. */
import XLSX from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel';

/** A workbook of sheets `{ name, rows, hidden, merges, dates }`; `dates` maps a column to its number format. */
export function workbook(sheets, { from1904 = false, shared = true, type = 'xlsx' } = {}) {
  const book = XLSX.utils.book_new();
  book.Workbook = { WBProps: { date1904: from1904 }, Sheets: [] };
  for (const { name, rows, hidden = false, merges = [], dates = {}, origin = 'A1' } of sheets) {
    const sheet = XLSX.utils.aoa_to_sheet([]);
    XLSX.utils.sheet_add_aoa(sheet, rows, { origin });
    for (const [at, cell] of Object.entries(sheet)) {
      const format = dates[at.replace(/\d+/, '')];
      if (format && cell.t === 'n') cell.z = format;
    }
    sheet['!merges'] = merges.map((range) => XLSX.utils.decode_range(range));
    XLSX.utils.book_append_sheet(book, sheet, name);
    book.Workbook.Sheets.push({ name, Hidden: hidden ? 1 : 0 });
  }
  return XLSX.write(book, { type: 'buffer', bookType: type, bookSST: shared, compression: true });
}

/** A ZIP container of parts, `{ 'xl/workbook.xml': '…' }`. */
export function container(parts) {
  const zip = XLSX.CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(parts)) XLSX.CFB.utils.cfb_add(zip, `/${name}`, Buffer.from(content));
  return Buffer.from(XLSX.CFB.write(zip, { fileType: 'zip', type: 'buffer', compression: true }));
}

/** A compound file (MS-CFB) of streams, as workbooks with a password are. */
export function compound(streams) {
  const file = XLSX.CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) XLSX.CFB.utils.cfb_add(file, `/${name}`, Buffer.from(content));
  return Buffer.from(XLSX.CFB.write(file, { fileType: 'cfb', type: 'buffer' }));
}

/** A workbook of Excel 95 in GBK, or the bare sheet of Excel 3 (MS-XLS BIFF5, BIFF3), of text alone. */
export function gbkWorkbook(name, rows, { bare = false } = {}) {
  const gbk = (text) => Buffer.from(codePages.utils.encode(936, text));
  const u16 = (...numbers) => Buffer.concat(numbers.map((n) => Buffer.from([n & 255, n >> 8])));
  const record = (kind, ...data) => Buffer.concat([u16(kind, Buffer.concat(data).length), ...data]);
  const codePage = record(0x42, u16(936));
  const end = record(0x0a);
  const cells = rows.flatMap((row, r) => row.map((text, c) => record(0x204, u16(r, c, 0, gbk(text).length), gbk(text))));
  if (bare) return Buffer.concat([record(0x209, u16(0, 0x10, 0)), codePage, ...cells, end]);
  const begin = (kind) => record(0x809, u16(0x500, kind, 0, 0));
  const sheet = (offset) => record(0x85, u16(offset, 0, 0), Buffer.from([gbk(name).length]), gbk(name));
  const globals = (offset) => Buffer.concat([begin(5), codePage, sheet(offset), end]);
  return compound({ Book: Buffer.concat([globals(globals(0).length), begin(0x10), ...cells, end]) });
}

const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** A workbook of one sheet, its rows and strings written by hand. */
export function handmade(sheetData, { strings = '', styles = '', prefix = '', properties = '' } = {}) {
  const p = prefix && `${prefix}:`;
  const xmlns = prefix ? `xmlns:${prefix}="${MAIN}"` : `xmlns="${MAIN}"`;
  const relation = (id, kind, target) => `<Relationship Id="${id}" Type="${R}/${kind}" Target="${target}"/>`;
  const relations = (list) => `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list}</Relationships>`;
  const type = (part, kind) => `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`;
  return container({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${type('workbook', 'sheet.main')}${type('worksheets/sheet1', 'worksheet')}${type('sharedStrings', 'sharedStrings')}${type('styles', 'styles')}</Types>`,
    '_rels/.rels': relations(relation('r1', 'officeDocument', 'xl/workbook.xml')),
    'xl/_rels/workbook.xml.rels': relations(relation('a', 'worksheet', '/xl/worksheets/sheet1.xml') + relation('b', 'sharedStrings', 'sharedStrings.xml') + relation('c', 'styles', 'styles.xml')),
    'xl/workbook.xml': `<?xml version="1.0" encoding="UTF-8"?><${p}workbook ${xmlns} xmlns:r="${R}"><${p}workbookPr ${properties}/><${p}sheets><${p}sheet name="对话" sheetId="1" r:id="a"/></${p}sheets></${p}workbook>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings}</sst>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><${p}worksheet ${xmlns}>${sheetData}</${p}worksheet>`,
  });
}
