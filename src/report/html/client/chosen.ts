/** What a reader chose of the list; kept while the window is open, so that it is there on coming back from a case. */
import { type Column, SCORE } from './columns.js';

export interface Chosen {
  search: string;
  /** Bands that are shown, all where there are none. */
  bands: number[];
  agent: string;
  channel: string;
  /** Name of a signal, finding or place of a threat. */
  tag: string;
  column: Column;
  down: boolean;
  /** First row of the page that is shown. */
  at: number;
}

export const worstFirst = (): Chosen => ({ search: '', bands: [], agent: '', channel: '', tag: '', column: SCORE, down: true, at: 0 });

const keptAt = (): string => `kesu-list:${location.pathname}`;

export function chosenBefore(): Chosen {
  try {
    return { ...worstFirst(), ...(JSON.parse(sessionStorage.getItem(keptAt()) ?? '{}') as Partial<Chosen>) };
  } catch {
    return worstFirst();
  }
}

export function keepChosen(chosen: Chosen): void {
  try {
    sessionStorage.setItem(keptAt(), JSON.stringify(chosen));
  } catch {
    // the browser keeps nothing
  }
}
