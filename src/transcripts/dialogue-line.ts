import type { SpeakerNames } from './speakers.js';
import type { Times } from './times.js';

/**
 * What one line of a dialogue looks like: `header` is a name and a time that stand alone above the text, `colon` and
 * `bracket` a label before it. Whether a label is a speaker's depends on the other lines, see dialogue.ts.
 */
export interface DialogueLine {
  readonly kind: 'header' | 'colon' | 'bracket' | 'status' | 'plain';
  readonly whole: string;
  readonly label?: string;
  readonly time?: string;
  readonly text?: string;
}

const BRACKET = /^\s*[【[]\s*([^【】[\]]{1,24}?)\s*[】\]]\s*[:：]?\s*(.*)$/su;
const COLON = /^\s*([^:：]{1,24}?)\s*[:：]\s*(.*)$/su;
/** A label is no sentence and no number. */
const LABEL = /^(?=.*[^\d\s.:：-])[^，。！？；,!?;"“”]{1,40}$/u;
/** `A --> B`: from whom to whom. */
const ARROW = /^(.{1,24}?)\s*-+>\s*.{1,24}$/u;

/** Reads lines of dialogues one by one. */
export class DialogueLines {
  private readonly leading: RegExp;
  private readonly trailing: RegExp;
  private readonly between: RegExp;

  constructor(
    private readonly speakers: SpeakerNames,
    times: Times,
  ) {
    // Any letter may stand for a unit such as 年 here; `Times` decides later whether the text is a time.
    const date = String.raw`\d{4}[-/.\p{Script=Han}]\d{1,2}[-/.\p{Script=Han}]\d{1,2}\p{Script=Han}?`;
    const clock = String.raw`(?:(?:${times.halves})\s?)?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d{1,3})?(?:\s?[AaPp][Mm])?`;
    const time = `[[(（【]?((?:${date}[ T]{0,2})?${clock})[\\])）】]?`;
    this.leading = new RegExp(String.raw`^${time}\s*(.*)$`, 'su');
    this.trailing = new RegExp(String.raw`^(.{1,60}?)\s*${time}$`, 'u');
    this.between = new RegExp(String.raw`^([^:：\s]{1,24}(?:[:：][^:：\s]{1,24})?)\s*${time}\s*[:：]\s*(.*)$`, 'su');
  }

  read(whole: string): DialogueLine {
    const line = whole.trim();
    if (line === '') return { kind: 'plain', whole };
    if (this.speakers.isStatus(line)) return { kind: 'status', whole };
    const [, first, afterFirst] = this.leading.exec(line) ?? [];
    if (first !== undefined) return this.labelled(afterFirst ?? '', whole, timed(first)) ?? { kind: 'plain', whole };
    const [, before, last] = this.trailing.exec(line) ?? [];
    if (before !== undefined && last !== undefined) {
      const label = ARROW.exec(before)?.[1] ?? before.trim();
      // A header gives a day or seconds; `明天 10:30` is a text.
      const full = /\d[:：]\d{2}[:：]\d{2}|\d{4}/u.test(last);
      if (full && LABEL.test(label) && !/[:：]$/.test(label)) return { kind: 'header', whole, label, ...timed(last), text: '' };
    }
    const [, label, time, text] = this.between.exec(line) ?? [];
    if (label !== undefined && LABEL.test(label)) return { kind: 'colon', whole, label, ...timed(time), text: text ?? '' };
    return this.labelled(line, whole, {}) ?? { kind: 'plain', whole };
  }

  private labelled(rest: string, whole: string, time: { time?: string }): DialogueLine | undefined {
    const bracket = BRACKET.exec(rest);
    if (bracket?.[1]) return { kind: 'bracket', whole, label: bracket[1], ...time, text: bracket[2] ?? '' };
    const colon = COLON.exec(rest);
    if (colon?.[1] && LABEL.test(colon[1]) && !colon[2]?.startsWith('//')) {
      return { kind: 'colon', whole, label: colon[1], ...time, text: colon[2] ?? '' };
    }
    if (time.time === undefined) return undefined;
    // `10:00:01 客服 您好`, or a header with the time first.
    const [label = '', ...words] = rest.split(/\s+/u);
    if (this.speakers.strict(label) && words.length > 0) {
      return { kind: 'bracket', whole, label, ...time, text: rest.slice(label.length).trim() };
    }
    const alone = LABEL.test(rest) && words.length === 0;
    return alone ? { kind: 'header', whole, label: rest, ...time, text: '' } : undefined;
  }
}

function timed(time: string | undefined): { time?: string } {
  return time === undefined ? {} : { time: time.replaceAll('：', ':') };
}
