import type { Fields } from './columns.js';
import { newDraft, type Draft } from './draft.js';
import type { Role } from './options.js';

/** The column by which rows belong together; without one all rows are one conversation. */
export interface GroupKey {
  readonly role: Role | undefined;
  readonly fallback: string;
}

/** Rows gathered by conversation, in order of first appearance; rows of one conversation may lie apart. */
export class Groups {
  private readonly byId = new Map<string, Draft>();
  private last: string | undefined;

  constructor(
    private readonly key: GroupKey,
    /** Rows still to come for each conversation, where they were counted beforehand. */
    private readonly toCome?: Map<string, number>,
  ) {}

  /** The id of a row's conversation. A blank one means that of the row above: spreadsheets leave merged cells blank. */
  idOf(fields: Fields): string {
    const named = this.key.role === undefined ? undefined : fields.get(this.key.role);
    this.last = named ?? this.last ?? this.key.fallback;
    return this.last;
  }

  /** The conversation a row belongs to. */
  of(fields: Fields, line: number): Draft {
    const id = this.idOf(fields);
    let draft = this.byId.get(id);
    if (!draft) {
      draft = newDraft(id, line);
      this.byId.set(id, draft);
    }
    this.toCome?.set(id, (this.toCome.get(id) ?? 0) - 1);
    return draft;
  }

  /** The first conversations, as far as they are known to be complete. */
  *complete(): Generator<Draft> {
    for (const [id, draft] of this.byId) {
      if (this.toCome?.get(id) !== 0) return;
      this.byId.delete(id);
      yield draft;
    }
  }

  /** Gives the conversations away one by one, so that each can be let go when it is done. */
  *drafts(): Generator<Draft> {
    for (const [id, draft] of this.byId) {
      this.byId.delete(id);
      yield draft;
    }
  }
}
