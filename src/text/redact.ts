/**
 * Masks personal numbers and addresses in place: every masked character becomes `*`, so that offsets
 * into the text stay true. Phones keep three and four digits, identity cards and bank cards only
 * those that pass their check digit are masked, so that order numbers stay readable.
 */

const PHONE = /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g;
const LANDLINE = /(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/g;
const IDENTITY = /(?<![\da-z])[1-9]\d{16}[\dx](?![\da-z])/gi;
const CARD = /(?<!\d)\d{4}(?:[ -]?\d{4}){2,3}(?:[ -]?\d{1,3})?(?!\d)/g;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

export function redact(text: string): string {
  if (!/\d{7}|\d[- ]\d{4}|@/.test(text)) return text;
  return text
    .replace(EMAIL, (mail) => mail.replace(/[^@.]/g, '*'))
    .replace(IDENTITY, (id) => (isIdentityCard(id) ? mask(id, 6, 2) : id))
    .replace(CARD, (card) => (isCard(card) ? mask(card, 4, 4) : card))
    .replace(PHONE, (phone) => mask(phone, digitsIn(phone) - 8, 4))
    .replace(LANDLINE, (phone) => mask(phone, phone.indexOf('-'), 2));
}

/** Masks all digits (and the X of an identity card) but the first `head` and the last `tail`. */
function mask(text: string, head: number, tail: number): string {
  const count = digitsIn(text);
  let n = 0;
  return text.replace(/[\dx]/gi, (digit) => {
    n += 1;
    return n > head && n <= count - tail ? '*' : digit;
  });
}

const digitsIn = (text: string): number => text.replace(/[^\dx]/gi, '').length;

/** GB 11643: weighted sum modulo 11, and a month and day that can be. */
function isIdentityCard(id: string): boolean {
  const month = Number(id.slice(10, 12));
  const day = Number(id.slice(12, 14));
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, i) => total + weight * Number(id[i]), 0);
  return '10X98765432'[sum % 11] === id[17]?.toUpperCase();
}

/** 13–19 digits of a card scheme's range that pass Luhn's check (ISO/IEC 7812-1). */
function isCard(card: string): boolean {
  const digits = card.replace(/\D/g, '');
  if (digits.length < 13 || digits.length > 19 || !/^(?:4|5[1-5]|62|3[47]|9)/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
