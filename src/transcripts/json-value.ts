import type { Conversation } from '../model.js';
import { describeLayout, Fields, type Layout } from './columns.js';
import { parseDialogue } from './dialogue.js';
import { newDraft, type Draft } from './draft.js';
import { finish } from './finish.js';
import { Groups } from './groups.js';
import { jsonMessages } from './json-message.js';
import { flatten, holdsObjects, isObject, kindOf, type JsonObject } from './json-shape.js';
import { columnAt } from './header.js';
import type { Reader } from './reader.js';
import { describeConversation, fitsMessage, messagesOf, WHO } from './row.js';

/** How deep a list of conversations may lie inside an answer of an interface: `{data: {page: {list: […]}}}`. */
const DEEPEST = 6;

/**
 * Makes conversations of JSON values: a conversation with its list of messages, a list of messages, a single message
 * (a row, as in a table), or anything that holds a list of these.
 */
export class JsonConversations {
  private count = 0;
  private readonly groups: Groups;
  private rows = 0;

  constructor(
    private readonly reader: Reader,
    /** Each value stands on a line of its own (NDJSON). */
    private readonly linewise: boolean,
    /** The line on which a value inside another one begins, where it is known. */
    private readonly lineOf: (value: unknown) => number | undefined = () => undefined,
  ) {
    this.groups = new Groups({ role: 'conversation', fallback: reader.baseName });
  }

  /** The conversations of one value; rows are kept until `end`. */
  *of(value: unknown, from: number, raw: () => string, depth = 0): Generator<Conversation> {
    const line = this.lineOf(value) ?? from;
    if (Array.isArray(value)) {
      const messages = value.length > 0 && value.every((item) => isObject(item) && this.isMessage(item));
      if (messages && depth > 0) yield* this.conversation({ messages: value }, 'messages', line, raw);
      else for (const item of value) yield* this.of(item, line, raw, depth + 1);
      return;
    }
    if (!isObject(value)) {
      this.reader.remarks.reject('json-message', { found: kindOf(value) }, { line, raw: raw() });
      return;
    }
    const key = this.messagesKey(value);
    if (key !== undefined) return yield* this.conversation(value, key, line, raw);
    if (this.isMessage(value)) return yield* this.row(value, line);
    const lists = depth < DEEPEST ? Object.values(value).filter((inner) => holdsObjects(inner)) : [];
    for (const list of lists) yield* this.of(list, line, raw, Array.isArray(list) ? 0 : depth + 1);
    if (lists.length > 0) return;
    const fields = Object.keys(value).slice(0, 20).join(', ') || '-';
    this.reader.remarks.reject('json-not-conversation', { fields }, { line, raw: raw() });
  }

  /** The conversations of single messages, when the input has ended. */
  *end(): Generator<Conversation> {
    for (const draft of this.groups.drafts()) yield finish(draft, this.reader);
  }

  private layoutOf(value: JsonObject): { layout: Layout; cells: string[] } {
    const { names, cells } = flatten(value);
    return { layout: this.reader.columns.layout(names), cells };
  }

  /** A message has words of its own and no list of messages. */
  private isMessage(value: JsonObject): boolean {
    const { roles } = this.layoutOf(value).layout;
    return this.messagesKey(value) === undefined && ['text', 'customerText', 'agentText'].some((role) => roles.has(role as 'text'));
  }

  /** The field that holds the messages: a list or an object with one; a string only where its name says dialogue. */
  private messagesKey(value: JsonObject): string | undefined {
    const ranked = Object.keys(value).flatMap((key) => {
      const roles = this.reader.columns.rolesOf(key);
      const rank = roles.get('messages');
      if (rank === undefined) return [];
      const inner = value[key];
      const structured = Array.isArray(inner) ? !isTextParts(inner, key, this.reader) : isObject(inner);
      const dialogue = !structured && roles.has('dialogue') && typeof inner === 'string';
      // `content: "…"` is a text; `messages: "…"` is a mistake worth naming.
      const mistaken = !roles.has('text') && !roles.has('conversation');
      return structured || dialogue || mistaken ? [{ key, rank: structured ? rank : rank + 1_000 }] : [];
    });
    return ranked.sort((a, b) => a.rank - b.rank)[0]?.key;
  }

