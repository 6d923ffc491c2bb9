/** Markdown: paragraphs, list items, quotations and table cells are texts; headings set them apart; code and comments are not read. */
import type { Nodes, PhrasingContent, Root, Table, TableRow } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { decodeString } from 'micromark-util-decode-string';
import { aligned, type Escapes } from '../align.js';
import { joined, slice, verbatim, within, type PlacedText, type Range } from '../placed-text.js';
import type { Script } from '../script.js';
import { readTable } from './columns.js';
import { readComments } from './comments.js';

const parse = (text: string): Root => fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });

export function readMarkdown(script: Script): void {
  const raw = withoutFrontMatter(script.raw);
  const first = parse(raw);
  const comments = readComments(script, raw.includes('<!--') ? codeIn(first) : []);
  const text = comments.reduce(withoutComment, raw);
  new Markdown(script, text).read(comments.length === 0 ? first : parse(text));
}

/** A comment is blanked out in place. Before words on its line its blanks must not become an indented block of code. */
function withoutComment(text: string, [from, to]: Range): string {
  const words = /^[^\r\n]*\S/.test(text.slice(to));
  return text.slice(0, from) + text.slice(from, to).replace(/[^\r\n]/g, words ? FILLER : ' ') + text.slice(to);
}
const FILLER = '\u200b';

const withoutFrontMatter = (raw: string): string => raw.replace(/^---[ \t]*\r?\n[\s\S]*?\n(?:---|\.\.\.)[ \t]*(?=\r?\n|$)/, (head) => head.replace(/[^\r\n]/g, ' '));

function codeIn(node: Nodes): Range[] {
  if (node.type === 'code' || node.type === 'inlineCode') return [rangeOf(node)];
  return 'children' in node ? node.children.flatMap(codeIn) : [];
}

const rangeOf = ({ position }: Nodes): Range => [position?.start.offset ?? 0, position?.end.offset ?? 0];

class Markdown {
  /** Depth of the heading below which nothing is judged. */
  private aside: number | undefined;

  constructor(private readonly script: Script, private readonly source: string) {}

  read(node: Nodes): void {
    if (node.type === 'heading') {
      this.script.separate();
      if (this.aside === undefined || node.depth <= this.aside) this.aside = this.script.words.asides(this.text(node.children).text) ? node.depth : undefined;
    } else if (this.aside !== undefined && node.type !== 'root') {
      return;
    } else if (node.type === 'paragraph') this.script.add(this.text(node.children));
    else if (node.type === 'table') this.table(node);
    else if (node.type === 'html') this.html(rangeOf(node));
    else if (node.type === 'thematicBreak') this.script.separate();
    else if ('children' in node) for (const child of node.children) this.read(child);
  }

  private table(table: Table): void {
    const cells = (row: TableRow): PlacedText[] => row.children.map((cell) => this.text(cell.children));
    readTable(this.script, table.children.map(cells), true);
    this.script.separate();
  }

  /** The words between the tags of a block of HTML. */
  private html([from, to]: Range): void {
    for (const words of this.source.slice(from, to).matchAll(/(?<=^|>)[^<>]+/g)) {
      const at = from + words.index;
      if (words[0].trim() !== '') this.script.add(verbatim(this.source, at, at + words[0].length));
    }
  }

  private text(children: readonly PhrasingContent[]): PlacedText {
    return unfilled(unwrapped(joined(children.map((child) => this.inline(child)))), this.script.raw);
  }

  private inline(node: PhrasingContent): PlacedText {
    const range = rangeOf(node);
    if (node.type === 'text') return aligned(node.value, this.source, range, escapes, /[\s>]/);
    if (node.type === 'inlineCode') return aligned(node.value, this.source, range, undefined, /[\s>`]/);
    if (node.type === 'break') return within('\n', ...range);
    if (node.type === 'html') return /^<br/i.test(node.value) ? within('\n', ...range) : within('', ...range);
    return 'children' in node ? joined(node.children.map((child) => this.inline(child))) : within('', ...range);
  }
}

/** `\*`, `&amp;`, `&#20320;`. */
const ESCAPE = /^(?:\\[!-/:-@[-`{-~]|&(?:#x[\da-f]{1,6}|#\d{1,7}|[a-z\d]{2,31});)/i;
const escapes: Escapes = (raw, at) => {
  if (raw[at] !== '\\' && raw[at] !== '&') return undefined;
  const [whole] = ESCAPE.exec(raw.slice(at, at + 34)) ?? [];
  return whole === undefined ? undefined : { text: decodeString(whole), length: whole.length };
};

/** Characters that a line of prose has before an editor wraps it. */
const WRAPPED = 24;

/** A line break in the midst of a sentence is an editor's: Chinese puts nothing in its place. */
function unwrapped(placed: PlacedText): PlacedText {
  const parts: PlacedText[] = [];
  let from = 0;
  for (const match of placed.text.matchAll(/(?<=\p{Script=Han})[ \t]*\r?\n[ \t]*(?=\p{Script=Han})/gu)) {
    const line = placed.text.slice(placed.text.lastIndexOf('\n', match.index - 1) + 1, match.index);
    if (line.length < WRAPPED) continue;
    parts.push(slice(placed, from, match.index));
    from = match.index + match[0].length;
  }
  return from === 0 ? placed : joined([...parts, slice(placed, from, placed.text.length)]);
}

/** Without what was put in place of comments. */
function unfilled(placed: PlacedText, raw: string): PlacedText {
  const { text, starts } = placed;
  if (!text.includes(FILLER)) return placed;
  return joined(Array.from(text.split(''), (unit, i) => (unit === FILLER && raw[starts[i] as number] !== FILLER ? [] : [slice(placed, i, i + 1)])).flat());
}
