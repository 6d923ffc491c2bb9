/** `lexicons/dynamics.yaml`: the numbers by which turns are read. */
import { z } from 'zod';
import { readLast, SHIPPED } from '../lexicon/sources.js';
import { SIGNALS } from '../model.js';

const level = z.number().min(0).max(5);
export const dynamicsSchema = z.strictObject({
  stance: z.partialRecord(z.enum(SIGNALS), z.union([level, z.record(z.string(), level)])),
  hot: level,
  'takes-up': z.array(z.enum(SIGNALS)),
  turning: z.strictObject({ stance: level, aggravating: z.array(z.enum(SIGNALS)) }),
  loop: z.strictObject({ similarity: z.number().min(0).max(1), times: z.number().int().min(2) }),
});

export type DynamicsSettings = z.infer<typeof dynamicsSchema>;

export function readDynamics(overlays: readonly string[] = [], base = SHIPPED): DynamicsSettings {
  return readLast('dynamics.yaml', dynamicsSchema, overlays, base);
}
