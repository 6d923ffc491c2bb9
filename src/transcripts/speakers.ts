import type { Speaker } from '../model.js';
import type { SpeakerWords } from './knowledge.js';
import { memo } from './memo.js';

const SIDES = ['system', 'bot', 'agent', 'customer'] as const;
type Side = (typeof SIDES)[number];

/** Spelling of a speaker value that is compared: width, case and outer blanks aside. */
export const normaliseSpeaker = memo((value) => value.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim());

/** Tells who is meant by a speaker value, a flag or a label, with the words of `speakers.yaml`. */
export class SpeakerNames {
  private readonly exact = new Map<string, Speaker>();
  private readonly own = new Map<string, Speaker>();
  /** Known words, longest first, so that 客户服务 is not read as 客户. */
  private readonly words: readonly (readonly [word: string, side: Side])[];
  private readonly flags = new Map<string, boolean>();
  private readonly directions = new Map<string, Speaker>();
  private readonly status: ReadonlySet<string>;
  private readonly notSpeakers: ReadonlySet<string>;

  constructor(
    private readonly known: SpeakerWords,
    overrides: Readonly<Record<string, Speaker>> = {},
  ) {
    for (const side of SIDES) for (const word of known[side]) this.exact.set(normaliseSpeaker(word), side);
    this.words = [...this.exact]
      .filter((entry): entry is [string, Side] => [...entry[0]].length > 1)
      .sort(([a], [b]) => b.length - a.length);
    for (const [name, speaker] of Object.entries(overrides)) this.own.set(normaliseSpeaker(name), speaker);
    for (const word of known.flags.yes) this.flags.set(normaliseSpeaker(word), true);
    for (const word of known.flags.no) this.flags.set(normaliseSpeaker(word), false);
    for (const side of ['agent', 'customer'] as const)
      for (const word of known.direction[side]) this.directions.set(normaliseSpeaker(word), side);
    this.status = new Set(known.status.map(normaliseSpeaker));
    this.notSpeakers = new Set(known.notSpeakers.map(normaliseSpeaker));
  }

  /** What the user said of this name with `--speaker`. */
  override(value: string): Speaker | undefined {
    return this.own.get(normaliseSpeaker(value));
  }

  /** `true` for a bare word such as 客服, which is nobody's name. */
  isBareWord(value: string): boolean {
    return this.exact.has(normaliseSpeaker(value));
  }

  /** `true` for such a word with a number (客户1), which tells the people of one conversation apart and no others. */
  isNumberedWord(value: string): boolean {
    return this.exact.has(numberless(normaliseSpeaker(value)));
  }

  /**
   * A word of the lists, alone or in a form that leaves no doubt: numbered (客服01), with a separated or
   * bracketed name (客服-小王, 客户(138…), 小王（客服）), or in brackets itself. For labels inside running text.
   */
  readonly strict = memo((value): Speaker | undefined => {
    const own = this.override(value);
    if (own) return own;
    const name = unwrap(normaliseSpeaker(value));
    const direct = this.exact.get(name);
    if (direct) return direct;
    const bracketed = /^(.*?) ?[([{【<](.*?)[)\]}】>]$/u.exec(name);
    if (bracketed) return this.exact.get(numberless(bracketed[1] ?? '')) ?? this.exact.get(numberless(bracketed[2] ?? ''));
    const numbered = this.exact.get(numberless(name));
    if (numbered) return numbered;
    const parts = name.split(/ ?[-_—–·|/:,] ?| /u).filter(Boolean);
    if (parts.length < 2 || parts.length > 4) return undefined;
    return this.exact.get(numberless(parts[0] ?? '')) ?? this.exact.get(numberless(parts.at(-1) ?? ''));
  });

  /**
   * For values of a speaker column and labels that repeat, where names such as 小王客服 and 客服小王 are likely too,
   * and the account form `shop:sub-account` of 千牛. Chinese puts the head last, so the ending decides before the beginning.
   */
  readonly loose = memo((value): Speaker | undefined => {
    const sure = this.strict(value);
    if (sure) return sure;
    const name = unwrap(normaliseSpeaker(value));
    if (/^[^:\s]{2,40}:[^:\s]{1,40}$/u.test(name)) return 'agent';
    if ([...name].length > this.known.longest || /^[\x00-\x7f]*$/.test(name)) return undefined;
    const bare = numberless(name);
    return this.words.find(([word]) => bare.endsWith(word))?.[1] ?? this.words.find(([word]) => bare.startsWith(word))?.[1];
  });

  /** A yes-or-no flag: 1, 是, true … */
  flag(value: string): boolean | undefined {
    return this.flags.get(normaliseSpeaker(value));
  }

  /** A direction value, seen from the company. */
  direction(value: string): Speaker | undefined {
    return this.directions.get(normaliseSpeaker(value));
  }

  /** A line that a chat client wrote, such as 已读. */
  isStatus(line: string): boolean {
    const text = normaliseSpeaker(line).replace(/^[([【]|[)\]】]$/gu, '');
    return this.status.has(text) || (text.length < 60 && this.known.recall.some((words) => text.includes(words)));
  }

  /** A word before a colon that names a thing: 订单号：… */
  isThing(label: string): boolean {
    return this.notSpeakers.has(unwrap(normaliseSpeaker(label)));
  }
}

function unwrap(name: string): string {
  return /^[([{【<「](.*)[)\]}】>」]$/u.exec(name)?.[1]?.trim() ?? name;
}

/** 客服01, agent_3, 坐席#1001 without their number. */
function numberless(name: string): string {
  return name.replace(/[ _\-#]?(?:no\.?)?\d+$/u, '').trim() || name;
}
