/** Plain text: every line is a text, but a paragraph with speakers' labels is a dialogue. Lines of `#`, `//` or HTML comments are comments. */
import { directive } from '../directives.js';
import { verbatim, type Range } from '../placed-text.js';
import type { Script } from '../script.js';
import { readComments } from './comments.js';

export function readText(script: Script): void {
  const { raw, words } = script;
  const hidden = readComments(script, []);
  for (const paragraph of raw.matchAll(/(?:[^\r\n]*\S[^\r\n]*(?:\r?\n|$))+/g)) {
    const lines: Range[] = [];
    for (const line of paragraph[0].matchAll(/[^\r\n]+/g)) {
      const from = paragraph.index + line.index;
      const comment = /^\s*(?:#|\/\/)\s*(.*)$/u.exec(line[0]);
      if (comment) script.direct(directive(comment[1] as string, [from, from + line[0].length], words.settings.ignore.key));
      else for (const part of outside([from, from + line[0].length], hidden)) if (raw.slice(...part).trim() !== '') lines.push(part);
    }
    for (const [from, to] of lines) script.add(verbatim(raw, from, to));
  }
}

/** What of a line is in no comment. */
function outside([from, to]: Range, hidden: readonly Range[]): Range[] {
  const parts: Range[] = [];
  let at = from;
  for (const [start, end] of hidden) {
    if (end <= at || start >= to) continue;
    if (start > at) parts.push([at, start]);
    at = Math.max(at, end);
  }
  return at < to ? [...parts, [at, to]] : parts;
}
