import type { ColumnWords } from './knowledge.js';
import { memo } from './memo.js';
import type { Role } from './options.js';

/** Which columns of a header (or fields of an object) hold what; the columns of a role in order of preference. */
export interface Layout {
  readonly names: readonly string[];
  readonly roles: ReadonlyMap<Role, readonly number[]>;
  /** Columns nobody interprets. */
  readonly rest: readonly number[];
}

/** One name for all spellings of a column: width, case, blanks, separators and bracketed remarks aside. */
export function normaliseName(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase().replace(/^\ufeff/, '');
  const bare = plain.replace(/[([{【〔<][^)\]}】〕>]*[)\]}】〕>]/g, '');
  return (squeeze(bare) || squeeze(plain)).slice(0, 200);
}

function squeeze(name: string): string {
  return name.replace(/[\s_\-./\\:*#"'[\](){}【】〔〕<>]+/gu, '');
}

/** Recognises columns by the names in `columns.yaml`. */
export class ColumnNames {
  private readonly known = new Map<string, Map<Role, number>>();
  private readonly layouts = new Map<string, Layout>();

  constructor(words: ColumnWords) {
    for (const [role, names] of Object.entries(words.roles) as [Role, string[]][]) {
      names.forEach((name, rank) => {
        const key = normaliseName(name);
        const roles = this.known.get(key) ?? new Map<Role, number>();
        if (!roles.has(role)) roles.set(role, rank);
        this.known.set(key, roles);
      });
    }
  }

  /** Roles a name can have, each with its rank: 0 is the most fitting name. */
  readonly rolesOf = memo((name): ReadonlyMap<Role, number> => this.known.get(normaliseName(name)) ?? NO_ROLES);

  /** The layout of a row of names; remembered, because JSON objects of one export all have the same fields. */
  layout(names: readonly string[]): Layout {
    const key = names.join('\0');
    let layout = this.layouts.get(key);
    if (!layout) {
      layout = this.recognise(names);
      if (this.layouts.size < 1_000) this.layouts.set(key, layout);
    }
    return layout;
  }

  private recognise(names: readonly string[]): Layout {
    const found = new Map<Role, { column: number; rank: number }[]>();
    const rest: number[] = [];
    names.forEach((name, column) => {
      const roles = this.rolesOf(name);
      if (roles.size === 0) rest.push(column);
      for (const [role, rank] of roles) {
        const columns = found.get(role) ?? [];
        columns.push({ column, rank });
        found.set(role, columns);
      }
    });
    const roles = new Map<Role, readonly number[]>();
    for (const [role, columns] of found) {
      columns.sort((a, b) => a.rank - b.rank || a.column - b.column);
      roles.set(role, columns.map(({ column }) => column));
    }
    return { names, roles, rest };
  }
}

/** Which column is what, for the user to check. */
export function describeLayout({ roles, names }: Layout): string {
  return [...roles]
    .filter(([role]) => role !== 'messages')
    .map(([role, [best]]) => `${role}=${names[best ?? -1]?.trim() ?? ''}`)
    .join(', ');
}

const NO_ROLES: ReadonlyMap<Role, number> = new Map();

/** Reads the cells of one row by role. */
export class Fields {
  constructor(
    readonly layout: Layout,
    readonly cells: readonly string[],
  ) {}

  /** The first cell of a role that is not blank. */
  get(role: Role): string | undefined {
    for (const column of this.layout.roles.get(role) ?? []) {
      const cell = this.cells[column]?.trim();
      if (cell) return cell;
    }
    return undefined;
  }

  /** All cells of a role that are not blank: a customer may have a name and an id. */
  all(role: Role): string[] {
    const columns = this.layout.roles.get(role) ?? [];
    return columns.map((column) => this.cells[column]?.trim() ?? '').filter((cell) => cell !== '');
  }

  /** The cell of the role's best column as it stands, blanks included. */
  raw(role: Role): string | undefined {
    const column = this.layout.roles.get(role)?.[0];
    return column === undefined ? undefined : this.cells[column];
  }

  has(role: Role): boolean {
    return this.layout.roles.has(role);
  }
}
