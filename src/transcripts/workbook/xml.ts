/** XML as a stream of elements, names without their prefixes: some writers give every element one (`x:row`). */
import { SaxesParser } from 'saxes';

export type Attributes = Readonly<Record<string, string>>;

/** What is done with the elements of a part. Entities that a file defines itself are never expanded. */
export interface ElementHandler {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Hands the elements of a text to the handler; yields after each piece, so that what was found can be passed on. */
export async function* parseXml(text: AsyncIterable<string>, handler: ElementHandler): AsyncGenerator<void> {
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => handler.open?.(bare(name), bareKeys(attributes)));
  parser.on('closetag', ({ name }) => handler.close?.(bare(name)));
  parser.on('text', (said) => handler.text?.(said));
  parser.on('cdata', (said) => handler.text?.(said));
  for await (const piece of text) {
    parser.write(piece);
    yield;
  }
  parser.close();
}

/** The same for a part that is read as a whole. */
export async function readXml(text: AsyncIterable<string>, handler: ElementHandler): Promise<void> {
  for await (const _ of parseXml(text, handler)) continue;
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);

function bareKeys(attributes: Attributes): Attributes {
  const plain: Record<string, string> = {};
  for (const name in attributes) plain[bare(name)] = attributes[name] as string;
  return plain;
}
