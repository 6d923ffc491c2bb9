/** Which cells hold dates: Excel stores a date as a number, and only the format of the cell tells it from one. */
import { readXml } from './xml.js';

/** How the number of a cell is shown, as far as it changes what the cell says. */
export interface CellFormat {
  readonly date: boolean;
  readonly time: boolean;
  /** Digits that are filled up with zeros (`00000`), 0 for none. */
  readonly zeros: number;
}

/**
 * Formats that files name without spelling them out (ECMA-376 part 1, §18.8.30 numFmt); 27–36 and 50–58 are dates and
 * clocks in the Chinese, Japanese and Korean editions and free in others.
 */
const DATES = [14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58];
const TIMES = [18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 46, 47, 55, 56];

/** The formats of cells, in the order in which cells refer to them. */
export async function readFormats(text: AsyncIterable<string>): Promise<CellFormat[]> {
  const codes = new Map<number, string>();
  const used: number[] = [];
  let inCells = false;
  await readXml(text, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '');
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) used.push(Number(numFmtId ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return used.map((id) => {
    const code = codes.get(id);
    return code === undefined ? { date: DATES.includes(id), time: TIMES.includes(id), zeros: 0 } : formatOf(code);
  });
}

/** What a format code such as `yyyy/m/d h:mm;@` or `[h]:mm` shows of a positive number. */
export function formatOf(code: string): CellFormat {
  // Quoted words, escaped characters, padding and fillers show themselves; brackets hold colours, locales, or hours past 24.
  const bare = code
    .replace(/"[^"]*"|\\.|[_*]./gsu, '')
    .replace(/\[(h+|m+|s+)\]/giu, '$1')
    .replace(/\[[^\]]*\]/gu, '')
    .replace(/am\/pm|a\/p/giu, 'h');
  const shown = bare.split(';')[0]?.trim().toLowerCase() ?? '';
  if (shown.startsWith('general')) return { date: false, time: false, zeros: 0 };
  const time = /[hs]/.test(shown);
  const date = /[yd]/.test(shown) || (/m/.test(shown) && !time) || (/e/.test(shown) && !/[0#?]/.test(shown));
  return { date, time, zeros: /^0{2,30}$/.test(shown) ? shown.length : 0 };
}
