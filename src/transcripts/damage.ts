import type { Remarks } from './remarks.js';

/** What a decoder writes for bytes that are no character of the encoding. */
const UNREADABLE = '\ufffd';

/** Passes text on and, at its end, warns of characters that could not be read. */
export async function* watchDamage(
  text: AsyncIterable<string>,
  encoding: () => string,
  remarks: Remarks,
): AsyncGenerator<string> {
  let count = 0;
  let line = 1;
  let firstLine: number | undefined;
  for await (const chunk of text) {
    const at = chunk.indexOf(UNREADABLE);
    if (at >= 0) {
      firstLine ??= line + countBreaks(chunk.slice(0, at));
      count += chunk.split(UNREADABLE).length - 1;
    }
    if (firstLine === undefined) line += countBreaks(chunk);
    yield chunk;
  }
  if (firstLine !== undefined) remarks.notice('encoding-damaged', { count, encoding: encoding() }, firstLine);
}

/** Line breaks in a text. */
export function countBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
