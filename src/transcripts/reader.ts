import type { ChannelKind } from '../model.js';
import { ColumnNames } from './columns.js';
import { DialogueLines } from './dialogue-line.js';
import type { Decoded } from './encoding.js';
import type { Knowledge } from './knowledge.js';
import type { ReadOptions } from './options.js';
import { Remarks } from './remarks.js';
import { SpeakerNames } from './speakers.js';
import { Times, type Moment } from './times.js';

/** Names shown in the notice about unknown speakers. */
const NAMES_SHOWN = 5;

/** What the reading of one run knows: the words of columns, speakers and times. */
export interface Words {
  readonly knowledge: Knowledge;
  readonly columns: ColumnNames;
  readonly speakers: SpeakerNames;
  readonly times: Times;
  readonly dialogueLines: DialogueLines;
}

export function compileWords(knowledge: Knowledge, options: ReadOptions): Words {
  const speakers = new SpeakerNames(knowledge.speakers, options.speakers);
  const times = new Times(knowledge.columns.time);
  const dialogueLines = new DialogueLines(speakers, times);
  return { knowledge, columns: new ColumnNames(knowledge.columns), speakers, times, dialogueLines };
}

/** The reading of one input: the run's words, its remarks, and what is summed up at its end. */
export class Reader {
  readonly remarks: Remarks;
  readonly columns: ColumnNames;
  readonly speakers: SpeakerNames;
  readonly dialogueLines: DialogueLines;
  private toldLayout = false;
  private readonly unknown = new Set<string>();
  private readonly badTimes = { count: 0, line: 0, example: '' };

  constructor(
    readonly file: string,
    readonly words: Words,
    readonly options: ReadOptions,
    private readonly input: Decoded,
    /** Of a workbook. */
    readonly sheet?: string,
  ) {
    this.remarks = new Remarks(file, options, sheet);
    this.columns = words.columns;
    this.speakers = words.speakers;
    this.dialogueLines = words.dialogueLines;
  }

  /** File name without folder and extension, for conversations that have no id. */
  get baseName(): string {
    if (this.file === '-') return 'stdin';
    return (this.file.split(/[\\/]/).at(-1) ?? this.file).replace(/(.)\.[^.]+$/, '$1');
  }

  /** The moment of a text; an unreadable one is counted for the notice at the end. */
  moment(text: string | undefined, line: number): Moment | undefined {
    if (text === undefined || text.trim() === '') return undefined;
    const moment = this.words.times.parse(text);
    if (!moment) {
      if (this.badTimes.count === 0) Object.assign(this.badTimes, { line, example: text.slice(0, 60) });
      this.badTimes.count++;
    }
    return moment;
  }

  /** A time if the text is one, without counting it where it is not. */
  maybeMoment(text: string): Moment | undefined {
    return this.words.times.parse(text);
  }

  channel(value: string): ChannelKind | undefined {
    const text = value.normalize('NFKC').toLowerCase();
    const { call, chat } = this.words.knowledge.columns.channels;
    const named = (words: readonly string[]): boolean =>
      words.some((word) => (/^[a-z]+$/.test(word) ? text.split(/[^a-z]+/).includes(word) : text.includes(word)));
    return named(call) ? 'call' : named(chat) ? 'chat' : undefined;
  }

  /** The beginning of the input read as Big5, where it was taken for GB18030: the two cannot be told apart by bytes. */
  asBig5(): string | undefined {
    if (this.options.encoding !== undefined || this.input.encoding() !== 'gb18030') return undefined;
    return new TextDecoder('big5').decode(this.input.sample());
  }

  unknownSpeaker(name: string): void {
    this.unknown.add(name);
  }

  /** Says once how the input is understood. */
  recognised(id: 'recognised-rows' | 'recognised-dialogues' | 'recognised-json' | 'recognised-text', columns?: () => string): void {
    if (this.toldLayout) return;
    this.toldLayout = true;
    const shown = columns && { columns: columns() };
    if (this.sheet === undefined) this.remarks.notice(id, { encoding: this.input.encoding(), ...shown });
    else this.remarks.notice(id === 'recognised-dialogues' ? 'recognised-sheet-dialogues' : 'recognised-sheet-rows', { sheet: this.sheet, ...shown });
  }

  /** Says at the end of the input what many of its messages lacked. */
  sumUp(): void {
    const [example] = this.unknown;
    if (example !== undefined) {
      const shown = [...this.unknown].slice(0, NAMES_SHOWN).join(', ');
      const names = this.unknown.size > NAMES_SHOWN ? `${shown} … (${this.unknown.size})` : shown;
      this.remarks.notice('speakers-unknown', { names, example: /\s/.test(example) ? `"${example}"` : example });
    }
    const { count, line, example: time } = this.badTimes;
    if (count > 0) this.remarks.notice('times-unreadable', { count, example: time }, line);
  }
}
