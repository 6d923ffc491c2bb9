/** The rows of an analyst's list as entries; a row that cannot be read is reported with file, line and column. */
import { KesuError } from '../../errors.js';
import { say, type Lang, type MessageId, type Params } from '../../locale/index.js';
import { SIGNALS, STAGED, STAGES, type Intensity, type Rejection, type SignalId, type Stage } from '../../model.js';
import type { PlainTable } from '../../transcripts/plain-table.js';
import type { ImportColumn, ImportWords } from './words.js';

export interface Entry {
  readonly line: number;
  readonly term: string;
  readonly signal: SignalId;
  readonly strength: number;
  readonly stage?: Stage;
  readonly subtype?: string;
  readonly intensity?: Intensity;
  readonly example?: string;
  readonly note?: string;
}

export interface RowOptions {
  readonly file: string;
  readonly words: ImportWords;
  /** For rows that name no signal. */
  readonly signal?: SignalId;
  readonly lang: Lang;
}

const DEFAULT_STRENGTH = 0.8;
/** A longer text is a sentence: it would match nothing but itself. */
const LONGEST = 30;
/** Several terms in one cell. */
const SEPARATORS = /[、，,；;|｜/／\n]+/u;

class Unreadable extends Error {
  constructor(
    readonly id: MessageId,
    readonly params: Params,
    readonly column: ImportColumn,
  ) {
    super(id);
  }
}

export function entriesOf(table: PlainTable, options: RowOptions): { entries: Entry[]; rejections: Rejection[] } {
  const columns = columnsOf(table, options);
  const entries: Entry[] = [];
  const rejections: Rejection[] = [];
  for (const { line, cells, raw } of table.rows) {
    const reject = (id: MessageId, params: Params, column?: ImportColumn): void => {
      const field = column && (table.header?.[columns.get(column) ?? -1]?.trim() || column);
      rejections.push({ file: options.file, line, ...(field !== undefined && { field }), reason: say(options.lang, id, params), raw: raw().slice(0, 2_000) });
    };
    if (!cells) {
      reject('quote-open', {});
      continue;
    }
    try {
      entries.push(...read((column) => cells[columns.get(column) ?? -1]?.trim() ?? '', line, options));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      reject(error.id, error.params, error.column);
    }
  }
  return { entries, rejections };
}

/** The first row may be a header of one column; further down two known names make one, so that no term is taken for it. */
export const isHeader = (words: ImportWords) => (cells: readonly string[], index: number): boolean => {
  const known = new Set(cells.map((cell) => words.column(cell)?.id));
  known.delete(undefined);
  return known.has('term') && (index === 0 || known.size > 1);
};

/** Without a header the first column holds the terms, provided that it is the only one. */
export function columnsOf({ header, rows }: PlainTable, { file, words }: Pick<RowOptions, 'file' | 'words'>): Map<ImportColumn, number> {
  const known = (header ?? []).flatMap((name, index) => {
    const column = words.column(name);
    return column ? [{ ...column, index }] : [];
  });
  // of several columns with the same meaning the one with the most fitting name
  const best = known.filter(({ id, rank, index }) => !known.some((k) => k.id === id && (k.rank < rank || (k.rank === rank && k.index < index))));
  const columns = new Map(best.map(({ id, index }) => [id, index] as const));
  if (header) return columns;
  const [first] = rows;
  if (rows.some((row) => (row.cells?.length ?? 0) > 1)) throw new KesuError('import-columns-missing', { columns: (first?.cells ?? []).join(', ') }, { file, ...(first && { line: first.line }) });
  return columns.set('term', 0);
}

function read(cell: (column: ImportColumn) => string, line: number, { words, signal: given }: RowOptions): Entry[] {
  const terms = cell('term').split(SEPARATORS).map(tidy).filter((term) => term !== '');
  if (terms.length === 0) throw new Unreadable('import-no-term', {}, 'term');
  for (const term of terms) {
    if ([...term].length > LONGEST) throw new Unreadable('import-term-long', { term, most: LONGEST }, 'term');
    if (/[{}]/.test(term)) throw new Unreadable('import-term-braces', { term }, 'term');
  }
  const named = <T extends string | number>(column: ImportColumn, meaning: (name: string) => T | undefined, id: MessageId, known = ''): T | undefined => {
    const value = cell(column);
    const found = value === '' ? undefined : meaning(value);
    if (value !== '' && found === undefined) throw new Unreadable(id, { value, known }, column);
    return found;
  };
  const signal = named('signal', words.signal, 'import-signal', SIGNALS.join(', ')) ?? given;
  if (!signal) throw new Unreadable('import-no-signal', {}, 'signal');
  const stage = named('stage', words.stage, 'import-stage', STAGES.join(', '));
  if (stage && !STAGED.includes(signal)) throw new Unreadable('import-stage-unfit', { signal, known: STAGED.join(', ') }, 'stage');
  const subtype = named('subtype', (name) => words.subtype(name) ?? (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name) ? name : undefined), 'import-subtype');
  const intensity = named('intensity', words.intensity, 'import-intensity');
  const strength = named('strength', (name) => strengthOf(name) ?? words.strength(name), 'import-strength') ?? DEFAULT_STRENGTH;
  const [example, note] = [cell('example'), cell('note')];
  return terms.map((term) => ({
    line, term, signal, strength,
    ...(stage && { stage }), ...(subtype !== undefined && { subtype }), ...(intensity && { intensity }), ...(example && { example }), ...(note && { note }),
  }));
}

/** Blanks between Chinese characters are layout, quotation marks around a term are not part of it. */
const tidy = (text: string): string =>
  text.trim().replace(/^["'“”‘’「」『』《》]+|["'“”‘’「」『』《》。！？!?…]+$/gu, '').replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '').trim();

function strengthOf(text: string): number | undefined {
  const [, number, percent] = /^(\d+(?:\.\d+)?)\s*([%％])?$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const value = percent ? Number(number) / 100 : Number(number);
  return value <= 1 ? value : undefined;
}
