import type { Conversation } from '../model.js';
import { describeLayout, Fields, type Layout } from './columns.js';
import { finish } from './finish.js';
import { Groups } from './groups.js';
import { planTable, type TablePlan } from './header.js';
import type { LineBatch } from './lines.js';
import type { Reader } from './reader.js';
import { Records, type TableRow } from './records.js';
import { conversationOfRow } from './row-conversation.js';
import { describeConversation, fitsMessage, messagesOf } from './row.js';
import { caseColumn, groupKey, oneConversationARow, withText } from './table-layout.js';
import { noColumns } from './no-columns.js';

/** The first lines of a table, and the rest. */
export interface TableInput {
  readonly head: LineBatch;
  readonly rest: AsyncIterable<LineBatch>;
  /** The head is the whole table. */
  readonly ended: boolean;
}

/**
 * Reads a table with one message, or one conversation, a row. Rows of one conversation may lie apart, so that all are
 * held until the end, unless `sizes` tells how many rows each conversation has.
 */
export async function* readTable(input: TableInput, reader: Reader, sizes?: Map<string, number>): AsyncGenerator<Conversation> {
  const table = new Table(planned(input, reader), reader, sizes);
  yield* table.rows(input.head);
  for await (const batch of input.rest) yield* table.rows(batch);
  yield* table.end();
}

/** Reads a table whose rows come in cells, by a plan that was made of the first of them. */
export async function* readPlanned(plan: TablePlan, batches: AsyncIterable<readonly TableRow[]>, reader: Reader): AsyncGenerator<Conversation> {
  const table = new Table(plan, reader);
  for await (const rows of batches) for (const row of rows) yield* table.row(row);
  yield* table.end();
}

/** How many rows each conversation has; `undefined` where each row is a conversation. */
export async function countRows(input: TableInput, reader: Reader): Promise<Map<string, number> | undefined> {
  const table = new Table(planned(input, reader), reader);
  const sizes = table.count(input.head);
  if (!sizes) {
    await input.rest[Symbol.asyncIterator]().return?.();
    return undefined;
  }
  for await (const batch of input.rest) table.count(batch);
  return table.count(undefined);
}

function planned({ head, ended }: TableInput, reader: Reader): TablePlan {
  const plan = planTable(head.lines, reader, ended);
  if (!plan) throw noColumns(head.lines, ended, reader);
  return plan;
}

class Table {
  private readonly records: Records;
  private readonly layout: Layout;
  private readonly groups: Groups | undefined;
  private readonly counted = new Map<string, number>();
  private readonly needed: number;
  private readonly caseBy: number | undefined;
  private number = 0;

  constructor(
    private readonly plan: TablePlan,
    private readonly reader: Reader,
    sizes?: Map<string, number>,
  ) {
    this.records = new Records(plan.delimiter);
    this.caseBy = caseColumn(plan, reader);
    const whole = oneConversationARow(plan, reader);
    this.layout = whole ? plan.layout : withText(plan.layout);
    reader.recognised(whole ? 'recognised-dialogues' : 'recognised-rows', () => describeLayout(this.layout));
    this.groups = whole ? undefined : new Groups(groupKey(plan, reader), sizes);
    const { roles } = this.layout;
    const needs = (['conversation', 'speaker', 'agentFlag', 'text', 'dialogue'] as const).flatMap((role) => roles.get(role)?.[0] ?? []);
    this.needed = Math.max(-1, ...needs);
  }

  *rows({ first, lines }: LineBatch): Generator<Conversation> {
    for (const row of this.records.push(first, lines)) yield* this.row(row);
  }

  *end(): Generator<Conversation> {
    for (const row of this.records.end()) yield* this.row(row);
    for (const draft of this.groups?.drafts() ?? []) yield finish(draft, this.reader);
  }

  /** Counts the rows of further lines, or of those left at the end. */
  count(batch: LineBatch | undefined): Map<string, number> | undefined {
    if (!this.groups) return undefined;
    for (const row of batch ? this.records.push(batch.first, batch.lines) : this.records.end()) {
      const fields = this.fieldsOf(row);
      const id = fields && this.groups.idOf(fields);
      if (id !== undefined) this.counted.set(id, (this.counted.get(id) ?? 0) + 1);
    }
    return this.counted;
  }

  *row(row: TableRow): Generator<Conversation> {
    const fields = this.fieldsOf(row);
    if (!fields) return;
    const { line } = row;
    const caseId = this.caseBy === undefined ? undefined : fields.cells[this.caseBy]?.trim();
    if (!this.groups) {
      const conversation = conversationOfRow(fields, caseId, ++this.number, line, this.reader);
      if (conversation) yield conversation;
      return;
    }
    const draft = this.groups.of(fields, line);
    if (caseId) draft.case ??= caseId;
    describeConversation(draft, fields, line, this.reader);
    const name = this.layout.names[this.layout.roles.get('text')?.[0] ?? -1];
    for (const message of messagesOf(fields, line, this.reader)) {
      if (fitsMessage(message.text, line, this.reader, name)) draft.messages.push(message);
    }
    for (const complete of this.groups.complete()) yield finish(complete, this.reader);
  }

  /** The fields of a row of data; `undefined`, with a rejection where there is something to reject, for other rows. */
  private fieldsOf(row: TableRow): Fields | undefined {
    const { line, cells } = row;
    if (line <= this.plan.headerLine) return undefined;
    if (!cells) {
      this.reader.remarks.reject('quote-open', {}, { line, raw: row.raw() });
      return undefined;
    }
    if (cells.every((cell) => cell.trim() === '') || !this.fits(cells, row)) return undefined;
    return new Fields(this.layout, cells);
  }

  /** Rows may end early (spreadsheets drop empty cells at the end) but not before the columns that are needed. */
  private fits(cells: readonly string[], row: TableRow): boolean {
    const { names } = this.layout;
    const { remarks } = this.reader;
    const count = cells.length;
    if (count > names.length && cells.slice(names.length).some((cell) => cell.trim() !== '')) {
      remarks.reject('row-long', { count, columns: names.length }, { line: row.line, raw: row.raw() });
      return false;
    }
    if (count > this.needed) return true;
    const column = names[this.needed] ?? '';
    remarks.reject('row-short', { count, column }, { line: row.line, field: column, raw: row.raw() });
    return false;
  }
}
