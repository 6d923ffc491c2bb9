/** The cases of a batch: sorted, filtered, searched, a page at a time, so that ten thousand are as quick as ten. */
import { chosenBefore, keepChosen, worstFirst, type Chosen } from './chosen.js';
import { AGENT, BAND, CHANNEL, FROM, HIGHEST_FIRST, ID, MESSAGES, PLACE, REASON, SCORE, STORE, TAGS, WITHIN, WORDS, type Column } from './columns.js';
import type { BatchData, Row } from './data.js';
import { dataOf, download, el, say, shared } from './dom.js';
import { folding } from './folding.js';
import { bandName, kindOf, rowView } from './row-view.js';
import { lineOf } from './store.js';

const PAGE = 25;
/** Rows on paper. */
const PRINTED = 200;
/** Milliseconds after the last key before the list follows. */
const PAUSE = 120;

const folded = folding(shared.variants);

export class CaseList {
  /** What can be searched of each row before the conversations are there. */
  private readonly near: readonly string[];
  private texts: readonly string[] | undefined;
  private chosen: Chosen;
  private found: number[] = [];

  private readonly status = el('p', { class: 'status', role: 'status' });
  private readonly body = el('tbody');
  private readonly pager = el('div', { class: 'pager' });
  private readonly reviews = el('div', { class: 'reviews' });
  private readonly heads: { column: Column; head: HTMLElement }[] = [];
  /** Each shows in one control what is chosen. */
  private readonly controls: (() => void)[] = [];

  constructor(private readonly place: HTMLElement, private readonly data: BatchData) {
    this.near = data.rows.map((r) => folded([r[ID], r[REASON], r[WORDS], r[AGENT], r[PLACE], r[FROM], ...r[TAGS].map((t) => data.tags[t])].join('\n')));
    this.texts = dataOf<string[]>('texts');
    this.chosen = chosenBefore();
    place.replaceChildren(this.filters(), this.reviews, this.status, this.table(), this.pager);
    this.again(this.chosen);
    // marks made on a case page are there when the reader comes back
    for (const event of ['pageshow', 'hashchange']) {
      addEventListener(event, () => {
        this.tellReviews();
        this.show();
      });
    }
    addEventListener('beforeprint', () => this.show(PRINTED));
    addEventListener('afterprint', () => this.show());
  }

  /** Shows the cases of one signal, finding or place of a threat. */
  choose(tag: string): void {
    this.again({ ...worstFirst(), tag });
    this.place.scrollIntoView({ block: 'start' });
  }

  /** Begins anew with what is chosen. */
  private again(chosen: Chosen): void {
    this.chosen = chosen;
    for (const control of this.controls) control();
    if (chosen.search !== '') this.fetchTexts();
    this.update(chosen.at);
    this.tellReviews();
  }

  private change(part: Partial<Chosen>): void {
    Object.assign(this.chosen, part);
    this.update();
  }

