/** Text looked at to tell the layout of an input. */
const HEAD = 64 * 1024;
/** Where the first line is longer than that, it is looked at as far as this: one conversation may be long. */
const FIRST_LINE = 8 * 1024 * 1024;

/** The beginning of a text, and the whole of it as a stream. */
export async function headOf(text: AsyncIterable<string>): Promise<{ head: string; text: AsyncGenerator<string> }> {
  const chunks = text[Symbol.asyncIterator]();
  let head = '';
  let ended = false;
  while (!ended && (head.length < HEAD || (head.length < FIRST_LINE && !head.trimStart().includes('\n')))) {
    const next: IteratorResult<string> = await chunks.next();
    if (next.done) ended = true;
    else head += next.value;
  }
  async function* whole(): AsyncGenerator<string> {
    if (head) yield head;
    if (!ended) yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { head, text: whole() };
}
