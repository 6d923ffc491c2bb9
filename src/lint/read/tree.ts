/** YAML, JSON and NDJSON: strings inside data, in the places where they stand. */
import { Lexer, LineCounter, isAlias, isMap, isPair, isScalar, isSeq, parseAllDocuments, Scalar, type ParsedNode, type YAMLMap } from 'yaml';
import { jsonProblem } from '../../data/json-problem.js';
import { aligned, doubled, doubleQuoted, type Escapes } from '../align.js';
import { body, directive, plain } from '../directives.js';
import type { Unread } from '../document.js';
import type { PlacedText, Range } from '../placed-text.js';
import type { Script } from '../script.js';
import type { Role } from '../words.js';

export function readYaml(script: Script): Unread[] {
  comments(script);
  const lines = new LineCounter();
  const documents = parseAllDocuments(script.raw, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  if (!Array.isArray(documents)) return [];
  const error = documents.flatMap((document) => document.errors)[0];
  for (const { contents } of documents) if (contents) new Tree(script).read(contents as ParsedNode);
  if (!error) return [];
  const { line, col } = lines.linePos(error.pos[0]);
  return [{ id: 'lint-yaml', problem: error.message, line, column: col }];
}

export const readJson = (script: Script): Unread[] => readJsonIn(script, [0, script.raw.length]);

/** A value a line. What cannot be read costs its line alone. */
export function readNdjson(script: Script): Unread[] {
  return [...script.raw.matchAll(/[^\r\n]*\S[^\r\n]*/g)].flatMap((line) => {
    script.separate();
    return readJsonIn(script, [line.index, line.index + line[0].length]);
  });
}

/** JSON is YAML: what JSON.parse takes, the reader of YAML finds the places of. */
function readJsonIn(script: Script, [from, to]: Range): Unread[] {
  const text = script.raw.slice(from, to);
  try {
    JSON.parse(text);
  } catch (error) {
    const at = Number(/position (\d+)/.exec((error as Error).message)?.[1] ?? text.length);
    const { line, column } = script.lines.region([from + at, from + at]);
    return [{ id: 'lint-json', problem: jsonProblem(error), line, ...(column !== undefined && { column }) }];
  }
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' });
  if (Array.isArray(documents)) for (const { contents } of documents) if (contents) new Tree(script, from).read(contents as ParsedNode);
  return [];
}

class Tree {
  constructor(private readonly script: Script, private readonly base = 0) {}

  read(node: ParsedNode | null, role?: Role): void {
    if (role === 'other' || !node || isAlias(node)) return;
    if (isScalar(node)) {
      if (typeof node.value === 'string') this.script.add(this.place(node as Scalar<string>), role);
    } else if (isSeq(node)) {
      const nested = node.items.some((item) => isSeq(item));
      for (const item of node.items) {
        if (nested) this.script.separate();
        this.read(item as ParsedNode, role);
      }
    } else if (isMap(node)) this.map(node, role);
  }

  private map(map: YAMLMap, role: Role | undefined): void {
    const { words } = this.script;
    const pairs = map.items.filter(isPair).map(({ key, value }) => ({ name: isScalar(key) ? String(key.value) : '', value: value as ParsedNode | null }));
    const who = pairs.find(({ name, value }) => words.column(name) === 'who' && isScalar(value));
    const speaker = who && isScalar(who.value) ? words.who(String(who.value.value)) : undefined;
    const sure = pairs.some(({ name }) => words.column(name) === 'agent');
    // fields of an object that names no speaker are a dialogue with nobody
    if (!who) this.script.separate();
    for (const { name, value } of pairs) {
      const column = words.column(name);
      if (words.isIgnore(name)) this.suppress(value, map);
      else if (column !== 'who') {
        const branch = isMap(value) || isSeq(value);
        this.read(value, column ?? speaker ?? (sure && !branch ? 'other' : role));
      }
    }
    if (!who) this.script.separate();
  }

  private place(node: Scalar<string>): PlacedText {
    const { raw } = this.script;
    const [from, to] = this.range(node);
    if (node.type === Scalar.QUOTE_DOUBLE) return aligned(node.value, raw, [from + 1, to], doubleQuoted);
    if (node.type === Scalar.QUOTE_SINGLE) return aligned(node.value, raw, [from + 1, to], doubled("'"));
    if (node.type === Scalar.PLAIN) return aligned(node.value, raw, [from, to]);
    // the line of `|` or `>` may hold a comment
    const header = raw.indexOf('\n', from) + 1;
    return aligned(node.value, raw, [header > 0 ? header : from, Math.max(to, raw.length)], NONE);
  }

  private range({ range }: ParsedNode | Scalar | YAMLMap): Range {
    return [this.base + (range?.[0] ?? 0), this.base + (range?.[1] ?? 0)];
  }

  /** The field that allows findings in its object: a text or several. */
  private suppress(value: ParsedNode | null, map: YAMLMap): void {
    for (const item of isSeq(value) ? value.items : [value]) {
      if (!isScalar(item) || typeof item.value !== 'string') continue;
      const found = body(item.value, this.range(item as Scalar));
      if (found) this.script.suppress({ ...plain(found), covers: [this.range(map)] });
    }
  }
}

const NONE: Escapes = () => undefined;

/** `# kesu-ignore …`, told from a number sign inside a string by the lexer. */
function comments(script: Script): void {
  let at = 0;
  for (const token of new Lexer().lex(script.raw)) {
    if (token.startsWith('#')) script.direct(directive(token.slice(1), [at, at + token.length], script.words.settings.ignore.key));
    // the lexer's own marks are not in the file
    if (!CONTROL.has(token)) at += token.length;
  }
}
const CONTROL = new Set(['\u0002', '\u0018', '\u001f', '\ufeff']);