  private filters(): HTMLElement {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const search = el('input', { type: 'search', placeholder: say('search-hint'), 'aria-label': say('search'), autocomplete: 'off', spellcheck: 'false',
      onfocus: () => this.fetchTexts(),
      oninput: () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => this.change({ search: search.value }), PAUSE);
      } });
    this.controls.push(() => void (search.value = this.chosen.search));
    const { rows, tags } = this.data;
    return el('div', { class: 'filters', role: 'search' }, search, this.bands(),
      el('div', { class: 'selects' },
        this.select('agent', namesOf(rows, AGENT)),
        this.select('channel', namesOf(rows, CHANNEL)),
        this.select('tag', countedTags(rows, tags)),
        this.sorting(),
        el('button', { type: 'button', onclick: () => this.again(worstFirst()) }, say('reset'))));
  }

  private bands(): HTMLElement {
    const counts = new Map<number, number>();
    for (const r of this.data.rows) counts.set(r[BAND], (counts.get(r[BAND]) ?? 0) + 1);
    const buttons = [3, 2, 1, 0, -1].filter((b) => counts.has(b)).map((band) => {
      const button = el('button', { type: 'button', class: `choice ${kindOf(band)}`, onclick: () => {
        const { bands } = this.chosen;
        this.change({ bands: bands.includes(band) ? bands.filter((b) => b !== band) : [...bands, band] });
        pressed();
      } }, `${bandName(band)} ${counts.get(band) ?? 0}`);
      const pressed = (): void => button.setAttribute('aria-pressed', String(this.chosen.bands.includes(band)));
      this.controls.push(pressed);
      return button;
    });
    return el('div', { class: 'choices', role: 'group', 'aria-label': say('band') }, ...buttons);
  }

  private select(field: 'agent' | 'channel' | 'tag', options: readonly (readonly [string, string])[]): HTMLElement | undefined {
    if (options.length < 2) return undefined;
    const made = el('select', { 'aria-label': say(field), onchange: () => this.change({ [field]: made.value }) },
      el('option', { value: '' }, say(`any-${field}`)), ...options.map(([value, name]) => el('option', { value }, name)));
    this.controls.push(() => {
      made.value = this.chosen[field];
      // a report that was written anew may not have it any more
      if (made.selectedIndex < 0) this.chosen[field] = made.value = '';
    });
    return made;
  }

  /** The heads of the table again, where a narrow window has no room for them. */
  private sorting(): HTMLElement {
    const orders = [[SCORE, 'down', 'sort-risk'], [WITHIN, 'up', 'sort-urgent'], [FROM, 'up', 'sort-time'], [MESSAGES, 'down', 'sort-messages'], [AGENT, 'up', 'sort-agent'], [ID, 'up', 'sort-id']] as const;
    const made = el('select', { class: 'sorting', 'aria-label': say('sort'), onchange: () => {
      const [column, way] = made.value.split(' ');
      this.change({ column: Number(column) as Column, down: way === 'down' });
    } }, ...orders.map(([column, way, name]) => el('option', { value: `${column} ${way}` }, say(name))));
    this.controls.push(() => void (made.value = `${this.chosen.column} ${this.chosen.down ? 'down' : 'up'}`));
    return made;
  }

  private table(): HTMLElement {
    const head = (name: string, column?: Column): HTMLElement => {
      if (column === undefined) return el('th', { scope: 'col' }, say(name));
      const made = el('th', { scope: 'col' }, el('button', { type: 'button', onclick: () => {
        this.change({ column, down: this.chosen.column === column ? !this.chosen.down : HIGHEST_FIRST.includes(column) });
      } }, say(name)));
      this.heads.push({ column, head: made });
      return made;
    };
    return el('table', { class: 'cases' },
      el('caption', { class: 'sr' }, say('cases')),
      el('thead', {}, el('tr', {}, head('risk', SCORE), head('case', ID), head('reason'), head('action', WITHIN), head('agent', AGENT), head('channel', CHANNEL), head('from', FROM), head('messages', MESSAGES))),
      this.body);
  }

  /** Finds and sorts anew. */
  private update(at = 0): void {
    const { rows, tags } = this.data;
    const { column, down, search, tag } = this.chosen;
    const words = folded(search).split(/\s+/).filter((w) => w !== '');
    const tagged = tag === '' ? -1 : tags.indexOf(tag);
    this.found = [];
    for (let i = 0; i < rows.length; i += 1) if (this.fits(rows[i] as Row, i, words, tagged)) this.found.push(i);
    // rows stand worst first, which breaks ties
    this.found.sort((a, b) => {
      const [x, y] = [(rows[a] as Row)[column], (rows[b] as Row)[column]];
      if (x === y) return a - b;
      // what has no time, agent or task comes last either way
      if (isNothing(x, column) || isNothing(y, column)) return isNothing(x, column) ? 1 : -1;
      return (x < y ? -1 : 1) * (down ? -1 : 1);
    });
    for (const { column: c, head } of this.heads) {
      if (c === column) head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    }
    this.chosen.at = at < this.found.length ? at : 0;
    this.show();
  }

  private fits(row: Row, i: number, words: readonly string[], tagged: number): boolean {
    const { bands, agent, channel } = this.chosen;
    if (bands.length > 0 && !bands.includes(row[BAND])) return false;
    if (agent !== '' && row[AGENT] !== agent) return false;
    if (channel !== '' && row[CHANNEL] !== channel) return false;
    if (tagged >= 0 && !row[TAGS].includes(tagged)) return false;
    return words.every((word) => (this.near[i] as string).includes(word) || (this.texts?.[i]?.includes(word) ?? false));
  }

  /** The page the reader is on; on paper a longer one from the first row. */
  private show(size = PAGE): void {
    const at = size === PAGE ? this.chosen.at : 0;
    const part = this.found.slice(at, at + size);
    this.body.replaceChildren(...part.map((i) => rowView(this.data.rows[i] as Row)));
    this.status.textContent = this.found.length === 0 ? say('none-found')
      : say('shown', { from: at + 1, to: at + part.length, n: this.found.length, of: this.data.rows.length });
    const go = (name: string, to: number, able: boolean): HTMLElement => el('button', { type: 'button', disabled: !able, onclick: () => {
      this.chosen.at = to;
      this.show();
      this.place.scrollIntoView({ block: 'start' });
    } }, say(name));
    const pages = Math.ceil(this.found.length / PAGE);
    this.pager.replaceChildren(...(pages > 1
      ? [go('first', 0, at > 0), go('previous', at - PAGE, at > 0), el('span', {}, say('page', { n: at / PAGE + 1, of: pages })), go('next', at + PAGE, at + PAGE < this.found.length), go('last', (pages - 1) * PAGE, at + PAGE < this.found.length)]
      : []));
    keepChosen(this.chosen);
  }

  /** The words of all conversations are read when somebody begins to search. */
  private fetchTexts(): void {
    const path = this.data.texts;
    if (this.texts || path === undefined) return;
    (globalThis as unknown as Record<string, unknown>)['kesuTexts'] = (texts: string[]) => {
      this.texts = texts;
      if (this.chosen.search !== '') this.update(this.chosen.at);
    };
    if (!document.querySelector(`script[src="${path}"]`)) document.head.append(el('script', { src: path }));
  }

  private tellReviews(): void {
    const lines = this.data.rows.flatMap((r) => lineOf(r[STORE]) ?? []);
    const saved = el('span', { class: 'hint', role: 'status' }, say('save-hint'));
    this.reviews.replaceChildren(...(lines.length === 0 ? [] : [
      el('button', { type: 'button', class: 'save', onclick: () => {
        download('review.ndjson', `${lines.join('\n')}\n`);
        saved.textContent = say('saved-all', { n: lines.length });
      } }, say('save-all', { n: lines.length })), saved,
    ]));
  }
}

/** No time or agent; no task in time. */
const isNothing = (value: string | number, column: Column): boolean => value === '' || (column === WITHIN && value === -1);

/** Values of a column with their number, commonest first. */
function namesOf(rows: readonly Row[], column: typeof AGENT | typeof CHANNEL): (readonly [string, string])[] {
  const counts = new Map<string, number>();
  for (const r of rows) if (r[column] !== '') counts.set(r[column], (counts.get(r[column]) ?? 0) + 1);
  return commonestFirst(counts);
}

function countedTags(rows: readonly Row[], tags: readonly string[]): (readonly [string, string])[] {
  const counts = new Map<string, number>();
  for (const r of rows) for (const tag of r[TAGS]) counts.set(tags[tag] as string, (counts.get(tags[tag] as string) ?? 0) + 1);
  return commonestFirst(counts);
}

const commonestFirst = (counts: ReadonlyMap<string, number>): (readonly [string, string])[] =>
  [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name, n]) => [name, `${name} (${n})`] as const);
