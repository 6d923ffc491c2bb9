/** What a cell says, as a CSV file would: dates as a wall clock, numbers with all their digits, zeros that a format shows. */
import type { CellObject } from '@e965/xlsx';

const DIGITS = new Intl.NumberFormat('en-US', { useGrouping: false, maximumSignificantDigits: 15 });

export function cellText(cell: CellObject): string {
  switch (cell.t) {
    case 's': return String(cell.v ?? '');
    case 'b': return cell.v ? 'TRUE' : 'FALSE';
    case 'd': return dateText(cell.v as Date) ?? cell.w ?? '';
    case 'n': return numberText(cell);
    default: return '';
  }
}

/** Excel shows 15 digits at most and binary fractions have more; no number is shortened to 2.02E+17. */
function numberText({ v, w }: CellObject): string {
  const number = Number(v);
  if (w !== undefined && /^0\d+$/.test(w) && Number(w) === number) return w;
  return Number.isSafeInteger(number) ? String(number) : DIGITS.format(number);
}

/** To the second; without a clock at midnight, as a clock alone on the day 0 of Excel's calendar. */
function dateText(date: Date): string | undefined {
  const seconds = new Date(Math.round(date.getTime() / 1_000) * 1_000);
  if (Number.isNaN(seconds.getTime()) || seconds.getUTCFullYear() > 9_999) return undefined;
  const [day = '', clock = ''] = seconds.toISOString().slice(0, 19).split('T');
  if (day === '1899-12-31') return clock;
  return clock === '00:00:00' ? day : `${day} ${clock}`;
}
