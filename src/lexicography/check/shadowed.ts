/**
 * Rules that never speak for themselves: of overlapping matches of one signal the strongest, then
 * longest, is reported, so a rule that another one always covers adds nothing its examples show.
 */
import type { CompiledRule } from '../../lexicon/compiled.js';
import type { Candidate } from '../../signals/candidates.js';
import { isHit } from '../../signals/self-test.js';
import type { Bench } from './bench.js';
import { finding, type LexiconFinding } from './finding.js';

/** Below this many examples, being covered is likely chance. */
const ENOUGH = 2;

export function shadowedRules(bench: Bench): LexiconFinding[] {
  const order = new Map(bench.lexicon.rules.map((rule, index) => [rule, index] as const));
  return bench.lexicon.rules.flatMap((rule) => {
    const tried = bench.examples(rule);
    if (tried.length < ENOUGH) return [];
    const covers = tried.flatMap(({ candidates }) =>
      candidates.filter((c) => c.rule === rule && isHit(c)).map((own) => new Set(candidates.filter((c) => covered(own, c, order)).map((c) => c.rule))));
    const [first, ...rest] = covers;
    if (!first || covers.some((c) => c.size === 0)) return [];
    const always = [...first].filter((r) => rest.every((c) => c.has(r)));
    const by = always.length > 0 ? always : [...new Set(covers.flatMap((c) => [...c]))];
    return [finding('shadowed-rule', rule.id, rule.place('id'), {
      params: { by: by.map((r) => r.id).join(', '), n: tried.length },
      // covered by now one, now another rule: the examples may just be too few
      severity: always.length > 0 ? 'warning' : 'info',
    })];
  });
}

/** Whether `other` takes the place of `own` in a report, at the same words. */
function covered(own: Candidate, other: Candidate, order: ReadonlyMap<CompiledRule, number>): boolean {
  const [rule, rival] = [own.rule, other.rule];
  if (rival === rule || rival.signal !== rule.signal || other.cancelled) return false;
  if (other.match.start > own.match.start || other.match.end < own.match.end || rival.strength < rule.strength) return false;
  const same = rival.strength === rule.strength && other.match.start === own.match.start && other.match.end === own.match.end;
  return !same || (order.get(rival) as number) < (order.get(rule) as number);
}
