/**
 * Times as Chinese names them, read from folded text by the words of `lexicons/due.yaml`: a tokenizer of days, parts
 * of the day, hours and stretches of time. What they come to is reckoned in `due.ts`.
 */
import { z } from 'zod';

const pattern = z.string().refine(isPattern, 'this is not a regular expression');
const table = <T extends z.ZodType>(value: T) => z.record(pattern, value);
const unit = z.union([
  z.strictObject({ minutes: z.number().positive() }), z.strictObject({ working: z.number().positive() }),
  z.strictObject({ days: z.number().positive() }), z.strictObject({ months: z.number().positive() }),
]);

export const dueSchema = z.strictObject({
  digits: z.record(z.string().length(1), z.number()),
  tens: z.record(z.string().length(1), z.number()),
  half: z.string().length(1),
  'half-behind': pattern,
  between: pattern,
  units: table(unit),
  'stretch-not-after': pattern,
  'stretch-not-before': pattern,
  'at-once': table(z.number().positive()),
  days: table(z.number().int()),
  week: pattern,
  weekdays: table(z.number().int().min(1).max(7)),
  weeks: table(z.number().int()),
  year: pattern,
  month: pattern,
  'day-of-month': pattern,
  months: table(z.number().int()),
  'month-parts': table(z.number().int().min(1).max(31)),
  'year-end': pattern,
  parts: table(z.tuple([z.number().min(0).max(24), z.number().min(0).max(24)])),
  hour: pattern,
  minute: pattern,
  quarters: table(z.number().int()),
  before: pattern,
  joins: pattern,
  range: pattern,
});
export type DueWords = z.infer<typeof dueSchema>;

/** Years and months may be missing; `weekday` 1–7 from Monday; `part` of a month is the day it ends on, 31 its last. */
export type DayName =
  | { readonly offset: number }
  | { readonly weekday: number; readonly week?: number }
  | { readonly week: number }
  | { readonly year?: number; readonly month?: number; readonly day: number }
  | { readonly partOfMonth: number; readonly month?: number; readonly monthsOn?: number }
  | { readonly beforeMonth: number }
  | { readonly yearEnd: true };
export type Stretch = { readonly count: number } & ({ readonly minutes: number } | { readonly working: number } | { readonly days: number } | { readonly months: number });
export type PartOfDay = readonly [from: number, to: number];

export type TimeWord = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'stretch'; readonly stretch: Stretch }
  | { readonly kind: 'day'; readonly day: DayName }
  | { readonly kind: 'part'; readonly part: PartOfDay }
  | { readonly kind: 'hour'; readonly hour: number; readonly minute: number });

type Groups = Readonly<Record<string, string | undefined>>;
/** What a match means; undefined where it is no time after all. */
type Meaning = (groups: Groups, text: string, start: number, end: number) => TimeWordBody | undefined;
type TimeWordBody = TimeWord extends infer W ? (W extends TimeWord ? Omit<W, 'start' | 'end'> : never) : never;

export class TimeWords {
  private readonly forms: readonly { readonly at: RegExp; readonly means: Meaning }[];
  /** Ends a time that is named as a limit: before it. */
  readonly before: RegExp;
  readonly joins: RegExp;
  readonly range: RegExp;
  private readonly notAfter: RegExp;
  private readonly notBefore: RegExp;

  constructor(private readonly words: DueWords) {
    this.forms = this.grammar();
    this.notAfter = new RegExp(`(?:${words['stretch-not-after']})$`);
    this.notBefore = new RegExp(`^(?:${words['stretch-not-before']})`);
    this.before = new RegExp(words.before, 'y');
    this.joins = new RegExp(`^(?:${words.joins})$`);
    this.range = new RegExp(`^(?:${words.joins})(?:${words.range})(?:${words.joins})$`);
  }

  /** Time words from left to right, none within another. */
  in(text: string): TimeWord[] {
    const found: TimeWord[] = [];
    for (let i = 0; i < text.length; ) {
      const word = this.at(text, i);
      if (word) found.push(word);
      i = word?.end ?? i + 1;
    }
    return found;
  }

  private at(text: string, start: number): TimeWord | undefined {
    for (const { at, means } of this.forms) {
      at.lastIndex = start;
      const match = at.exec(text);
      if (!match || match[0] === '') continue;
      const end = start + match[0].length;
      const meaning = means(match.groups ?? {}, text, start, end);
      if (meaning) return { ...meaning, start, end } as TimeWord;
    }
    return undefined;
  }

