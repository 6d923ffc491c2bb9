import { say, type Lang, type MessageId, type Params } from './locale/index.js';

/** Where something went wrong; every part is given that is known. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly field?: string;
}

/**
 * An error a user can act on. `id` names its wording in `src/locale/`, so that commands and tests
 * do not depend on the language.
 */
export class KesuError extends Error {
  override readonly name = 'KesuError';
  constructor(
    readonly id: MessageId,
    readonly params: Params = {},
    readonly place: Place = {},
    options?: ErrorOptions,
  ) {
    super(describe('en', id, params, place), options);
  }

  in(lang: Lang): string {
    return describe(lang, this.id, this.params, this.place);
  }
}

/** `file:line:column: message`, as editors and terminals link it. */
export function describe(lang: Lang, id: MessageId, params: Params, place: Place): string {
  const where = placeText(place);
  const text = say(lang, id, params);
  return where ? `${where}: ${text}` : text;
}

export const placeText = ({ file, line, column }: Place): string => [file, line, column].filter((p) => p !== undefined).join(':');
