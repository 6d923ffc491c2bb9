/** SheetJS as it is used here: no formulas, no HTML, dates as dates, and the parts that its types leave out. */
import * as XLSX from '@e965/xlsx';
import type { ParsingOptions, WorkBook } from '@e965/xlsx';
import { KesuError } from '../../errors.js';
import type { Parts } from './parts.js';

interface Untyped {
  parse_zip(parts: Parts, options: ParsingOptions): WorkBook;
  parse_xlscfb(file: object, options: ParsingOptions): WorkBook;
}

const { parse_zip, parse_xlscfb } = XLSX as unknown as Untyped;

/** Dates come as a wall clock in UTC; `cellText` tells of the zeros that only a format shows. */
const OPTIONS: ParsingOptions = { dense: true, cellFormula: false, cellHTML: false, cellDates: true, cellText: true, raw: true };
/** What old workbooks are written in that do not say: GBK, as all that is read here is Chinese. */
const GBK = 936;

export const readParts = (parts: Parts, options: ParsingOptions): WorkBook => parse_zip(parts, { ...OPTIONS, ...options });

export const readMarkup = (text: string): WorkBook => XLSX.read(text.trimStart(), { ...OPTIONS, type: 'string' });

/**
 * Workbooks of Excel 97–2003 and before, and `.et` of WPS.
 * @throws KesuError for one with a password, and for another file of Office
 */
export async function readOld(bytes: Buffer): Promise<WorkBook> {
  XLSX.set_cptable(await import('@e965/xlsx/dist/cpexcel'));
  const options = { ...OPTIONS, codepage: GBK };
  if (bytes[0] === 0x09) return XLSX.read(bytes, { ...options, type: 'buffer' });
  const file = XLSX.CFB.read(bytes, { type: 'buffer' }) as object;
  const has = (stream: string): boolean => Boolean(XLSX.CFB.find(file, stream));
  if (has('EncryptedPackage')) throw new KesuError('workbook-encrypted');
  if (!has('Workbook') && !has('Book')) throw new KesuError('file-binary', { kind: 'doc/ppt' });
  try {
    return parse_xlscfb(file, options);
  } catch (error) {
    throw /password/i.test(String(error)) ? new KesuError('workbook-encrypted', {}, {}, { cause: error }) : error;
  }
}
