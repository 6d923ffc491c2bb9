/**
 * The rule patterns: a row of parts separated by blanks (lexicons/README.md, *Patterns*).
 * Parsing knows nothing of classes; `compile.ts` gives them their terms.
 */

export type Part =
  | { readonly kind: 'class'; readonly name: string; readonly optional: boolean }
  | { readonly kind: 'literals'; readonly texts: readonly string[]; readonly optional: boolean }
  | { readonly kind: 'gap'; readonly scope: GapScope; readonly max: number }
  | { readonly kind: 'anchor'; readonly at: AnchorKind };

export type GapScope = 'clause' | 'sentence';
export type AnchorKind = 'clause-start' | 'clause-end' | 'message-start' | 'message-end';

export class PatternError extends Error {}

const ANCHORS: Readonly<Record<string, AnchorKind>> = {
  '^': 'clause-start', $: 'clause-end', '^^': 'message-start', $$: 'message-end',
};
const DEFAULT_GAP = { clause: 8, sentence: 24 } as const;
const MAX_GAP = 200;
/** Optional parts multiply a pattern; more than this many variants is a mistake, not a rule. */
const MAX_OPTIONAL = 6;

export function parsePattern(source: string): Part[] {
  const parts = source.trim().split(/\s+(?![^[\]]*\])/).flatMap(splitGlued).map(parsePart);
  if (parts.length === 0 || source.trim() === '') throw new PatternError('the pattern is empty');
  if (parts.filter(isOptional).length > MAX_OPTIONAL) throw new PatternError(`more than ${MAX_OPTIONAL} optional parts; split the rule`);
  if (!parts.some((p) => (p.kind === 'class' || p.kind === 'literals') && !p.optional)) throw new PatternError('the pattern needs at least one part that must occur');
  if (parts[0]?.kind === 'gap' || parts.at(-1)?.kind === 'gap') throw new PatternError('a gap cannot begin or end a pattern, except beside ^ or $');
  parts.forEach((part, i) => {
    if (part.kind === 'gap' && parts[i + 1]?.kind === 'gap') throw new PatternError('two gaps in a row');
    if (part.kind === 'anchor' && part.at.endsWith('start') && i !== 0) throw new PatternError('^ belongs at the beginning');
    if (part.kind === 'anchor' && part.at.endsWith('end') && i !== parts.length - 1) throw new PatternError('$ belongs at the end');
  });
  return parts;
}

/** 这[么|样]{thing} reads as three parts that touch. */
function splitGlued(text: string): string[] {
  const pieces = text.match(/\{[^{}]*\}\??|\[[^[\]]*\]\??|[^{}[\]]+/g);
  return pieces && pieces.join('') === text ? pieces : [text];
}

const isOptional = (part: Part): boolean => 'optional' in part && part.optional;

/** Small parts ({report}, [吗|么], ..) come again in thousands of patterns. */
const known = new Map<string, Part>();

function parsePart(text: string): Part {
  const part = known.get(text) ?? readPart(text);
  known.set(text, part);
  return part;
}

function readPart(text: string): Part {
  const anchor = ANCHORS[text];
  if (anchor) return { kind: 'anchor', at: anchor };
  const gap = /^(\.{2,3})(\d+)?$/.exec(text);
  if (gap) {
    const scope: GapScope = gap[1] === '..' ? 'clause' : 'sentence';
    const max = gap[2] === undefined ? DEFAULT_GAP[scope] : Number(gap[2]);
    if (max > MAX_GAP) throw new PatternError(`gap ${text} is longer than ${MAX_GAP} characters`);
    return { kind: 'gap', scope, max };
  }
  const group = /^(?:\{([^{}]+)\}|\[([^[\]]*)\])(\?)?$/.exec(text);
  if (group) {
    const optional = group[3] === '?';
    if (group[1] !== undefined) return { kind: 'class', name: group[1], optional };
    const texts = (group[2] as string).split('|');
    const filled = texts.filter((t) => t.trim() !== '');
    if (filled.length === 0) throw new PatternError(`${text} holds no text`);
    // [a|b|] reads as "a, b or nothing"
    return { kind: 'literals', texts: filled, optional: optional || filled.length < texts.length };
  }
  if (/[{}[\]]/.test(text)) throw new PatternError(`cannot read "${text}": a class is {name}, alternatives are [a|b], parts are separated by blanks`);
  return { kind: 'literals', texts: [text], optional: false };
}

/** The pattern with each optional part present or absent; gaps beside an absent part merge into the wider one. */
export function expandOptional(parts: readonly Part[]): Part[][] {
  let variants: Part[][] = [[]];
  for (const part of parts) {
    variants = isOptional(part) ? variants.flatMap((v) => [[...v, part], v]) : variants.map((v) => [...v, part]);
  }
  return variants.map(mergeGaps).filter((v) => v.some((p) => p.kind === 'class' || p.kind === 'literals'));
}

function mergeGaps(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part.kind === 'gap' && last?.kind === 'gap') {
      merged[merged.length - 1] = { kind: 'gap', scope: part.scope === 'sentence' ? 'sentence' : last.scope, max: Math.max(part.max, last.max) };
    } else if (part.kind === 'gap' && last === undefined) {
      // an absent first part takes its gap with it
    } else merged.push(part);
  }
  if (merged.at(-1)?.kind === 'gap') merged.pop();
  return merged;
}
