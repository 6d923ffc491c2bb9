import type { RawMessage } from './draft.js';
import type { DialogueLine } from './dialogue-line.js';
import type { Reader } from './reader.js';

/** Longest label of a speaker, in characters. */
const LABEL = 24;
/** A label stands at the beginning or after a blank, a separator or the end of a sentence. */
const INLINE = new RegExp(`(?<=^|[\\s;；|/。！？!?~】\\]])(?:[【[]([^【】[\\]]{1,${LABEL}})[】\\]]\\s*[:：]?|([^\\s:：;；|。！？!?，,【】]{1,${LABEL}})\\s*[:：])`, 'gu');

/** A message of a dialogue and the line, counted from 0, on which it begins. */
export interface Said {
  readonly message: RawMessage;
  readonly line: number;
}

/**
 * Reads a dialogue written as text: `客服：…` lines, `【客服】…`, the header lines of chat clients
 * (`昵称 2024-01-01 10:00:00`), or several labels in one line. A colon begins a message only after a known label
 * or one that begins several lines, because customers write colons too.
 */
export function parseDialogue(text: string, reader: Reader): Said[] {
  const lines = text.replace(/<br\s*\/?>/gi, '\n').split(/\r\n|\n|\r/);
  const read = lines.map((line) => reader.dialogueLines.read(line));
  const accepted = acceptedLabels(read, reader);
  
  let headers = false;
  const turns: { speaker?: string | undefined; time?: string | undefined; line: number; texts: string[] }[] = [];
  read.forEach((line, number) => {
    if (line.kind === 'status') return;
    if (line.kind !== 'plain' && accepted(line)) {
      headers ||= line.kind === 'header';
      turns.push({ speaker: line.label, time: line.time, line: number, texts: line.text ? [line.text] : [] });
    } else if (turns.length > 0) {
      turns.at(-1)?.texts.push(line.whole);
    } else if (line.whole.trim()) {
      turns.push({ line: number, texts: [line.whole] });
    }
  });
  const said = turns.map(({ speaker, time, line, texts }): Said => {
    const moment = time === undefined ? undefined : reader.maybeMoment(time);
    const message = { text: texts.join('\n').trim(), ...(speaker !== undefined && { speaker }), ...(moment && { moment }) };
    return { message, line };
  });
  // Where each speaker has a line of their own, a label inside a line is part of what is said.
  return headers || said.length !== 1 || !said[0] ? said : inline(said[0], reader);
}

/** `true` for a text in which at least two messages with known labels are found. */
export function looksLikeDialogue(text: string, reader: Reader): boolean {
  const labels = parseDialogue(text, reader).map(({ message }) => message.speaker);
  return labels.filter((label) => label !== undefined && reader.speakers.loose(label)).length >= 2;
}

/** Which lines begin a message; asked of each line once, from first to last. */
function acceptedLabels(lines: readonly DialogueLine[], reader: Reader): (line: DialogueLine) => boolean {
  const colons = new Map<string, number>();
  const headers = new Map<string, number>();
  for (const line of lines) {
    if (line.label === undefined) continue;
    const counts = line.kind === 'header' ? headers : colons;
    counts.set(line.label, (counts.get(line.label) ?? 0) + 1);
  }
  const first = lines.find((line) => line.kind !== 'status' && line.whole.trim());
  const sides = new Set([...colons.keys()].map((label) => reader.speakers.strict(label)));
  const complete = sides.has('customer') && sides.has('agent');
  // `A: … / B: …`: where every line has a label, also a person who spoke once is one.
  const each = colons.size <= 4 && lines.every((line) => line.kind === 'colon' || line.kind === 'status' || !line.whole.trim());
  const isSpeaker = (label: string): boolean => {
    if (((colons.get(label) ?? 0) < 2 && !each) || reader.speakers.isThing(label)) return false;
    // Where customer and agent are both known, another word before a colon is rather part of what they say.
    return !complete || reader.speakers.loose(label) !== undefined;
  };
  let last = '';
  const isHeader = (label: string, time: string): boolean => {
    // A text of headers begins with one; a person who spoke once has one too, of the same form and not of an earlier
    // time, as the order date would be that a customer names.
    const alike = first?.kind === 'header' && shapeOf(first.time) === shapeOf(time) && time >= last;
    const accepted = alike || (headers.get(label) ?? 0) > 1 || reader.speakers.strict(label) !== undefined;
    if (accepted) last = time;
    return accepted;
  };
  return ({ kind, label, time }) => {
    if (label === undefined) return false;
    if (kind === 'header') return isHeader(label, time ?? '');
    if (reader.speakers.strict(label)) return true;
    return kind === 'colon' && isSpeaker(label);
  };
}

/** The form of a time: its digits made alike. */
function shapeOf(time: string | undefined): string {
  return (time ?? '').replace(/\d/g, '0');
}

/** Cuts one message at the known labels inside it: `客服：您好 客户：你好`. */
function inline(said: Said, reader: Reader): Said[] {
  const { text, speaker, ...rest } = said.message;
  const whole = speaker === undefined ? text : `${speaker}：${text}`;
  const marks = [...whole.matchAll(INLINE)]
    .map((match) => ({ label: (match[1] ?? match[2] ?? '').trim(), from: match.index, to: match.index + match[0].length }))
    .filter(({ label }) => reader.speakers.strict(label));
  if (marks.length < 2 || marks[0]?.from !== 0) return [said];
  return marks.map(({ label, to }, i): Said => {
    const next = marks[i + 1]?.from ?? whole.length;
    const part = whole.slice(to, next).replace(/[\s;；|/]+$/u, '').trim();
    return { message: { ...(i === 0 && rest), text: part, speaker: label }, line: said.line };
  });
}
