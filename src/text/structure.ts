/** Clauses and sentences of a folded text, as numbers per position, so that a gap is checked in one comparison. */
import { firstAtLeast } from '../data/search.js';
import type { FoldedText } from './fold.js';

export interface Structure {
  /** Clause number of each folded unit; a breaking character belongs to the clause it ends. */
  readonly clause: Uint32Array;
  readonly sentence: Uint32Array;
}

const NONE = 0;
const CLAUSE = 1;
const SENTENCE = 2;

/** After folding: full-width punctuation is ASCII already, the ideographic full stop is not. */
const breaking = new Map<number, number>([
  ...[...',:、~()[]{}"\'“”‘’「」『』《》【】·—…\t/|'].map((c): [number, number] => [c.charCodeAt(0), CLAUSE]),
  ...[...'。!?;\n\r'].map((c): [number, number] => [c.charCodeAt(0), SENTENCE]),
]);

/** What masked exports leave in place of a number or name ([数字x], [金额x]): a word, its brackets end nothing. */
const MASK = /\[[^[\]\s]{1,8}x\]/g;

const isWordUnit = (code: number): boolean => (code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x7a) || code >= 0x3400;

export function breakKind(text: string, i: number): number {
  const code = text.charCodeAt(i);
  const kind = breaking.get(code);
  if (kind !== undefined) return kind;
  // A blank or full stop ends a clause unless it stands inside Latin text or a number (3.5, Hello World).
  if (code === 0x20 || code === 0x2e) {
    const before = text.charCodeAt(i - 1);
    const after = text.charCodeAt(i + 1);
    const latin = (c: number): boolean => isWordUnit(c) && c < 0x3400;
    return latin(before) && latin(after) ? NONE : CLAUSE;
  }
  return NONE;
}

export function structureOf(folded: FoldedText): Structure {
  const { text, softBreaks } = folded;
  const clause = new Uint32Array(text.length + 1);
  const sentence = new Uint32Array(text.length + 1);
  let c = 0;
  let s = 0;
  let soft = 0;
  const masks = text.includes('x]') ? new Set([...text.matchAll(MASK)].flatMap((m) => [m.index, m.index + m[0].length - 1])) : undefined;
  for (let i = 0; i < text.length; i += 1) {
    if (softBreaks[soft] === i) {
      c += 1;
      soft += 1;
    }
    clause[i] = c;
    sentence[i] = s;
    const kind = masks?.has(i) ? NONE : breakKind(text, i);
    if (kind !== NONE) c += 1;
    if (kind === SENTENCE) s += 1;
  }
  clause[text.length] = c;
  sentence[text.length] = s;
  return { clause, sentence };
}

/**
 * The whole clauses (or sentences) that a stretch touches.
 * @param ids of {@link Structure}, which never fall
 */
export function clausesOver(ids: Uint32Array, start: number, end: number): [start: number, end: number] {
  return [firstAtLeast(ids, ids[start] as number), firstAtLeast(ids, (ids[end - 1] as number) + 1)];
}

/** Whether `position` begins a clause (nothing of the clause but punctuation stands before it). */
export function beginsClause(structure: Structure, position: number): boolean {
  return position === 0 || structure.clause[position - 1] !== structure.clause[position];
}

export function endsClause(text: string, structure: Structure, position: number): boolean {
  return position >= text.length || structure.clause[position - 1] !== structure.clause[position] || breakKind(text, position) !== NONE;
}

const WORDLIKE = /[\p{L}\p{N}]/u;

/** Where a text's letters and digits begin and end; what stands before the end of the first begins the message. */
export interface Words {
  /** End of the first letter or digit. */
  readonly firstEnd: number;
  /** Start of the last one. */
  readonly lastStart: number;
}

export function wordsOf(text: string): Words {
  const first = WORDLIKE.exec(text);
  if (!first) return { firstEnd: Infinity, lastStart: -1 };
  for (let i = text.length - 1; ; i -= 1) {
    const code = text.codePointAt(i) as number;
    if (WORDLIKE.test(String.fromCodePoint(code))) return { firstEnd: first.index + first[0].length, lastStart: i };
  }
}
