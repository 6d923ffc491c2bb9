/** Single rules: examples that do not match or are missing, terms too short, overlays that do nothing. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { SHIPPED } from '../../lexicon/sources.js';
import { MARKS, SIGNALS } from '../../model.js';
import type { Bench } from './bench.js';
import { finding, type LexiconFinding } from './finding.js';

/** An example that not even the pattern matches; one that matches and is cancelled is for `kesu lexicon test`. */
export function unmatchedExamples(bench: Bench): LexiconFinding[] {
  return bench.lexicon.rules.flatMap((rule) => {
    const dead = bench.examples(rule).filter(({ candidates }) => !candidates.some((c) => c.rule === rule));
    const [first] = dead;
    if (!first) return [];
    return [finding('unmatched-example', rule.id, rule.place('examples', first.index), {
      params: { n: dead.length, examples: rule.source.examples.length }, samples: dead.map((e) => e.text),
    })];
  });
}

export const withoutExamples = ({ lexicon }: Bench): LexiconFinding[] =>
  lexicon.rules.filter((rule) => rule.source.examples.length === 0).map((rule) => finding('no-examples', rule.id, rule.place('id')));

/** A single character (emoji and signs aside) hits wherever it is a word by itself. */
const LONE = /^[\p{L}\p{N}]$/u;

export function oneCharacter({ lexicon }: Bench): LexiconFinding[] {
  return lexicon.rules.flatMap((rule) => {
    if (rule.requires) return [];
    const short = rule.match.variants.flatMap(({ steps: [step, ...more], start, end }) =>
      step && more.length === 0 && !start && !end ? [...(lexicon.atoms[step.atom] ?? [])].map((t) => lexicon.terms[t] as string).filter((t) => LONE.test(t)) : []);
    return short.length === 0 ? [] : [finding('one-character', rule.id, rule.place('match'), { params: { n: short.length }, samples: [...new Set(short)] })];
  });
}

export const offNothing = ({ sources }: Bench): LexiconFinding[] => sources.offNothing.map(({ id, place }) => finding('off-nothing', id, place()));

export function signalsWithoutRules({ lexicon }: Bench): LexiconFinding[] {
  const covered = new Set(lexicon.rules.map((rule) => rule.signal));
  return SIGNALS.filter((signal) => !covered.has(signal)).map((signal) => finding('signal-without-rules', signal, { file: join(SHIPPED, `${signal}.yaml`) }));
}

/** A misnamed file in a user's folder is read by nothing. What the shipped folder has is read by something. */
export function unreadFiles({ overlays }: Bench): LexiconFinding[] {
  const known = (dir: string, name: string): boolean =>
    existsSync(join(SHIPPED, dir, name)) || dir === 'cues' || (dir === '' ? SIGNALS : dir === 'marks' ? MARKS : []).some((id) => name === `${id}.yaml`);
  return overlays.flatMap((overlay) =>
    ['', 'cues', 'marks'].filter((dir) => existsSync(join(overlay, dir))).flatMap((dir) =>
      readdirSync(join(overlay, dir)).filter((name) => /\.ya?ml$/.test(name) && (!known(dir, name) || name.endsWith('.yml'))).sort()
        .map((name) => finding('unread-file', join(dir, name), { file: join(overlay, dir, name) }))));
}
