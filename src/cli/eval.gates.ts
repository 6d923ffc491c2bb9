/** `--fail-under` and `--fail-over`: bounds that the figures must keep, for CI. */
import { KesuError } from '../errors.js';
import type { Evaluation } from '../evaluation/evaluation.js';
import { measureOf, MEASURES } from '../evaluation/measures.js';
import { say } from '../locale/index.js';
import { write, type Context } from './io.js';

export interface Gate {
  readonly measure: string;
  readonly bound: number;
  readonly side: 'under' | 'over';
}
export type GateResult = NonNullable<Evaluation['gates']>[number];

/** @throws KesuError before anything is read: a gate that is misspelt must not pass. */
export function gatesOf(under: readonly string[], over: readonly string[]): Gate[] {
  const parse = (side: Gate['side']) => (value: string): Gate[] => value.split(',').map((pair) => gate(pair.trim(), side));
  return [...under.flatMap(parse('under')), ...over.flatMap(parse('over'))];
}

function gate(pair: string, side: Gate['side']): Gate {
  const [, id = '', number = ''] = /^([a-z-]+)=(-?\d*\.?\d+)$/.exec(pair) ?? [];
  const option = `--fail-${side}`;
  if (id === '') throw new KesuError('gate-malformed', { option, pair });
  const measure = measureOf(id);
  if (!measure) throw new KesuError('gate-unknown', { option, id, known: MEASURES.map((m) => m.id).join(', ') });
  if ((measure.better === 'higher') !== (side === 'under')) throw new KesuError(`gate-side-${measure.better}`, { id });
  const bound = Number(number);
  if (measure.unit === 'share' && bound > 1) throw new KesuError('gate-share', { option, pair });
  return { measure: id, bound, side };
}

/** What the labels say nothing about does not pass: nobody knows. */
export function checked(gates: readonly Gate[], { measures }: Evaluation): GateResult[] {
  return gates.map(({ measure, bound, side }) => {
    const value = measures[measure]?.value;
    const passed = value !== undefined && (side === 'under' ? value >= bound : value <= bound);
    return { measure, bound, ...(value !== undefined && { value }), passed };
  });
}

export async function tellGates(results: readonly GateResult[], { stderr, lang }: Context): Promise<void> {
  const lines = results.filter((r) => !r.passed).map(({ measure, bound, value }) =>
    (value === undefined ? say(lang, 'gate-unmeasured', { measure }) : say(lang, 'gate-failed', { measure, value: value.toFixed(4), bound })));
  if (lines.length > 0) await write(stderr, `${lines.map((l) => `kesu: ${l}`).join('\n')}\n`);
}
