/** A learned scorecard as a file: the text it was learned from with other numbers, and where they come from. */
import { isAlias, isScalar, parseDocument, type Document } from 'yaml';
import type { Scorecard } from '../risk/scorecard.js';
import type { ScorecardFit } from './fit-scorecard.js';
import { allWeights } from './scorecard-weights.js';
import { fingerprintOf } from './weights.js';

export interface FitProvenance {
  /** Version of kesu. */
  readonly kesu: string;
  /** The labelled files, in the order they were read. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/** Lines of the head are told by this, so that another fit replaces them. */
const MARK = '# fit: ';

/**
 * @param text of the scorecard that was learned from
 * @returns the same text, byte for byte, but for the numbers that changed and the head
 */
export function writeScorecard(text: string, { scorecard, n, seed, ridge, before, after }: ScorecardFit, { kesu, files }: FitProvenance): string {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const figures = (f: NonNullable<typeof before>): string => `exact ${f.exact.toFixed(3)}, within one ${f.withinOne.toFixed(3)}, Spearman ${f.spearman?.toFixed(3) ?? 'none'}, AUC ${f.auc?.toFixed(3) ?? 'none'}`;
  const head = [
    `weights learned by kesu ${kesu} from ${n} labelled conversations, seed ${seed}, ridge ${ridge ?? 'none'}`,
    ...files.map(({ name, sha256 }) => `file ${oneLine(name)} sha256 ${sha256}`),
    `base scorecard sha256 ${fingerprintOf(text)}`,
    ...(before && after ? [`before: ${figures(before)}`, `after, cross-validated: ${figures(after)}`] : []),
  ];
  return head.map((line) => MARK + line + end).join('') + renumbered(withoutHead(text), scorecard);
}

/** Names of files may hold anything. */
const oneLine = (name: string): string => name.replace(/[\p{Cc}\u2028\u2029]/gu, '?');

const withoutHead = (text: string): string => {
  const plain = text.replace(/^\uFEFF/, '');
  const lines = plain.split('\n');
  const from = lines.findIndex((line) => !line.startsWith(MARK));
  return lines.slice(from < 0 ? lines.length : from).join('\n');
};

/** Numbers are put into the text where the parser found the old ones: printing the document anew would move its spaces and comments. */
function renumbered(text: string, scorecard: Scorecard): string {
  const document = parseDocument(text);
  return weightsIn(document, scorecard)
    .sort((a, b) => b.from - a.from)
    .reduce((written, { from, to, value }) => written.slice(0, from) + String(value) + written.slice(to), text);
}

/** Numbers that are others in the text, and what refers to a number elsewhere, which may change. */
function weightsIn(document: Document, scorecard: Scorecard): { from: number; to: number; value: number }[] {
  return allWeights(scorecard).flatMap(({ path, value }) => {
    const node = document.getIn(path, true);
    if (!(isAlias(node) || (isScalar(node) && node.value !== value)) || !node.range) return [];
    return [{ from: node.range[0], to: node.range[1], value }];
  });
}
