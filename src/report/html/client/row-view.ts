/** One case as a row of the table. */
import { ACTION, AGENT, BAND, CHANNEL, FROM, HREF, ID, MESSAGES, PLACE, REASON, SCORE, STORE, WORDS } from './columns.js';
import type { Row } from './data.js';
import { el, say, shared } from './dom.js';
import { reviewedAs } from './store.js';

export const kindOf = (band: number): string => shared.bands[band]?.[0] ?? 'none';
export const bandName = (band: number): string => shared.bands[band]?.[1] ?? say('band-none');

export function rowView(row: Row): HTMLElement {
  const band = row[BAND];
  const cell = (name: string, text: string): HTMLElement => (text === '' ? el('td', { class: 'empty' }) : el('td', { 'data-label': say(name) }, el('bdi', {}, text)));
  const name = el('bdi', {}, row[ID]);
  return el('tr', {},
    el('td', { class: 'risk' }, el('span', { class: `badge small ${kindOf(band)}` }, bandName(band), ...(band < 0 ? [] : [' ', el('b', {}, String(row[SCORE]))])), reviewed(row)),
    el('th', { scope: 'row' }, row[HREF] === '' ? name : el('a', { href: row[HREF] }, name), row[PLACE] === '' ? undefined : el('small', {}, el('bdi', {}, row[PLACE]))),
    el('td', { class: 'reason' }, row[REASON], row[WORDS] === '' ? undefined : el('q', {}, el('bdi', {}, row[WORDS]))),
    cell('action', row[ACTION]), cell('agent', row[AGENT]), cell('channel', row[CHANNEL]), cell('from', row[FROM]), cell('messages', String(row[MESSAGES])));
}

/** What the reader said of the case, beside what kesu said. */
function reviewed(row: Row): HTMLElement | undefined {
  const band = reviewedAs(row[STORE]);
  if (band === undefined) return undefined;
  const name = shared.bands.find(([id]) => id === band)?.[1];
  return el('small', { class: 'reviewed' }, name === undefined ? say('reviewed') : say('reviewed-as', { band: name }));
}
