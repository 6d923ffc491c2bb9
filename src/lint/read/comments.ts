/** HTML comments, of Markdown and of plain text. */
import { directive } from '../directives.js';
import type { Range } from '../placed-text.js';
import type { Script } from '../script.js';

/** Takes up the directives in comments and tells where comments stand; those inside `but` (code) are none. */
export function readComments(script: Script, but: readonly Range[]): Range[] {
  const comments = [...script.raw.matchAll(/<!--([\s\S]*?)-->/g)]
    .map((match) => ({ words: match[1] as string, range: [match.index, match.index + match[0].length] as const }))
    .filter(({ range: [from] }) => !but.some(([start, end]) => from >= start && from < end));
  for (const { words, range } of comments) script.direct(directive(words, range, script.words.settings.ignore.key));
  return comments.map(({ range }) => range);
}
