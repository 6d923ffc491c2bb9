/** `kesu lexicon check`: a list of small checks, each a function from the bench to findings. */
import type { Bench } from './bench.js';
import { ambiguousAliases, successors, unreachableChannels } from './channels.js';
import { SEVERITIES, type LexiconFinding } from './finding.js';
import { repeatedPatterns } from './patterns.js';
import { offNothing, oneCharacter, signalsWithoutRules, unmatchedExamples, unreadFiles, withoutExamples } from './rules.js';
import { shadowedRules } from './shadowed.js';
import { duplicateTerms, unusedClasses } from './terms.js';

export { benchOf, type Bench } from './bench.js';
export { HitCounter } from './broad.js';
export { CHECKS, SEVERITIES, type CheckId, type LexiconFinding, type Severity } from './finding.js';

const ALL: readonly ((bench: Bench) => LexiconFinding[])[] = [
  unmatchedExamples, withoutExamples, oneCharacter, shadowedRules, repeatedPatterns, duplicateTerms, unusedClasses,
  successors, unreachableChannels, ambiguousAliases, offNothing, signalsWithoutRules, unreadFiles,
];

export const checkLexicon = (bench: Bench): LexiconFinding[] => ALL.flatMap((check) => check(bench));

/** Worst first, then as the files have them. */
export function inOrder(findings: readonly LexiconFinding[]): LexiconFinding[] {
  const key = (f: LexiconFinding): [number, string, number, number, string] =>
    [SEVERITIES.indexOf(f.severity), f.place.file ?? '', f.place.line ?? 0, f.place.column ?? 0, f.id];
  const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...findings].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return x.reduce<number>((order, part, i) => order || compare(part, y[i] as typeof part), 0);
  });
}
