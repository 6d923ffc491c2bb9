/**
 * jieba tokens, loaded when first needed: loading costs more than scoring a small file
 * (1.4 s and 270 MB, perf-notes §3), so nothing that needs no tokens may load it.
 */
import { createRequire } from 'node:module';
import { KesuError } from '../errors.js';

export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface Tokenizer {
  /** Tokens of a folded text, in order, covering it without gaps. */
  tokens(text: string): Token[];
  /** Positions at which a token starts or ends. */
  boundaries(text: string): ReadonlySet<number>;
}

interface Jieba {
  cut(text: string, hmm?: boolean): string[];
}

const isAscii = (text: string): boolean => /^[\da-z]+$/.test(text);

/** Where the dictionaries come from cannot be chosen here: a bad path aborts the whole process. */
function loadJieba(): Jieba {
  const require = createRequire(import.meta.url);
  try {
    const jieba = require('nodejieba') as Jieba;
    jieba.cut('a');
    return jieba;
  } catch (cause) {
    throw new KesuError('tokenizer-missing', { cause: cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause) }, {}, { cause });
  }
}

export function jiebaTokenizer(load: () => Jieba = loadJieba): Tokenizer {
  let jieba: Jieba | undefined;
  const tokens = (text: string): Token[] => {
    jieba ??= load();
    const result: Token[] = [];
    let start = 0;
    // Without HMM the cutter keeps to its dictionary but splits digits and Latin letters: join them here.
    for (const piece of jieba.cut(text)) {
      const end = start + piece.length;
      const last = result.at(-1);
      if (last && isAscii(piece) && isAscii(last.text)) result[result.length - 1] = { text: last.text + piece, start: last.start, end };
      else result.push({ text: piece, start, end });
      start = end;
    }
    return result;
  };
  return {
    tokens,
    boundaries: (text) => new Set(tokens(text).flatMap((token) => [token.start, token.end])),
  };
}
