/** The same pattern in two places: doubled work within a signal, a contradiction between signals that exclude each other. */
import { expandOptional, parsePattern } from '../../lexicon/pattern.js';
import type { CompiledRule, Lexicon, Variant } from '../../lexicon/compiled.js';
import type { Bench } from './bench.js';
import { finding, type LexiconFinding } from './finding.js';

interface Use {
  readonly rule: CompiledRule;
  /** Index of the pattern in the rule's `match`. */
  readonly pattern: number;
  /** The pattern, or the single term of it, as a reader knows it. */
  readonly words: string;
}

export function repeatedPatterns(bench: Bench): LexiconFinding[] {
  const pairs = new Map<string, { a: Use; b: Use; words: Set<string> }>();
  for (const uses of usesByKey(bench.lexicon).values()) {
    for (const [i, a] of uses.entries()) {
      for (const b of uses.slice(i + 1)) {
        if (a.rule.speaker !== b.rule.speaker || (a.rule === b.rule && a.pattern === b.pattern) || !sameConditions(a.rule, b.rule)) continue;
        const key = `${a.rule.id} ${b.rule.id}`;
        const pair = pairs.get(key) ?? { a, b, words: new Set<string>() };
        pairs.set(key, pair);
        pair.words.add(b.words);
      }
    }
  }
  return [...pairs.values()].map(({ a, b, words }) => {
    const details = { params: { other: a.rule.id, n: words.size }, samples: [...words] };
    const place = b.rule.place('match', b.pattern);
    if (a.rule === b.rule) return finding('repeated-pattern', b.rule.id, place, details);
    if (a.rule.signal === b.rule.signal) return finding('duplicate-pattern', b.rule.id, place, details);
    return finding(bench.raises(a.rule.signal) === bench.raises(b.rule.signal) ? 'same-pattern' : 'contradiction', b.rule.id, place, details);
  });
}

/** Two rules may share a pattern on purpose when different company decides between them. */
function sameConditions(a: CompiledRule, b: CompiledRule): boolean {
  const conditions = ({ source: { requires, forbids } }: CompiledRule): string => JSON.stringify([requires, forbids]);
  return conditions(a) === conditions(b);
}

/** Patterns by what they match; of patterns with a single part each term counts by itself. */
function usesByKey(lexicon: Lexicon): Map<string, Use[]> {
  const uses = new Map<string, Use[]>();
  const add = (key: string, use: Use): void => {
    const list = uses.get(key) ?? [];
    uses.set(key, list);
    if (!list.some((u) => u.rule === use.rule && u.pattern === use.pattern)) list.push(use);
  };
  for (const rule of lexicon.rules) {
    let next = 0;
    (rule.source.match ?? []).forEach((source, pattern) => {
      // the compiler makes variants in this order
      const count = expandOptional(parsePattern(source)).length;
      for (const variant of rule.match.variants.slice(next, next + count)) {
        const [step] = variant.steps;
        if (variant.steps.length === 1 && step) {
          for (const term of lexicon.atoms[step.atom] ?? []) {
            const words = lexicon.terms[term] as string;
            add(`${anchors(variant)}${words}`, { rule, pattern, words });
          }
        } else add(keyOf(variant, lexicon), { rule, pattern, words: source });
      }
      next += count;
    });
  }
  return uses;
}

const anchors = ({ start, end }: Variant): string => `${JSON.stringify([start ?? null, end ?? null])} `;

const keyOf = (variant: Variant, lexicon: Lexicon): string =>
  anchors(variant) + variant.steps.map(({ atom, max, scope }) => `${scope}${max}:${[...(lexicon.atoms[atom] ?? [])].sort((x, y) => x - y).join(',')}`).join(' ');
