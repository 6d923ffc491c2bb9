/** `lexicons/dynamics.yaml`: the numbers by which turns are read. */
import { z } from 'zod';
import { readLast, SHIPPED } from '../lexicon/sources.js';
import { SIGNALS, type SignalId } from '../model.js';
import { readDue } from './due.js';
import type { TimeWords } from './time-words.js';

const level = z.number().min(0).max(5);
const share = z.number().min(0).max(1);
const minutes = z.number().positive();
export const dynamicsSchema = z.strictObject({
  stance: z.partialRecord(z.enum(SIGNALS), z.union([level, z.record(z.string(), level)])),
  hot: level,
  'takes-up': z.array(z.enum(SIGNALS)),
  /** What each further kind of signal in a message adds to its stance. */
  further: z.strictObject({ each: level, most: level }),
  /** The stance a turning point needs, and right after aggravating words; facts are no stance. */
  turning: z.strictObject({ stance: level, provoked: level, aggravating: z.array(z.enum(SIGNALS)), facts: z.array(z.enum(SIGNALS)) }),
  /** Agent answers are the same from this similarity on, if they have so many characters. */
  loop: z.strictObject({ similarity: share, times: z.number().int().min(2), least: z.number().int().min(1) }),
  /** Customer turns ask the same from this similarity on. */
  demand: z.strictObject({ similarity: share, times: z.number().int().min(2), least: z.number().int().min(1) }),
  /** Minutes an answer may take. */
  reply: z.strictObject({ chat: minutes, call: minutes }),
  /** Agent turns that the first concrete remedy may take, from the customer's first words, where the customer is not content. */
  solution: z.strictObject({ turns: z.number().int().min(1) }),
});

export type DynamicsSettings = z.infer<typeof dynamicsSchema> & { readonly due: TimeWords };

/** The agent's signals that move a matter on (annotation guide, *Agent signals*). */
export const REMEDIES: readonly SignalId[] = ['solution', 'commitment', 'ownership'];

export function readDynamics(overlays: readonly string[] = [], base = SHIPPED): DynamicsSettings {
  return { ...readLast('dynamics.yaml', dynamicsSchema, overlays, base), due: readDue(overlays, base) };
}
