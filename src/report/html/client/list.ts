/** The cases of a batch: sorted, filtered, searched, a page at a time, so that ten thousand are as quick as ten. */
import type { BatchData, Row } from './data.js';
import { dataOf, download, el, say, shared } from './dom.js';
import { folding } from './folding.js';
import { lineOf } from './store.js';

/** Places in a row (client/data.ts). */
const [HREF, ID, SCORE, BAND, REASON, WORDS, ACTION, AGENT, CHANNEL, MESSAGES, FROM, TAGS, PLACE, STORE] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13] as const;
const PAGE = 25;
/** Milliseconds after the last key before the list follows. */
const PAUSE = 120;

type Column = typeof SCORE | typeof ID | typeof AGENT | typeof CHANNEL | typeof MESSAGES | typeof FROM;

const folded = folding(shared.variants);

export class CaseList {
  private readonly data: BatchData;
  /** What can be searched of each row before the conversations are there. */
  private readonly near: readonly string[];
  private texts: readonly string[] | undefined;
  private words: readonly string[] = [];
  private readonly bands = new Set<number>();
  private agent = '';
  private channel = '';
  private tag = -1;
  private sort: { column: Column; down: boolean } = { column: SCORE, down: true };
  private found: number[] = [];

  private readonly status = el('p', { class: 'status', role: 'status' });
  private readonly body = el('tbody');
  private readonly pager = el('div', { class: 'pager' });
  private readonly reviews = el('div', { class: 'reviews' });
  private readonly heads: { column: Column; head: HTMLElement }[] = [];
  private readonly controls: (() => void)[] = [];

  constructor(private readonly place: HTMLElement, data: BatchData) {
    this.data = data;
    this.near = data.rows.map((r) => folded([r[ID], r[REASON], r[WORDS], r[AGENT], r[PLACE], r[FROM]].join('\n')));
    this.texts = dataOf<string[]>('texts');
    place.replaceChildren(this.filters(), this.reviews, this.status, this.table(), this.pager);
    this.update();
    this.tellReviews();
    // marks made on a case page are there when the reader comes back
    addEventListener('pageshow', () => this.tellReviews());
    addEventListener('hashchange', () => this.tellReviews());
  }

