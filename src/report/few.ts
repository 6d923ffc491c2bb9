/** Lists that a page shows the beginning of: all is counted, and the page says how many more there are. */

/** Turning points, findings, promises of one case. */
export const ENTRIES = 100;
/** Numbers of messages behind one of them. */
export const PLACES = 24;

export interface Few<T> {
  readonly shown: readonly T[];
  /** How many are not. */
  readonly more: number;
}

export const few = <T>(list: readonly T[], most: number): Few<T> =>
  (list.length > most ? { shown: list.slice(0, most), more: list.length - most } : { shown: list, more: 0 });
