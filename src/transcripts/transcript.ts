import type { Conversation } from '../model.js';
import { parseDialogue } from './dialogue.js';
import { newDraft, type Draft } from './draft.js';
import { finish } from './finish.js';
import type { LineBatch } from './lines.js';
import type { Role } from './options.js';
import type { Reader } from './reader.js';
import { fitsMessage } from './row.js';

const SEPARATOR = /^\s*(?:[-=*_~—－＝]\s*){3,}$/u;
const FIELD = /^\s*([^:：]{1,24}?)\s*[:：]\s*(\S.*?)\s*$/u;
/** Fields that may stand above a dialogue; 客户 and 客服 are not among them, they begin messages. */
const ABOUT: readonly Role[] = ['conversation', 'case', 'start', 'channel'];

interface About {
  readonly role: Role;
  readonly value: string;
}

/** One conversation of a text file: the lines of its dialogue and what stands above them. */
interface Block {
  readonly about: (About & { line: number })[];
  readonly lines: string[];
  first: number;
}

/**
 * Reads a text file of dialogues. A line of `---` or `===`, or a line such as 会话编号：123 after a blank line, begins
 * the next conversation.
 */
export async function* readTranscript(batches: AsyncIterable<LineBatch>, reader: Reader): AsyncGenerator<Conversation> {
  reader.recognised('recognised-text');
  let block = newBlock();
  let blank = true;
  let count = 0;
  for await (const { first, lines } of batches) {
    for (const [index, withEnd] of lines.entries()) {
      const line = withEnd.replace(/[\r\n]+$/, '');
      const number = first + index;
      const about: About | undefined = block.lines.length === 0 || blank ? aboutConversation(line, reader) : undefined;
      const next: boolean = SEPARATOR.test(line) || (about?.role === 'conversation' && block.lines.length > 0);
      if (next) {
        const conversation = read(block, count, reader);
        if (conversation) count++;
        if (conversation) yield conversation;
        block = newBlock();
      }
      if (about) block.about.push({ ...about, line: number });
      else if (!SEPARATOR.test(line) && (block.lines.length > 0 || line.trim())) {
        if (block.lines.length === 0) block.first = number;
        block.lines.push(line);
      }
      blank = line.trim() === '' || next;
    }
  }
  const last = read(block, count, reader);
  if (last) yield last;
}

function newBlock(): Block {
  return { about: [], lines: [], first: 1 };
}

function aboutConversation(line: string, reader: Reader): About | undefined {
  const field = FIELD.exec(line);
  if (!field?.[1] || !field[2] || reader.speakers.strict(field[1])) return undefined;
  const roles = reader.columns.rolesOf(field[1]);
  const role = ABOUT.find((candidate) => roles.has(candidate));
  return role && { role, value: field[2] };
}

function read(block: Block, count: number, reader: Reader): Conversation | undefined {
  if (block.lines.length === 0) return undefined;
  const named = block.about.find(({ role }) => role === 'conversation')?.value;
  const id = named ?? (count === 0 ? reader.baseName : `${reader.baseName}#${count + 1}`);
  const draft = newDraft(id, block.about[0]?.line ?? block.first);
  describe(draft, block, reader);
  for (const { message, line } of parseDialogue(block.lines.join('\n'), reader)) {
    if (fitsMessage(message.text, block.first + line, reader)) draft.messages.push(message);
  }
  return finish(draft, reader);
}

function describe(draft: Draft, block: Block, reader: Reader): void {
  for (const { role, value, line } of block.about) {
    if (role === 'case') draft.case ??= value;
    const start = role === 'start' ? reader.moment(value, line) : undefined;
    if (start) draft.start ??= start;
    const channel = role === 'channel' ? reader.channel(value) : undefined;
    if (channel) draft.channel ??= channel;
  }
}
