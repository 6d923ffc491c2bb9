import { say, type Lang, type MessageId, type Params } from './locale/index.js';

/** Where something went wrong; every part is given that is known. */
export interface Place {
  readonly file?: string;
  /** Of a workbook; `line` is its row. */
  readonly sheet?: string;
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

/** A sheet is written as Excel writes it in links: `[export.xlsx]Sheet1`. */
export const fileText = (file: string, sheet?: string): string => (sheet === undefined ? file : `[${file}]${sheet}`);

export const placeText = ({ file, sheet, line, column }: Place): string => [file === undefined ? sheet : fileText(file, sheet), line, column].filter((p) => p !== undefined).join(':');
