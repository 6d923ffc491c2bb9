/** XML 1.0 as it is written: elements of attributes and children, and nothing that a parser refuses. */
import { plain } from './plain.js';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | undefined>>;
  readonly children: readonly (Element | string)[];
}

export const element = (name: string, attributes: Element['attributes'] = {}, children: Element['children'] = []): Element => ({ name, attributes, children });

export const xmlDocument = (root: Element): string => `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}\n`;

function write({ name, attributes, children }: Element, indent: string): string {
  const given = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${attributeText(String(value))}"`])).join('');
  if (children.length === 0) return `${indent}<${name}${given}/>`;
  // text is not indented: blanks in it count
  if (children.every((child) => typeof child === 'string')) return `${indent}<${name}${given}>${children.map((child) => xmlText(child as string)).join('')}</${name}>`;
  const lines = children.map((child) => (typeof child === 'string' ? `${indent}  ${xmlText(child)}` : write(child, `${indent}  `)));
  return `${indent}<${name}${given}>\n${lines.join('\n')}\n${indent}</${name}>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\t': '&#9;' };
export const xmlText = (text: string): string => plain(text).replace(/[&<>]/g, (c) => ENTITIES[c] as string);
/** Parsers make line breaks of attributes into blanks unless they are written as references (XML 1.0, §3.3.3). */
export const attributeText = (text: string): string => plain(text).replace(/[&<>"\n\t]/g, (c) => ENTITIES[c] as string);
