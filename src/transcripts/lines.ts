import type { Remarks } from './remarks.js';

/** Longest line that is read, in characters: one of 64 MiB is a file without line breaks, not a transcript. */
export const LINE_LIMIT = 64 * 1024 * 1024;

/** Text looked at to learn which line break a file uses. */
const HEAD = 64 * 1024;

/** Neighbouring physical lines, each with its line break; `first` is the 1-based number of the first of them. */
export interface LineBatch {
  readonly first: number;
  readonly lines: readonly string[];
}

/**
 * Cuts text into physical lines, counted as editors count them: `\n` and `\r\n` end a line. A lone `\r` does
 * so only where the text has no other line break (old Macintosh exports); elsewhere it is part of a cell.
 */
export async function* splitLines(
  text: AsyncIterable<string>,
  remarks: Remarks,
  limit = LINE_LIMIT,
): AsyncGenerator<LineBatch> {
  let number = 1;
  let open = '';
  let tooLong = false;
  let end: string | undefined;
  for await (const { chunk, lineEnd } of withLineEnd(text)) {
    end = lineEnd;
    const first = number;
    const lines: string[] = [];
    let from = 0;
    for (let at = chunk.indexOf(end); at >= 0; at = chunk.indexOf(end, from)) {
      // The dropped line keeps its number, and an empty place keeps the numbers of the batch in step.
      lines.push(tooLong ? '\n' : open + chunk.slice(from, at + 1));
      tooLong = false;
      open = '';
      from = at + 1;
    }
    number += lines.length;
    if (lines.length > 0) yield { first, lines };
    if (!tooLong) open += chunk.slice(from);
    if (open.length > limit) {
      remarks.reject('line-too-long', { limit }, { line: number, raw: open });
      tooLong = true;
      open = '';
    }
  }
  if (open) yield { first: number, lines: [open] };
}

async function* withLineEnd(text: AsyncIterable<string>): AsyncGenerator<{ chunk: string; lineEnd: string }> {
  let held = '';
  let lineEnd: string | undefined;
  for await (const chunk of text) {
    if (lineEnd !== undefined) {
      yield { chunk, lineEnd };
      continue;
    }
    held += chunk;
    if (held.length < HEAD && !held.includes('\n')) continue;
    lineEnd = lineEndOf(held);
    yield { chunk: held, lineEnd };
  }
  if (lineEnd === undefined && held) yield { chunk: held, lineEnd: lineEndOf(held) };
}

function lineEndOf(text: string): string {
  const head = text.slice(0, HEAD);
  return head.includes('\r') && !head.includes('\n') ? '\r' : '\n';
}
