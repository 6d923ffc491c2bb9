/**
 * Masks personal numbers and addresses in place: every masked character becomes `*`, so that offsets into the text stay
 * true. Looked for is in a folded copy (full-width digits, numbers written as words), masked is in the text itself.
 * Phones keep some digits to tell them apart; identity and bank cards are masked only where their check digit is right,
 * so that order numbers stay readable; public hotlines (400 …, 95xxx, 12345) have none of these forms.
 */
import { Addresses } from './addresses.js';
import { isBankCard, isHongKongCard, isIdentityCard, isTaiwanCard } from './personal-numbers.js';
import { readRedactionWords, type RedactionWords } from './redaction-words.js';

export function redact(text: string): string {
  return (shipped ??= new Redactor(readRedactionWords())).redact(text);
}

let shipped: Redactor | undefined;

const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g;
const MAINLAND = /(?<!\d)(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g;
/** Hong Kong, Macau: eight digits after the country's code. */
const EIGHT_ABROAD = /(?<!\d)(?:\+|00)?85[23][- ]?[2-9]\d{3}[- ]?\d{4}(?!\d)/g;
const TAIWAN = /(?<!\d)(?:(?:(?:\+|00)?886[- ]?0?|0)9\d{2}[- ]?\d{3}[- ]?\d{3}|(?:\+|00)886[- ]?[2-8][- ]?\d{3,4}[- ]?\d{4})(?!\d)/g;
const LANDLINE = /(?<!\d)(?:\(0\d{1,3}\)[- ]?|0\d{1,3}-)[2-9](?:\d{2}[- ]?\d{4}|\d{3}[- ]?\d{3,4})(?!\d)/g;
/** A phone only where a word before it says so: digits in one piece, or the eight of Hong Kong. */
const CALLED = /(?<!\d)(?:0\d{9,11}|[2-9]\d{3}[- ]?\d{4})(?!\d)/g;
const IDENTITY = /(?<![\da-z])[1-9]\d{5}[ -]?\d{8}[ -]?\d{3}[\dx](?![\da-z])|(?<![\da-z])[1-9]\d{14}(?!\d)/gi;
const LETTERED = /(?<![\da-z])[a-z](?:[12]\d{8}|[a-z]?\d{6}\([\da]\))(?![\da-z])/gi;
/** Groups of digits that a card number may be written in. */
const GROUPS = /(?<!\d)\d+(?:[ -]\d+)*(?!\d)/g;
/** What is looked at before a number, in characters. */
const BEFORE = 16;

/** From, to, and how many digits at its ends stay readable. */
interface Find {
  readonly from: number;
  readonly to: number;
  readonly head: number;
  readonly tail: number;
}

export class Redactor {
  private readonly addresses: Addresses;
  private readonly ordered: RegExp;
  private readonly called: RegExp;
  private readonly provinces: ReadonlySet<number>;
  private readonly numerals: ReadonlyMap<string, string>;
  private readonly spoken: RegExp;

  constructor(words: RedactionWords) {
    this.addresses = new Addresses(words);
    const links = `(?:\\s*(?:${any(words.links)}))?[\\s:#.,]{0,3}$`;
    this.ordered = new RegExp(`(?:${any(words.orders)})${links}`, 'u');
    this.called = new RegExp(`(?:${any(words.phones)})${links}`, 'u');
    this.provinces = new Set(words.provinces);
    this.numerals = new Map(Object.entries(words.numerals).map(([numeral, digit]) => [numeral, String(digit)]));
    this.spoken = new RegExp(`(?<![\\d])[${[...this.numerals.keys()].join('')}]{8,}(?!\\d)`, 'gu');
  }

  redact(text: string): string {
    let masked = text;
    // What is masked can leave a shorter number behind that is one too; each round masks something, so that this ends.
    for (let next = this.once(masked); next !== masked; next = this.once(masked)) masked = next;
    return masked;
  }

  private once(text: string): string {
    const folded = fold(text);
    const said = folded.replace(this.spoken, (run) => [...run].map((numeral) => this.numerals.get(numeral) ?? numeral).join(''));
    const hidden = new Set<number>();
    if (/\d.{0,3}\d|@/su.test(said)) for (const find of this.numbers(said)) hide(said, find, hidden);
    for (const [from, to] of this.addresses.find(folded)) for (let at = from; at < to; at++) hidden.add(at);
    if (hidden.size === 0) return text;
    let out = '';
    for (let at = 0; at < text.length; at++) out += hidden.has(at) ? '*' : text[at];
    return out;
  }

  private *numbers(text: string): Generator<Find> {
    if (text.includes('@')) yield* found(text, EMAIL, () => ({ head: 0, tail: 0 }));
    if (!/\d(?:[ -]?\d){5}/.test(text)) return;
    yield* found(text, IDENTITY, (id) => (isIdentityCard(bare(id), this.provinces) ? { head: 6, tail: 2 } : undefined));
    yield* found(text, LETTERED, (id) => (isHongKongCard(id.replace(/[()]/g, '')) || isTaiwanCard(id) ? { head: 2, tail: 1 } : undefined));
    for (const find of this.cards(text)) if (!this.isOrder(text, find.from)) yield find;
    for (const find of this.phones(text)) if (!this.isOrder(text, find.from)) yield find;
  }

  private *phones(text: string): Generator<Find> {
    yield* found(text, MAINLAND, (phone) => ({ head: digitsIn(phone) - 8, tail: 4 }));
    yield* found(text, EIGHT_ABROAD, (phone) => ({ head: digitsIn(phone) - 8, tail: 4 }));
    yield* found(text, TAIWAN, (phone) => ({ head: digitsIn(phone) - 6, tail: 3 }));
    yield* found(text, LANDLINE, (phone) => ({ head: digitsIn(/^\(?0\d+/.exec(phone)?.[0] ?? ''), tail: 2 }));
    yield* found(text, CALLED, (phone, at) => (this.called.test(text.slice(Math.max(0, at - BEFORE), at)) ? { head: digitsIn(phone) - 8, tail: 3 } : undefined));
  }

  /** Any row of whole groups that is a card number: a date or a code may stand beside it. */
  private *cards(text: string): Generator<Find> {
    for (const run of text.matchAll(GROUPS)) {
      if (digitsIn(run[0]) < 13) continue;
      const groups = [...run[0].matchAll(/\d+/g)].map((group) => ({ from: run.index + group.index, to: run.index + group.index + group[0].length }));
      for (let first = 0; first < groups.length; first++) {
        for (let last = first; last < Math.min(groups.length, first + 8); last++) {
          const [from, to] = [(groups[first] as { from: number }).from, (groups[last] as { to: number }).to];
          const digits = bare(text.slice(from, to));
          if (digits.length > 19) break;
          if (digits.length >= 13 && isBankCard(digits)) yield { from, to, head: 4, tail: 4 };
        }
      }
    }
  }

  private isOrder(text: string, at: number): boolean {
    return this.ordered.test(text.slice(Math.max(0, at - BEFORE), at));
  }
}

const any = (words: readonly string[]): string => [...words].sort((a, b) => b.length - a.length).join('|');
const bare = (text: string): string => text.replace(/[^\da-z]/gi, '');
const digitsIn = (text: string): number => text.replace(/[^\dx]/gi, '').length;

/** Full-width signs, blanks and dashes as their narrow ones, unit by unit; letters small. */
const fold = (text: string): string =>
  text.replace(/[\uff01-\uff5e\u3000\u00a0\u2010-\u2015\u2212A-Z]/g, (sign) => {
    const code = sign.charCodeAt(0);
    if (code >= 0xff01) return String.fromCharCode(code - 0xfee0).toLowerCase();
    if (code < 0x80) return sign.toLowerCase();
    return code === 0x3000 || code === 0xa0 ? ' ' : '-';
  });

function* found(text: string, pattern: RegExp, judged: (found: string, at: number) => Pick<Find, 'head' | 'tail'> | undefined): Generator<Find> {
  for (const match of text.matchAll(pattern)) {
    const ends = judged(match[0], match.index);
    if (ends) yield { from: match.index, to: match.index + match[0].length, ...ends };
  }
}

/** Hides the letters and digits between the readable ends; of an e-mail all but `@` and dots. */
function hide(text: string, { from, to, head, tail }: Find, hidden: Set<number>): void {
  const mail = text.slice(from, to).includes('@');
  const places: number[] = [];
  for (let at = from; at < to; at++) if (mail ? !/[@.]/.test(text[at] as string) : /[\da-z]/.test(text[at] as string)) places.push(at);
  for (const at of places.slice(head, places.length - tail)) hidden.add(at);
}
