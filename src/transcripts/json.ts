import type { Conversation } from '../model.js';
import { JsonPlaces } from './json-places.js';
import { isObject } from './json-shape.js';
import { JsonConversations } from './json-value.js';
import { Tokenizer, TokenParser } from '@streamparser/json';
import type { Reader } from './reader.js';

/** Depths at which a list of conversations may lie and still be rescued from a file that is cut off. */
const LIST_PATHS = ['$', '$.*', '$.*.*', '$.*.*.*', '$.*.*.*.*'];

/**
 * Reads one JSON value. The elements of a list come out as they are read, so that a huge list needs little memory, and
 * what stands before a cut is kept.
 */
export async function* readJson(text: AsyncIterable<string>, list: boolean, reader: Reader): AsyncGenerator<Conversation> {
  const places = new JsonPlaces();
  const conversations = new JsonConversations(reader, false, (value) => places.lineOf(value));
  const done: unknown[] = [];
  let root: unknown;
  let count = 0;
  const tokenizer = new Tokenizer();
  const parser = new TokenParser(list ? { paths: ['$.*'], keepStack: false } : { paths: LIST_PATHS });
  tokenizer.onToken = (token) => {
    places.token(token);
    parser.write(token);
  };
  parser.onValue = ({ value, parent, stack }) => {
    places.value(value, stack.length);
    if (list) done.push(value);
    else if (stack.length === 0) done.push(value);
    else root = stack.length === 1 ? parent : stack[1]?.value;
  };
  const deliver = function* (): Generator<Conversation> {
    for (const value of done.splice(0)) {
      count++;
      yield* conversations.of(value, places.lineOf(value) ?? 1, () => JSON.stringify(value), list ? 1 : 0);
    }
  };
  let broken: unknown;
  for await (const chunk of text) {
    places.chunk(chunk);
    try {
      if (tokenizer.isEnded) ended(chunk);
      else tokenizer.write(Buffer.from(chunk));
    } catch (error) {
      broken = error;
    }
    yield* deliver();
    if (broken !== undefined) break;
  }
  if (broken === undefined && !parser.isEnded) broken = new Error('the text ends before the value does');
  if (broken !== undefined) {
    const { line, column, raw } = places.problem(broken);
    const kept = list ? undefined : rescue(root, places.openPath(), reader);
    if (kept !== undefined) {
      count = kept.count;
      yield* conversations.of(kept.value, 1, () => raw, 0);
    }
    const problem = (broken as Error).message.replace(/ at chunk position.*$/s, '');
    reader.remarks.reject('json-broken', { line, column, problem, count }, { line, raw });
  }
  yield* conversations.end();
}

/** Blanks may follow the value, nothing else. */
function ended(chunk: string): void {
  if (chunk.trim() !== '') throw new Error('there is more text after the end of the value');
}

/**
 * What is whole in an object that is cut off: the list of conversations without the one in which the cut lies. A single
 * conversation that is cut is not kept, since its end decides.
 */
function rescue(
  root: unknown,
  open: readonly (string | number)[],
  reader: Reader,
): { value: unknown; count: number } | undefined {
  let value = root;
  for (const [depth, step] of open.entries()) {
    if (Array.isArray(value)) {
      const items: unknown[] = value;
      const name = open[depth - 1];
      if (typeof name === 'string' && reader.columns.rolesOf(name).has('messages')) return undefined;
      const whole = typeof step === 'number' ? items.slice(0, step) : items;
      return { value: whole, count: whole.length };
    }
    if (!isObject(value)) return undefined;
    value = value[step];
  }
  return undefined;
}