  private *conversation(value: JsonObject, key: string, line: number, raw: () => string): Generator<Conversation> {
    const { remarks } = this.reader;
    let list: unknown = value[key];
    let path = key;
    for (let depth = 0; isObject(list) && depth < DEEPEST; depth++) {
      const inner: string | undefined = this.messagesKey(list);
      if (inner === undefined) break;
      path += `.${inner}`;
      list = list[inner];
    }
    if (Array.isArray(list) && list.some((item) => isObject(item) && this.messagesKey(item) !== undefined && !this.isTurn(item))) {
      for (const item of list) yield* this.of(item, line, raw, 1);
      return;
    }
    const { [key]: _messages, ...about } = value;
    const { layout, cells } = this.layoutOf(about);
    const fields = new Fields(layout, cells);
    this.count++;
    const draft = newDraft(fields.get('conversation') ?? fields.get('rowId') ?? `${this.reader.baseName}#${this.count}`, line);
    describeConversation(draft, fields, line, this.reader);
    const start = draft.start ?? this.reader.moment(fields.get('time') ?? fields.get('date'), line);
    if (start) draft.start = start;
    this.setCase(draft, fields);
    if (typeof list === 'string' && this.reader.columns.rolesOf(path.split('.').at(-1) ?? '').has('dialogue')) {
      this.reader.recognised('recognised-json', () => `dialogue=${path}`);
      if (!fitsMessage(list, line, this.reader, path)) return;
      draft.messages.push(...parseDialogue(list, this.reader).map((said) => said.message));
    } else if (Array.isArray(list)) {
      const messages = jsonMessages(list, path, line, raw, this.reader);
      if (!messages) return;
      draft.messages.push(...messages);
    } else {
      remarks.reject('json-messages', { field: path, found: kindOf(list) }, { line, field: path, raw: raw() });
      return;
    }
    yield finish(draft, this.reader);
  }

  /** A turn holds several texts of one speaker: `{sender, utterances: ["…", "…"]}`. */
  private isTurn(value: JsonObject): boolean {
    const key = this.messagesKey(value);
    const inner = key === undefined ? undefined : value[key];
    return Array.isArray(inner) && inner.every((item) => typeof item === 'string');
  }

  /**
   * A single message. Messages of one conversation name it; one that has only an id of its own is a review or a letter
   * and stands alone where each line stands alone, or where nobody is named as its speaker.
   */
  private *row(value: JsonObject, line: number): Generator<Conversation> {
    const { layout, cells } = this.layoutOf(value);
    const fields = new Fields(layout, cells);
    const id = fields.has('conversation') ? undefined : fields.get('rowId');
    const alone = id !== undefined && (this.linewise || !WHO.some((role) => layout.roles.has(role)));
    if (!alone && this.rows++ === 0 && !fields.has('conversation')) this.reader.remarks.notice('one-conversation');
    this.reader.recognised('recognised-json', () => describeLayout(layout));
    const draft = alone ? newDraft(id, line) : this.groups.of(fields, line);
    describeConversation(draft, fields, line, this.reader);
    this.setCase(draft, fields);
    for (const message of messagesOf(fields, line, this.reader)) {
      if (fitsMessage(message.text, line, this.reader)) draft.messages.push(message);
    }
    if (alone) yield finish(draft, this.reader);
  }

  private setCase(draft: Draft, fields: Fields): void {
    const { caseBy } = this.reader.options;
    if (caseBy === undefined) return;
    const value = fields.cells[columnAt(fields.layout.names, caseBy)]?.trim();
    if (value) draft.case = value;
  }
}

/** `content: [{type: "text", text: "…"}]` and `utterances: ["…"]` are the text of one message. */
function isTextParts(list: readonly unknown[], key: string, reader: Reader): boolean {
  if (!reader.columns.rolesOf(key).has('text')) return false;
  return list.every((item) => typeof item === 'string' || (isObject(item) && typeof item['text'] === 'string' && Object.keys(item).length <= 2 && 'type' in item));
}
