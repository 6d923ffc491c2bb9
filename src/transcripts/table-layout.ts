import type { Layout } from './columns.js';
import { looksLikeDialogue } from './dialogue.js';
import type { GroupKey } from './groups.js';
import { columnAt, type TablePlan } from './header.js';
import type { Reader } from './reader.js';
import { WHO } from './row.js';

/** Cells looked at to tell messages from whole dialogues. */
const SAMPLE = 20;

/** The column of `--case-by`. */
export function caseColumn(plan: TablePlan, reader: Reader): number | undefined {
  const { caseBy } = reader.options;
  if (caseBy === undefined) return undefined;
  const at = columnAt(plan.layout.names, /^\d+$/.test(caseBy) ? Number(caseBy) : caseBy);
  if (at >= 0) return at;
  throw reader.remarks.error('case-absent', { column: caseBy, columns: plan.layout.names.join(', ') });
}

/** Letters and cells that hold whole dialogues; a column called 聊天内容 beside a speaker column holds messages. */
export function oneConversationARow(plan: TablePlan, reader: Reader): boolean {
  const { roles } = plan.layout;
  const words = roles.get('text') ?? roles.get('dialogue');
  // Questions and answers side by side are letters, or the turns of conversations whose ids repeat.
  if (!words) return !repeats(roles.get('conversation')?.[0], plan);
  if (reader.options.map?.dialogue !== undefined) return true;
  if (reader.options.map?.text !== undefined) return false;
  const cells = plan.sample.slice(0, SAMPLE).map((row) => row[words[0] ?? -1] ?? '').filter((cell) => cell.trim());
  const dialogues = cells.filter((cell) => looksLikeDialogue(cell, reader)).length;
  if (dialogues > 0 && dialogues * 2 >= cells.length) return true;
  return !roles.has('text') && !WHO.some((role) => roles.has(role));
}

function repeats(column: number | undefined, plan: TablePlan): boolean {
  const values = column === undefined ? [] : plan.sample.map((cells) => cells[column] ?? '');
  return new Set(values).size < values.length;
}

/** A table of messages whose text stands in a column called 聊天内容 or the like. */
export function withText(layout: Layout): Layout {
  const words = layout.roles.get('dialogue');
  if (layout.roles.has('text') || !words) return layout;
  const roles = new Map(layout.roles);
  roles.delete('dialogue');
  return { ...layout, roles: roles.set('text', words) };
}

/** The column that tells conversations apart; said aloud where it had to be guessed. */
export function groupKey(plan: TablePlan, reader: Reader): GroupKey {
  const { roles, names } = plan.layout;
  if (roles.has('conversation')) return { role: 'conversation', fallback: reader.baseName };
  const row = roles.get('rowId')?.[0];
  // Ids that repeat name conversations; and rows in which nobody speaks are reviews or letters, each by itself.
  const byId = repeats(row, plan) || (row !== undefined && !WHO.some((role) => roles.has(role)));
  const role = byId ? 'rowId' : roles.has('customer') ? 'customer' : undefined;
  if (role === undefined) reader.remarks.notice('one-conversation');
  else reader.remarks.notice('conversation-by', { column: names[roles.get(role)?.[0] ?? -1] ?? '' });
  return { role, fallback: reader.baseName };
}
