/** The numbers of an address, where it is sure to be one; streets and districts stay, which alone lead to nobody. */
import type { RedactionWords } from './redaction-words.js';

/** Characters between the parts of an address. */
const GAP = '[\\s,，、.\\-]{0,2}';

export class Addresses {
  private readonly patterns: readonly RegExp[];
  private readonly notStreet: RegExp;
  private readonly measured: RegExp;
  private readonly numbers: RegExp;

  constructor({ address, numerals }: RedactionWords) {
    const any = (...lists: (readonly string[])[]): string => `(?:${lists.flat().sort((a, b) => b.length - a.length).join('|')})`;
    const said = [...Object.keys(numerals), ...address.tens].join('');
    const number = `(?:[a-z]?\\d{1,5}[a-z]?|[${said}]{1,5}|[a-z])`;
    const unit = any(address.buildings, address.rooms);
    const join = `${GAP}${any(address.joins)}?`;
    const part = `${join}${number}\\s?${unit}`;
    const last = `(?:${join}\\d{1,5}(?![\\d.:]))?`;
    this.patterns = [
      // 文三路 12 号 3 楼
      new RegExp(`(?<=\\p{Script=Han}${any(address.streets)}\\s?)${number}(?:-\\d{1,4})?\\s?${any(address.doors)}(?!${any(address['not-doors'])})(?:${part}){0,6}${last}`, 'giu'),
      // 5 栋 2 单元 601 室, 3 号楼 1203
      new RegExp(`${number}\\s?${any(address.buildings)}(?:(?:${part}){1,6}${last}|${join}\\d{3,5}(?![\\d.:]))`, 'giu'),
      new RegExp(`${number}\\s?${unit}(?:${part}){0,4}${join}${number}\\s?${any(address.buildings)}(?:${part}){0,4}${last}`, 'giu'),
      // 阳光花园 5-2-601
      new RegExp(`(?<=\\p{Script=Han}${any(address.estates)}\\s?)\\d{1,3}(?:-\\d{1,4}){1,3}(?![\\d:-])`, 'giu'),
    ];
    this.notStreet = new RegExp(`${any(address['not-streets'])}\\s?$`, 'u');
    this.measured = new RegExp(`^${any(address.measures)}\\s?${any(address.buildings)}${number}\\s?${any(address.storeys)}$`, 'iu');
    this.numbers = new RegExp(`\\d|[a-z](?![a-z])|[${said}]`, 'giu');
  }

  /** Spans to be masked, of a text whose width and case are folded. */
  *find(text: string): Generator<readonly [from: number, to: number]> {
    for (const [index, pattern] of this.patterns.entries()) {
      for (const match of text.matchAll(pattern)) {
        if (index === 0 && this.notStreet.test(text.slice(Math.max(0, match.index - 6), match.index))) continue;
        if (this.measured.test(match[0])) continue;
        for (const { index: at, 0: found } of match[0].matchAll(this.numbers)) yield [match.index + at, match.index + at + found.length];
      }
    }
  }
}
