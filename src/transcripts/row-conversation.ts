import type { Conversation } from '../model.js';
import type { Fields } from './columns.js';
import { parseDialogue } from './dialogue.js';
import { newDraft } from './draft.js';
import { finish } from './finish.js';
import type { Reader } from './reader.js';
import { describeConversation, fitsMessage, messagesOf } from './row.js';

/** Reads a row that holds a whole conversation: a dialogue in one cell, or a letter and its answer. */
export function conversationOfRow(
  fields: Fields,
  caseId: string | undefined,
  number: number,
  line: number,
  reader: Reader,
): Conversation | undefined {
  const id = fields.get('conversation') ?? fields.get('rowId') ?? `${reader.baseName}#${number}`;
  const draft = newDraft(id, line);
  if (caseId) draft.case = caseId;
  describeConversation(draft, fields, line, reader);
  const dialogue = fields.get('text') ?? fields.get('dialogue');
  const messages = dialogue === undefined ? messagesOf(fields, line, reader) : parseDialogue(dialogue, reader).map((said) => said.message);
  if (!messages.every((message) => fitsMessage(message.text, line, reader))) return undefined;
  draft.messages.push(...messages);
  const start = dialogue === undefined ? undefined : reader.moment(fields.get('time') ?? fields.get('date'), line);
  if (start) draft.start ??= start;
  return finish(draft, reader);
}
