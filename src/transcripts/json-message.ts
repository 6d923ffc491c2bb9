import { describeLayout, Fields } from './columns.js';
import { parseDialogue } from './dialogue.js';
import type { RawMessage } from './draft.js';
import { flatten, isObject, kindOf, type JsonObject } from './json-shape.js';
import type { Reader } from './reader.js';
import { fitsMessage, messagesOf } from './row.js';

/**
 * The messages of a conversation's list, or `undefined`, with a rejection, where one of them cannot be read: a
 * conversation with a hole in it must not be judged as if it were whole.
 */
export function jsonMessages(
  list: readonly unknown[],
  path: string,
  line: number,
  raw: () => string,
  reader: Reader,
): RawMessage[] | undefined {
  if (list.length > 0 && list.every((item) => typeof item === 'string')) {
    return parseDialogue(list.join('\n'), reader).map((said) => said.message);
  }
  const messages: RawMessage[] = [];
  for (const [index, item] of list.entries()) {
    const field = `${path}[${index}]`;
    if (!isObject(item)) {
      reader.remarks.reject('json-message', { found: kindOf(item) }, { line, field, raw: raw() });
      return undefined;
    }
    const { names, cells } = flatten(item);
    const fields = new Fields(reader.columns.layout(names), cells);
    if (!fields.has('text') && !fields.has('customerText') && !fields.has('agentText')) {
      const place = { line, field: `${field}.${textField(item, reader)}`, raw: raw() };
      reader.remarks.reject('json-text', { fields: Object.keys(item).slice(0, 20).join(', ') || '-' }, place);
      return undefined;
    }
    reader.recognised('recognised-json', () => `messages=${path}, ${describeLayout(fields.layout)}`);
    const said = turnTexts(item, reader) ?? messagesOf(fields, line, reader);
    if (!said.every((message) => fitsMessage(message.text, line, reader, field))) return undefined;
    messages.push(...said);
  }
  return messages;
}

/** One message for each text of a turn: `{sender, utterances: ["…", "…"]}`. */
function turnTexts(item: JsonObject, reader: Reader): RawMessage[] | undefined {
  const key = Object.keys(item).find((name) => reader.columns.rolesOf(name).has('text') && Array.isArray(item[name]));
  const texts: unknown = key === undefined ? undefined : item[key];
  if (key === undefined || !Array.isArray(texts) || !texts.every((text) => typeof text === 'string')) return undefined;
  return texts.flatMap((text) => {
    const { names, cells } = flatten({ ...item, [key]: text });
    return messagesOf(new Fields(reader.columns.layout(names), cells), 1, reader);
  });
}

/** The field that should hold the text: the one of the wrong kind, or `text` where there is none. */
function textField(item: JsonObject, reader: Reader): string {
  return Object.keys(item).find((name) => reader.columns.rolesOf(name).has('text')) ?? 'text';
}
