import type { Layout } from './columns.js';
import { normaliseName } from './columns.js';
import type { ColumnMap, Role } from './options.js';
import type { Reader } from './reader.js';
import { Records, type TableRow } from './records.js';

/** Rows among which the header is looked for: exports may have a title and a date range above it. */
const HEADER_WITHIN = 10;
/** Rows looked at in all. */
export const HEAD_ROWS = 40;
export const DELIMITERS = [',', '\t', ';', '|'];
/** Roles that hold words; a table without one of them is no transcript. */
const TEXTS: readonly Role[] = ['text', 'dialogue', 'customerText', 'agentText'];

/** How a table is to be read. */
export interface TablePlan {
  readonly delimiter: string;
  readonly layout: Layout;
  /** Line of the header; 0 where there is none. */
  readonly headerLine: number;
  /** The first rows of data, to look at. */
  readonly sample: readonly (readonly string[])[];
}

interface Candidate extends TablePlan {
  readonly score: number;
}

/**
 * Finds delimiter and header in the first lines of a table: the row most of whose cells are known column names.
 * `undefined` where no row names a column of words.
 */
export function planTable(lines: readonly string[], reader: Reader, ended: boolean): TablePlan | undefined {
  const delimiters = reader.options.format === 'tsv' ? ['\t'] : DELIMITERS;
  return best(delimiters.flatMap((delimiter) => candidates(headRows(lines, delimiter, ended), delimiter, reader)));
}

/** The same for rows that come in cells, as those of a workbook do. */
export function planRows(rows: readonly TableRow[], reader: Reader): TablePlan | undefined {
  return best(candidates(rows, ',', reader));
}

function candidates(rows: readonly TableRow[], delimiter: string, reader: Reader): Candidate[] {
  return reader.options.header === false ? withoutHeader(rows, delimiter, reader) : headers(rows, delimiter, reader);
}

/** The first of equals wins: the comma before other delimiters, the upper row before the lower. */
function best(found: readonly Candidate[]): Candidate | undefined {
  return found.reduce<Candidate | undefined>((before, next) => (before && before.score >= next.score ? before : next), undefined);
}

/** The cells a user would see as columns, where no header was recognised. */
export function apparentColumns(lines: readonly string[], ended: boolean): Columns {
  const tables = DELIMITERS.map((delimiter) => headRows(lines, delimiter, ended));
  return columnsOf(tables.reduce((widest, rows) => (width(rows) > width(widest) ? rows : widest)));
}

export interface Columns {
  readonly names: readonly string[];
  readonly sample: readonly (readonly string[])[];
}

export function columnsOf(rows: readonly TableRow[]): Columns {
  const [first, ...rest] = rows.map((row) => [...(row.cells ?? [])]);
  return { names: (first ?? []).map((name) => name.trim()), sample: rest };
}

function width(rows: readonly TableRow[]): number {
  return rows[0]?.cells?.length ?? 0;
}

function headRows(lines: readonly string[], delimiter: string, ended: boolean): TableRow[] {
  const found: TableRow[] = [];
  // The comma stands for all tables of one column.
  if (delimiter !== ',' && !lines.some((line) => line.includes(delimiter))) return found;
  const records = new Records(delimiter);
  for (const rows of [records.push(1, lines), ended ? records.end() : []]) {
    for (const row of rows) {
      if (row.cells?.some((cell) => cell.trim() !== '')) found.push(row);
      if (found.length === HEAD_ROWS) return found;
    }
  }
  return found;
}

function headers(rows: readonly TableRow[], delimiter: string, reader: Reader): Candidate[] {
  return rows.slice(0, HEADER_WITHIN).flatMap((row, at): Candidate[] => {
    const names = row.cells ?? [];
    const layout = mapped(reader.columns.layout(names), reader.options.map);
    if (!layout || !TEXTS.some((role) => layout.roles.has(role))) return [];
    const columns = new Set([...layout.roles.values()].map(([best]) => best));
    return [{ delimiter, layout, headerLine: row.line, sample: cellsOf(rows.slice(at + 1)), score: columns.size }];
  });
}

function withoutHeader(rows: readonly TableRow[], delimiter: string, reader: Reader): Candidate[] {
  const count = Math.max(0, ...rows.map((row) => row.cells?.length ?? 0));
  const names = Array.from({ length: count }, (_, column) => `column ${column + 1}`);
  const layout = mapped({ names, roles: new Map(), rest: names.map((_, column) => column) }, reader.options.map);
  const useful = layout && TEXTS.some((role) => layout.roles.has(role));
  return useful ? [{ delimiter, layout, headerLine: 0, sample: cellsOf(rows), score: count }] : [];
}

function cellsOf(rows: readonly TableRow[]): (readonly string[])[] {
  return rows.flatMap((row) => (row.cells ? [row.cells] : []));
}

/** The layout with the user's columns in place; `undefined` where one of them is not there. */
function mapped(layout: Layout, map: ColumnMap | undefined): Layout | undefined {
  if (!map) return layout;
  const chosen = new Map<Role, number>();
  for (const [role, column] of Object.entries(map) as [Role, string | number][]) {
    const at = columnAt(layout.names, column);
    if (at < 0) return undefined;
    chosen.set(role, at);
  }
  const taken = new Set(chosen.values());
  const roles = new Map<Role, readonly number[]>();
  for (const [role, columns] of layout.roles) {
    const free = columns.filter((column) => !taken.has(column));
    if (!chosen.has(role) && free.length > 0) roles.set(role, free);
  }
  for (const [role, column] of chosen) roles.set(role, [column]);
  // A user who names the text means one message a row, whatever else looks like a dialogue.
  if (chosen.has('text')) for (const role of ['dialogue', 'customerText', 'agentText'] as const) roles.delete(role);
  if (chosen.has('dialogue')) roles.delete('text');
  return { names: layout.names, roles, rest: layout.rest.filter((column) => !taken.has(column)) };
}

/** Position of a column given by name or 1-based number; -1 where it is not there. */
export function columnAt(names: readonly string[], column: string | number): number {
  if (typeof column === 'number') return column <= names.length ? column - 1 : names.indexOf(String(column));
  const exact = names.findIndex((name) => name.trim() === column);
  return exact >= 0 ? exact : names.findIndex((name) => normaliseName(name) === normaliseName(column));
}