  private filters(): HTMLElement {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const search = el('input', { type: 'search', placeholder: say('search-hint'), 'aria-label': say('search'), autocomplete: 'off', spellcheck: 'false',
      onfocus: () => this.fetchTexts(),
      oninput: () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => {
          this.words = folded(search.value).split(/\s+/).filter((w) => w !== '');
          this.update();
        }, PAUSE);
      } });
    this.controls.push(() => {
      search.value = '';
      this.words = [];
    });
    const rows = this.data.rows;
    const counts = new Map<number, number>();
    for (const r of rows) counts.set(r[BAND], (counts.get(r[BAND]) ?? 0) + 1);
    const bands = [3, 2, 1, 0, -1].filter((b) => counts.has(b)).map((band) => {
      const button = el('button', { type: 'button', class: `choice ${kindOf(band)}`, 'aria-pressed': 'false', onclick: () => {
        if (!this.bands.delete(band)) this.bands.add(band);
        button.setAttribute('aria-pressed', String(this.bands.has(band)));
        this.update();
      } }, `${bandName(band)} ${counts.get(band) ?? 0}`);
      this.controls.push(() => {
        this.bands.clear();
        button.setAttribute('aria-pressed', 'false');
      });
      return button;
    });
    return el('div', { class: 'filters', role: 'search' }, search,
      el('div', { class: 'choices', role: 'group', 'aria-label': say('band') }, ...bands),
      el('div', { class: 'selects' },
        this.select('agent', namesOf(rows, AGENT), (value) => (this.agent = value)),
        this.select('channel', namesOf(rows, CHANNEL), (value) => (this.channel = value)),
        this.select('signal', this.data.tags.map((name, i) => [String(i), name] as const).sort((a, b) => (a[1] < b[1] ? -1 : 1)), (value) => (this.tag = value === '' ? -1 : Number(value))),
        this.sorting(),
        el('button', { type: 'button', onclick: () => {
          for (const reset of this.controls) reset();
          this.update();
        } }, say('reset'))));
  }

  private select(id: string, options: readonly (readonly [string, string])[], choose: (value: string) => void): HTMLElement | undefined {
    if (options.length < 2) return undefined;
    const made = el('select', { 'aria-label': say(id), onchange: () => {
      choose(made.value);
      this.update();
    } }, el('option', { value: '' }, say(`any-${id}`)), ...options.map(([value, name]) => el('option', { value }, name)));
    this.controls.push(() => {
      made.value = '';
      choose('');
    });
    return made;
  }

  /** The heads of the table again, where a narrow window has no room for them. */
  private sorting(): HTMLElement {
    const made = el('select', { class: 'sorting', 'aria-label': say('sort'), onchange: () => {
      const [column, down] = made.value.split(' ');
      this.sort = { column: Number(column) as Column, down: down === 'down' };
      this.update();
    } }, ...([[SCORE, 'down', 'sort-risk'], [FROM, 'up', 'sort-time'], [MESSAGES, 'down', 'sort-messages'], [AGENT, 'up', 'sort-agent'], [ID, 'up', 'sort-id']] as const)
      .map(([column, way, name]) => el('option', { value: `${column} ${way}` }, say(name))));
    return made;
  }

  private table(): HTMLElement {
    const head = (name: string, column?: Column): HTMLElement => {
      if (column === undefined) return el('th', { scope: 'col' }, say(name));
      const made = el('th', { scope: 'col' }, el('button', { type: 'button', onclick: () => {
        const down = this.sort.column === column ? !this.sort.down : column === SCORE || column === MESSAGES;
        this.sort = { column, down };
        this.update();
      } }, say(name)));
      this.heads.push({ column, head: made });
      return made;
    };
    return el('table', { class: 'cases' },
      el('caption', { class: 'sr' }, say('cases')),
      el('thead', {}, el('tr', {}, head('risk', SCORE), head('case', ID), head('reason'), head('action'), head('agent', AGENT), head('channel', CHANNEL), head('from', FROM), head('messages', MESSAGES))),
      this.body);
  }

  /** Finds and sorts anew, and shows the first page. */
  private update(): void {
    const { rows } = this.data;
    this.found = [];
    for (let i = 0; i < rows.length; i += 1) if (this.fits(rows[i] as Row, i)) this.found.push(i);
    const { column, down } = this.sort;
    // rows stand worst first, which breaks ties
    this.found.sort((a, b) => {
      const [x, y] = [(rows[a] as Row)[column], (rows[b] as Row)[column]];
      if (x === y) return a - b;
      // what has no time or agent comes last either way
      if (x === '' || y === '') return x === '' ? 1 : -1;
      return (x < y ? -1 : 1) * (down ? -1 : 1);
    });
    for (const { column: c, head } of this.heads) {
      if (c === column) head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    }
    this.show(0);
  }

  private fits(row: Row, i: number): boolean {
    if (this.bands.size > 0 && !this.bands.has(row[BAND])) return false;
    if (this.agent !== '' && row[AGENT] !== this.agent) return false;
    if (this.channel !== '' && row[CHANNEL] !== this.channel) return false;
    if (this.tag >= 0 && !row[TAGS].includes(this.tag)) return false;
    return this.words.every((word) => (this.near[i] as string).includes(word) || (this.texts?.[i]?.includes(word) ?? false));
  }

  private show(at: number): void {
    const part = this.found.slice(at, at + PAGE);
    this.body.replaceChildren(...part.map((i) => line(this.data.rows[i] as Row)));
    this.status.textContent = this.found.length === 0 ? say('none-found')
      : say('shown', { from: at + 1, to: at + part.length, n: this.found.length, of: this.data.rows.length });
    const go = (name: string, to: number, able: boolean): HTMLElement => el('button', { type: 'button', disabled: !able, onclick: () => {
      this.show(to);
      this.place.scrollIntoView({ block: 'start' });
    } }, say(name));
    const pages = Math.ceil(this.found.length / PAGE);
    this.pager.replaceChildren(...(pages > 1
      ? [go('first', 0, at > 0), go('previous', at - PAGE, at > 0), el('span', {}, say('page', { n: at / PAGE + 1, of: pages })), go('next', at + PAGE, at + PAGE < this.found.length), go('last', (pages - 1) * PAGE, at + PAGE < this.found.length)]
      : []));
  }

  /** The words of all conversations are read when somebody begins to search. */
  private fetchTexts(): void {
    const path = this.data.texts;
    if (this.texts || path === undefined) return;
    (globalThis as unknown as Record<string, unknown>)['kesuTexts'] = (texts: string[]) => {
      this.texts = texts;
      if (this.words.length > 0) this.update();
    };
    if (!document.querySelector(`script[src="${path}"]`)) document.head.append(el('script', { src: path }));
  }

  private tellReviews(): void {
    const lines = this.data.rows.flatMap((r) => lineOf(r[STORE]) ?? []);
    this.reviews.replaceChildren(...(lines.length === 0 ? [] : [
      el('button', { type: 'button', class: 'save', onclick: () => download('review.ndjson', `${lines.join('\n')}\n`) }, say('save-all', { n: lines.length })),
      el('span', { class: 'hint' }, say('save-hint')),
    ]));
  }
}

const kindOf = (band: number): string => shared.bands[band]?.[0] ?? 'none';
const bandName = (band: number): string => shared.bands[band]?.[1] ?? say('band-none');

/** Values of a column with their number, commonest first. */
function namesOf(rows: readonly Row[], column: typeof AGENT | typeof CHANNEL): (readonly [string, string])[] {
  const counts = new Map<string, number>();
  for (const r of rows) if (r[column] !== '') counts.set(r[column], (counts.get(r[column]) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([name, n]) => [name, `${name} (${n})`] as const);
}

function line(row: Row): HTMLElement {
  const band = row[BAND];
  const cell = (name: string, ...children: readonly (Node | string | undefined)[]): HTMLElement => el('td', { 'data-label': say(name) }, ...children);
  const name = el('bdi', {}, row[ID]);
  return el('tr', {},
    el('td', { class: 'risk' }, el('span', { class: `badge small ${kindOf(band)}` }, bandName(band), ...(band < 0 ? [] : [' ', el('b', {}, String(row[SCORE]))]))),
    el('th', { scope: 'row' }, row[HREF] === '' ? name : el('a', { href: row[HREF] }, name), row[PLACE] === '' ? undefined : el('small', {}, el('bdi', {}, row[PLACE]))),
    el('td', { class: 'reason' }, row[REASON], row[WORDS] === '' ? undefined : el('q', {}, el('bdi', {}, row[WORDS]))),
    row[ACTION] === '' ? el('td', { class: 'empty' }) : cell('action', row[ACTION]),
    row[AGENT] === '' ? el('td', { class: 'empty' }) : cell('agent', el('bdi', {}, row[AGENT])),
    row[CHANNEL] === '' ? el('td', { class: 'empty' }) : cell('channel', row[CHANNEL]),
    row[FROM] === '' ? el('td', { class: 'empty' }) : cell('from', row[FROM]),
    cell('messages', String(row[MESSAGES])));
}
