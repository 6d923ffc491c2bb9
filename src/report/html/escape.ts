/**
 * Markup that transcripts cannot break. Whatever is put into a template is text and gets escaped, unless it was
 * made by a template itself: forgetting to escape is not possible, only marking something as markup is.
 */
import { withoutControls } from '../control.js';

/** Markup that is safe to write as it is. */
export class Html {
  constructor(readonly text: string) {}
}

export type Part = Html | string | number | undefined | false | readonly Part[];

/** A template of markup: text in it is escaped, markup and lists of it are not; `undefined` and `false` leave nothing. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let out = fixed[0] as string;
  for (let i = 0; i < parts.length; i += 1) out += textOf(parts[i]) + (fixed[i + 1] as string);
  return new Html(out);
}

function textOf(part: Part): string {
  if (part instanceof Html) return part.text;
  if (part === undefined || part === false) return '';
  return typeof part === 'string' || typeof part === 'number' ? escape(String(part)) : part.map(textOf).join('');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** For text between tags and for attributes in quotation marks. */
export const escape = (text: string): string => visible(text).replace(/[&<>"']/gu, (c) => ENTITIES[c] as string);

/**
 * As many UTF-16 units as before, so that offsets into the text stay true: tabs are blanks, and a control
 * character or one that turns the direction of writing becomes a dot that can be seen.
 */
export const visible = (text: string): string => withoutControls(text.replace(/[\t\r]/gu, ' '), '·', true);

/** JSON inside `<script>`: nothing in it can end the element or open a comment (HTML standard, *Restrictions for contents of script elements*). */
export const jsonIn = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A block of data for the client script; browsers do not run it. */
export const dataBlock = (id: string, value: unknown): Html =>
  new Html(`<script type="application/json" id="${escape(id)}">${jsonIn(value)}</script>`);
