/** Numbers that prove themselves by a check digit or by their form. All take bare digits (and letters), no separators. */

/** GB 11643: province, a day that can be, and for 18 digits the weighted sum modulo 11. */
export function isIdentityCard(id: string, provinces: ReadonlySet<number>): boolean {
  if (!/^(?:\d{15}|\d{17}[\dx])$/i.test(id) || !provinces.has(Number(id.slice(0, 2)))) return false;
  // The cards of 15 digits were given to people born in the 20th century and have no check digit.
  const born = id.length === 15 ? `19${id.slice(6, 12)}` : id.slice(6, 14);
  const [year, month, day] = [Number(born.slice(0, 4)), Number(born.slice(4, 6)), Number(born.slice(6))];
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1850 || year > 2100 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return false;
  if (id.length === 15) return true;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(id[i]), 0);
  return '10X98765432'[sum % 11] === id[17]?.toUpperCase();
}

/** Hong Kong: one or two letters, six digits, a check digit modulo 11 in brackets. */
export function isHongKongCard(id: string): boolean {
  const [, letters = '', digits = '', check = ''] = /^([A-Z]{1,2})(\d{6})([\dA])$/i.exec(id) ?? [];
  if (digits === '') return false;
  // A missing first letter counts as 36; letters count from 10.
  const values = [...letters.toUpperCase().padStart(2, ' ')].map((letter) => (letter === ' ' ? 36 : letter.charCodeAt(0) - 55));
  const sum = [...values, ...[...digits].map(Number)].reduce((total, value, i) => total + value * (9 - i), 0);
  const rest = (11 - (sum % 11)) % 11;
  return check.toUpperCase() === (rest === 10 ? 'A' : String(rest));
}

/** Taiwan: a letter for the place, 1 or 2 for the sex, seven digits and a check digit modulo 10. */
export function isTaiwanCard(id: string): boolean {
  if (!/^[A-Z][12]\d{8}$/i.test(id)) return false;
  const place = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'.indexOf((id[0] as string).toUpperCase()) + 10;
  const digits = [Math.floor(place / 10), place % 10, ...[...id.slice(1)].map(Number)];
  const sum = digits.reduce((total, digit, i) => total + digit * ([1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1][i] as number), 0);
  return sum % 10 === 0;
}

/** Ranges of card schemes and their lengths; `9…` are debit cards of Chinese banks from before UnionPay's 62. */
const SCHEMES: readonly RegExp[] = [
  /^4(?:\d{12}|\d{15}|\d{18})$/, /^5[1-5]\d{14}$/, /^2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}$/, /^(?:62|81)\d{14,17}$/,
  /^3[47]\d{13}$/, /^35(?:2[89]|[3-8]\d)\d{12}$/, /^3(?:0[0-5]|[689]\d)\d{11}$/, /^6(?:011|4[4-9]\d|5\d\d)\d{12}$/, /^9\d{15,18}$/,
];

/** A card scheme's range and length, and Luhn's check (ISO/IEC 7812-1). */
export function isBankCard(digits: string): boolean {
  if (!SCHEMES.some((scheme) => scheme.test(digits))) return false;
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
