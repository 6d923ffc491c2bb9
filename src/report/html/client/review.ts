/** Marks on a case page: each signal right or wrong, those that were missed, and the band. */
import type { CaseData, SideName } from './data.js';
import { dataOf, download, el, say, shared } from './dom.js';
import { isEmpty, reviewLine, verdictKey, type Marks } from './review-line.js';
import { keep, marksOf } from './store.js';

export function reviewable(place: HTMLElement): void {
  const data = dataOf<CaseData>(place.dataset['review'] ?? '');
  if (data) new Review(place, data);
}

class Review {
  private readonly marks: Marks;
  private readonly status = el('span', { class: 'status', role: 'status' });
  private readonly panel = el('div', { class: 'panel', hidden: true });
  private readonly toggle: HTMLButtonElement;
  private readonly boxes = new Map<number, HTMLElement>();

  constructor(place: HTMLElement, private readonly data: CaseData) {
    this.marks = marksOf(data.store);
    this.toggle = el('button', { type: 'button', class: 'toggle', 'aria-pressed': 'false', onclick: () => this.show(this.panel.hidden !== false) }, say('review'));
    place.append(this.toggle, this.status, this.panel);
    this.tell();
  }

  private show(on: boolean): void {
    this.panel.hidden = !on;
    this.toggle.setAttribute('aria-pressed', String(on));
    if (on && this.boxes.size === 0) this.build();
    for (const box of this.boxes.values()) box.hidden = !on;
  }

  private build(): void {
    this.fillPanel();
    this.data.messages.forEach((_, n) => {
      const item = document.getElementById(`${this.data.key}m${n + 1}`);
      if (!item) return;
      const box = el('div', { class: 'marks' });
      this.boxes.set(n, box);
      item.append(box);
      this.fill(n);
    });
  }

  private fillPanel(): void {
    const bands = shared.bands.map(([band, name]) =>
      choice(name + (band === this.data.band ? say('by-kesu') : ''), this.marks.band === band, () => {
        if (this.marks.band === band) delete this.marks.band;
        else this.marks.band = band;
        this.changed();
        this.fillPanel();
      }));
    this.panel.replaceChildren(
      el('p', { class: 'hint' }, say('review-hint')),
      el('div', { class: 'choices', role: 'group', 'aria-label': say('band') }, el('span', {}, say('band')), ...bands),
      el('div', { class: 'choices' },
        el('button', { type: 'button', class: 'save', onclick: () => this.save() }, say('save')),
        el('button', { type: 'button', onclick: () => this.clear() }, say('clear'))),
    );
  }

  /** Controls of one message. */
  private fill(n: number): void {
    const message = this.data.messages[n];
    const box = this.boxes.get(n);
    if (!message || !box) return;
    const found = this.data.found.filter(([at]) => at === n);
    const side: SideName | undefined = message.speaker === 'customer' ? 'customer' : message.speaker === 'agent' || message.speaker === 'bot' ? 'agent' : undefined;
    const options = side ? shared.labels[side] : [...shared.labels.customer, ...shared.labels.agent];
    const again = (change: () => void) => (): void => {
      change();
      this.changed();
      this.fill(n);
    };
    const added = this.marks.added[n] ?? [];
    const done = this.marks.done.includes(n);
    box.replaceChildren(
      ...found.map(([, label, name]) => this.verdict(n, label, name, again)),
      ...added.map((label) => el('span', { class: 'verdict' }, `+ ${nameOf(label)} `,
        el('button', { type: 'button', title: say('remove'), 'aria-label': `${say('remove')} ${nameOf(label)}`, onclick: again(() => void (this.marks.added[n] = added.filter((l) => l !== label))) }, '×'))),
      el('select', { 'aria-label': say('add-to', { n: n + 1 }), onchange: (event) => {
        const label = (event.target as HTMLSelectElement).value;
        if (label !== '') again(() => void (this.marks.added[n] = [...new Set([...added, label])]))();
      } }, el('option', { value: '' }, say('add')), ...options.filter(([label]) => !found.some(([, f]) => f === label)).map(([label, name]) => el('option', { value: label }, name))),
      choice(say(found.length + added.length > 0 ? 'done' : 'nothing'), done, again(() => void (this.marks.done = done ? this.marks.done.filter((m) => m !== n) : [...this.marks.done, n].sort((a, b) => a - b)))),
    );
  }

  private verdict(n: number, label: string, name: string, again: (change: () => void) => () => void): HTMLElement {
    const key = verdictKey(n, label);
    const now = this.marks.verdicts[key];
    const set = (value: boolean) => again(() => {
      if (now === value) delete this.marks.verdicts[key];
      else this.marks.verdicts[key] = value;
    });
    return el('span', { class: 'verdict', role: 'group', 'aria-label': name }, `${name} `,
      choice(`✓ ${say('right')}`, now === true, set(true), 'right'), choice(`✗ ${say('wrong')}`, now === false, set(false), 'wrong'));
  }

  private changed(): void {
    this.tell(keep(this.data, this.marks));
  }

  private tell(kept = true): void {
    const { verdicts, added, done, band } = this.marks;
    const count = Object.keys(verdicts).length + Object.values(added).flat().length + done.length + (band === undefined ? 0 : 1);
    this.status.textContent = count === 0 ? '' : `${say('marked', { n: count })}${kept ? '' : ` ${say('not-kept')}`}`;
  }

  private save(): void {
    if (isEmpty(this.marks)) this.status.textContent = say('nothing-marked');
    else {
      download('review.ndjson', `${JSON.stringify(reviewLine(this.data, this.marks))}\n`);
      this.status.textContent = say('saved');
    }
  }

  private clear(): void {
    delete this.marks.band;
    this.marks.verdicts = {};
    this.marks.added = {};
    this.marks.done = [];
    this.changed();
    this.fillPanel();
    for (const n of this.boxes.keys()) this.fill(n);
  }
}

const nameOf = (label: string): string => [...shared.labels.customer, ...shared.labels.agent].find(([l]) => l === label)?.[1] ?? label;

const choice = (text: string, on: boolean, onclick: () => void, kind = ''): HTMLButtonElement =>
  el('button', { type: 'button', class: `choice ${kind}`, 'aria-pressed': String(on), onclick }, text);
