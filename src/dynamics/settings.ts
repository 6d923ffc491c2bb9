/** `lexicons/dynamics.yaml`: the numbers by which turns are read. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../lexicon/yaml-file.js';
import { SHIPPED } from '../lexicon/sources.js';
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

/** The last folder that has the file decides. */
export function readDynamics(overlays: readonly string[] = [], base = SHIPPED): DynamicsSettings {
  const path = [base, ...overlays].map((dir) => join(dir, 'dynamics.yaml')).filter(existsSync).at(-1);
  return readYaml(path ?? join(SHIPPED, 'dynamics.yaml'), dynamicsSchema).data;
}
