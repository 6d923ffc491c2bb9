/** Elements from data: text is only ever put in as text. */
import type { Shared } from './data.js';

/** Put before this module by src/report/html/assets.ts. */
declare const SHARED: Shared;

export const shared: Shared = SHARED;

export function say(id: string, params: Readonly<Record<string, string | number>> = {}): string {
  return (shared.words[id] ?? id).replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
}

type Attributes = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;

/** `on…` attributes are listeners; `true` is an attribute without value, `false` and `undefined` none. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: readonly (Node | string | undefined)[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter((c) => c !== undefined));
  return made;
}

/** What a block of data on the page holds. */
export function dataOf<T>(id: string): T | undefined {
  const text = document.getElementById(id)?.textContent;
  return text ? (JSON.parse(text) as T) : undefined;
}

export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/x-ndjson' }));
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
