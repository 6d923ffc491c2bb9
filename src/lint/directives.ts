/** `kesu-ignore RULE[, RULE] [until=2026-12-31]: reason`, wherever a format lets it stand. */
import type { Suppression } from './document.js';
import type { PlacedText, Range } from './placed-text.js';

/** A comment or field of the file that begins with the key. */
export interface Directive {
  readonly range: Range;
  readonly kind: 'next' | 'start' | 'end';
  readonly rules: readonly string[];
  readonly until?: string;
  readonly reason: string;
  readonly broken?: Suppression['broken'];
}

const BODY = /^(?:(?<kind>-start|-end)(?![\w-]))?\s*:?\s*(?<rules>[a-z*][a-z/*-]*(?:\s*[,、，]\s*[a-z*][a-z/*-]*)*)?\s*(?:until\s*=\s*(?<until>[^\s:：]+))?\s*(?:[:：]\s*(?<reason>[\s\S]*))?$/u;

/** @param words what stands in the comment, its marks left out; undefined where it is no directive */
export function directive(words: string, range: Range, key: string): Directive | undefined {
  const text = words.trim();
  if (!text.startsWith(key) || !/^(?:-start|-end)?(?:[\s:：]|$)/u.test(text.slice(key.length))) return undefined;
  return body(text.slice(key.length), range);
}

/** What follows the key, or the value of a field or cell of that name. */
export function body(words: string, range: Range): Directive | undefined {
  const { kind, rules, until, reason } = BODY.exec(words.trim())?.groups ?? {};
  const named = rules?.split(/[,、，]/u).map((rule) => rule.trim()) ?? [];
  const broken = kind === '-end' ? undefined : named.length === 0 ? 'no-rule' : until !== undefined && !isDay(until) ? 'bad-date' : undefined;
  return {
    range, kind: kind === '-start' ? 'start' : kind === '-end' ? 'end' : 'next',
    rules: named, reason: reason?.trim() ?? '', ...(until !== undefined && { until }), ...(broken && { broken }),
  };
}

/** A day of the calendar, as ISO 8601 writes it. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/**
 * What each directive covers: `start` all up to its `end`; another the line it stands on where judged words stand
 * there too, else the rest of the text that comes next.
 */
export function covering(directives: readonly Directive[], texts: readonly PlacedText[], lineOf: (at: number) => Range): Suppression[] {
  const found: Suppression[] = [];
  const open: Directive[] = [];
  for (const one of [...directives].sort((a, b) => a.range[0] - b.range[0])) {
    if (one.kind === 'start') open.push(one);
    else if (one.kind === 'next') found.push({ ...plain(one), covers: beside(texts, lineOf(one.range[0])) ?? following(texts, one.range[1]) });
    else {
      const at = open.findLastIndex((start) => one.rules.length === 0 || one.rules.join() === start.rules.join());
      const start = at < 0 ? undefined : open.splice(at, 1)[0];
      found.push(start ? { ...plain(start), covers: [[start.range[1], one.range[0]]] } : { ...plain(one), broken: 'no-start', covers: [] });
    }
  }
  return [...found, ...open.map((start): Suppression => ({ ...plain(start), broken: 'no-end', covers: [] }))];
}

export const plain = ({ range, rules, until, reason, broken }: Directive): Omit<Suppression, 'covers'> =>
  ({ range, rules, reason, ...(until !== undefined && { until }), ...(broken && { broken }) });

const beside = (texts: readonly PlacedText[], [from, to]: Range): Range[] | undefined =>
  texts.some(({ starts }) => starts.some((at) => at >= from && at < to)) ? [[from, to]] : undefined;

function following(texts: readonly PlacedText[], from: number): Range[] {
  const next = texts.find(({ ends }) => (ends.at(-1) ?? 0) > from);
  return next ? [[from, next.ends.at(-1) as number]] : [];
}
