import { KesuError, type Place } from '../errors.js';
import type { Lang, MessageId, Params } from '../locale/index.js';
import type { Rejection, Speaker } from '../model.js';

/** What a column or field of the input holds; the names of each stand in `lexicons/columns.yaml`. */
export const ROLES = [
  'conversation', 'rowId', 'case', 'customer', 'agent', 'speaker', 'name', 'agentFlag', 'customerFlag', 'text',
  'time', 'date', 'clock', 'start', 'offset', 'seq', 'channel', 'dialogue', 'messages', 'customerText', 'agentText',
] as const;
export type Role = (typeof ROLES)[number];

/** Columns named by the user: a header name, or a 1-based number. */
export type ColumnMap = Readonly<Partial<Record<Role, string | number>>>;

export type Format = 'csv' | 'tsv' | 'json' | 'ndjson' | 'text';

/** A remark about the input that rejects nothing: what was recognised, and warnings. */
export interface Notice {
  readonly id: MessageId;
  readonly params: Params;
  readonly place: Place;
}

/** How `readConversations` reads, and where it tells what it could not read. */
export interface ReadOptions {
  /** WHATWG encoding label; overrules detection. */
  readonly encoding?: string;
  readonly map?: ColumnMap;
  /** `false`: the first row is data; then `map` gives numbers. */
  readonly header?: boolean;
  /** Column that names the case. */
  readonly caseBy?: string;
  /** Speaker values named by the user; overrules `speakers.yaml`. */
  readonly speakers?: Readonly<Record<string, Speaker>>;
  readonly format?: Format;
  /** Sheet of a workbook, by name or 1-based number; without it the first that can be seen and has the columns. */
  readonly sheet?: string;
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** Folder that holds `columns.yaml` and `speakers.yaml`. */
  readonly lexicons: string;
  /** Tables larger than this many bytes (default 256 MiB) are read twice rather than held in memory. */
  readonly readTwiceAbove?: number;
  /** Bytes that a part of a workbook may have when unpacked (default 500 MiB). */
  readonly unpackedLimit?: number;
  /** MiB of heap that the reading of a workbook may take (default: as much as Node may use). */
  readonly workbookHeap?: number;
  readonly lang: Lang;
  onReject(rejection: Rejection): void;
  onNotice(notice: Notice): void;
}

/** The roles `--map` may name; `messages` is the structure of JSON, not a column. */
const MAPPABLE: readonly string[] = ROLES.filter((role) => role !== 'messages' && role !== 'rowId');

/**
 * Reads `conversation=会话编号,speaker=3,text=内容`.
 * @throws KesuError when a pair is malformed, or a role is unknown or given twice.
 */
export function parseColumnMap(text: string): ColumnMap {
  const map: Partial<Record<Role, string | number>> = {};
  for (const pair of text.split(/[,，]/)) {
    const [role = '', ...rest] = pair.split('=');
    const column = rest.join('=').trim();
    const name = role.trim();
    if (!name || !column) throw new KesuError('map-malformed', { pair: pair.trim() });
    if (!isMappable(name)) throw new KesuError('map-role', { role: name, roles: MAPPABLE.join(', ') });
    if (map[name] !== undefined) throw new KesuError('map-twice', { role: name });
    map[name] = /^[1-9]\d{0,3}$/.test(column) ? Number(column) : column;
  }
  return map;
}

function isMappable(name: string): name is Role {
  return MAPPABLE.includes(name);
}