  private grammar(): { at: RegExp; means: Meaning }[] {
    const w = this.words;
    const numeral = `[${Object.keys({ ...w.digits, ...w.tens }).join('')}0-9]+`;
    const number = `(?:[0-9]+(?:\\.[0-9]+)?|${numeral}|${w.half})`;
    const digit = '(?<![0-9.])';
    const one = (entries: Readonly<Record<string, unknown>>): string => Object.keys(entries).join('|');
    const forms: [string, Meaning][] = [
      // stretches: 一个半小时, 两天半, 三到五个工作日 (its first number has no unit and is passed over)
      ...Object.entries(w.units).map(([unit, of]): [string, Meaning] => [
        `${digit}(?<n>${number})${w.between}(?<half>${w.half})?(?:${unit})(?<half2>${w['half-behind']})?`,
        (g, text, start, end) => this.stretch(g, of, text, start, end),
      ]),
      ...Object.entries(w['at-once']).map(([words, minutes]): [string, Meaning] => [words, () => ({ kind: 'stretch', stretch: { count: 1, minutes } })]),
      // dates: 2024年5月3日, 5月3号, 3号, 2024-05-03, 5/3 (with a limit or hour behind it)
      [`${digit}(?<y>[0-9]{4})[-/.](?<m>[0-9]{1,2})[-/.](?<d>[0-9]{1,2})(?![0-9])`, (g) => this.date(g)],
      [`${digit}(?<m>[0-9]{1,2})/(?<d>[0-9]{1,2})(?![0-9/])(?=${w.joins}(?:${w.before}|${one(w.parts)}|[0-9]{1,2}:))`, (g) => this.date(g)],
      [`${digit}(?:(?<y>[0-9]{4})${w.year})?(?<m>${numeral})(?:${w.month})(?<d>${numeral})(?:${w['day-of-month']})?`, (g) => this.date(g)],
      [`${digit}(?<d>${numeral})(?:${w['day-of-month']})`, (g) => this.date(g)],
      // parts of a month, ends of months and years
      [`(?:(?<on>${one(w.months)})|${digit}(?<m>${numeral}))?(?:${w.month})(?<part>${one(w['month-parts'])})`, (g) => this.partOfMonth(g)],
      [`(?<on>${one(w.months)})(?:${w.month})`, (g) => this.partOfMonth(g)],
      [`${digit}(?<m>${numeral})(?:${w.month})(?=${w.before})`, (g) => ({ kind: 'day', day: { beforeMonth: this.number(g['m']) } })],
      [w['year-end'], () => ({ kind: 'day', day: { yearEnd: true } })],
      // days
      [`(?<week>${one(w.weeks)})?(?:${w.week})(?<day>${one(w.weekdays)})`, (g) => ({
        kind: 'day', day: { weekday: look(w.weekdays, g['day']), ...(g['week'] !== undefined && { week: look(w.weeks, g['week']) }) },
      })],
      [`(?<week>${one(w.weeks)})(?:${w.week})`, (g) => ({ kind: 'day', day: { week: look(w.weeks, g['week']) } })],
      ...Object.entries(w.days).map(([words, offset]): [string, Meaning] => [words, () => ({ kind: 'day', day: { offset } })]),
      // hours and parts of a day
      [`${digit}(?<h>[0-9]{1,2}):(?<min>[0-9]{2})(?![0-9])`, (g) => this.hour(g)],
      [`${digit}(?<h>${numeral})(?:${w.hour})(?:(?<quarter>${one(w.quarters)})|(?<min>${numeral})(?:${w.minute})?)?`, (g) => this.hour(g)],
      ...Object.entries(w.parts).map(([words, part]): [string, Meaning] => [words, () => ({ kind: 'part', part })]),
    ];
    return forms.map(([source, means]) => ({ at: new RegExp(source, 'y'), means }));
  }

  private stretch(g: Groups, of: DueWords['units'][string], text: string, start: number, end: number): TimeWordBody | undefined {
    if (this.notAfter.test(text.slice(0, start)) || this.notBefore.test(text.slice(end))) return undefined;
    const count = this.number(g['n']) + (g['half'] !== undefined || g['half2'] !== undefined ? 0.5 : 0);
    return count > 0 ? { kind: 'stretch', stretch: { count, ...of } } : undefined;
  }

  private date(g: Groups): TimeWordBody | undefined {
    const day = this.number(g['d']);
    const month = g['m'] === undefined ? undefined : this.number(g['m']);
    if (!(day >= 1 && day <= 31) || (month !== undefined && !(month >= 1 && month <= 12))) return undefined;
    return { kind: 'day', day: { day, ...(month !== undefined && { month }), ...(g['y'] !== undefined && { year: Number(g['y']) }) } };
  }

  private partOfMonth(g: Groups): TimeWordBody | undefined {
    const month = g['m'] === undefined ? undefined : this.number(g['m']);
    if (month !== undefined && !(month >= 1 && month <= 12)) return undefined;
    return {
      kind: 'day',
      day: {
        partOfMonth: g['part'] === undefined ? 31 : look(this.words['month-parts'], g['part']),
        ...(month !== undefined && { month }), ...(g['on'] !== undefined && { monthsOn: look(this.words.months, g['on']) }),
      },
    };
  }

  private hour(g: Groups): TimeWordBody | undefined {
    const hour = this.number(g['h']);
    const minute = g['quarter'] !== undefined ? look(this.words.quarters, g['quarter']) : this.number(g['min'] ?? '0');
    return hour <= 24 && minute < 60 ? { kind: 'hour', hour, minute } : undefined;
  }

  /** 15, 十五, 两三 (the greater), 三四十, 半. */
  private number(text = ''): number {
    const { digits, tens, half } = this.words;
    if (/^[0-9.]+$/.test(text)) return Number(text);
    if (text === half) return 0.5;
    let sum = 0;
    let digit: number | undefined;
    for (const char of text) {
      const ten = tens[char];
      if (ten === undefined) digit = digits[char] ?? Number(char);
      else {
        sum += (digit ?? 1) * ten;
        digit = undefined;
      }
    }
    return sum + (digit ?? 0);
  }
}

/** The value of the first entry that matches the whole text. */
function look<T>(entries: Readonly<Record<string, T>>, text: string | undefined): T {
  const found = Object.entries(entries).find(([key]) => new RegExp(`^(?:${key})`).test(text ?? ''));
  if (!found) throw new Error(`no entry for ${text}`);
  return found[1];
}

function isPattern(source: string): boolean {
  try {
    return new RegExp(source).source !== '';
  } catch {
    return false;
  }
}
