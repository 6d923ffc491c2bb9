import { jsonProblem } from '../data/json-problem.js';
import type { Conversation } from '../model.js';
import { JsonConversations } from './json-value.js';
import type { LineBatch } from './lines.js';
import type { Reader } from './reader.js';

/** Reads one JSON value a line. A bad line is rejected alone; conversations come out as they are read. */
export async function* readNdjson(batches: AsyncIterable<LineBatch>, reader: Reader): AsyncGenerator<Conversation> {
  const conversations = new JsonConversations(reader, true);
  for await (const { first, lines } of batches) {
    for (const [index, line] of lines.entries()) {
      if (line.trim() === '') continue;
      const number = first + index;
      const raw = (): string => line.trimEnd();
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch (error) {
        reader.remarks.reject('json-line', { problem: jsonProblem(error) }, { line: number, raw: raw() });
        continue;
      }
      yield* conversations.of(value, number, raw, 1);
    }
  }
  yield* conversations.end();
}
