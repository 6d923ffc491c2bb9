/** `lexicons/redaction.yaml`: the words that tell personal numbers and addresses from others. */
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readYaml } from '../data/yaml-file.js';

const words = z.array(z.string().min(1)).min(1);

export const redactionSchema = z.strictObject({
  orders: words, phones: words, links: words,
  numerals: z.record(z.string().length(1), z.int().min(0).max(9)),
  provinces: z.array(z.int().min(10).max(99)).min(1),
  address: z.strictObject({ streets: words, 'not-streets': words, doors: words, 'not-doors': words, estates: words, buildings: words, rooms: words, joins: words, measures: words, storeys: words, tens: words }),
});
export type RedactionWords = z.infer<typeof redactionSchema>;

const PATH = fileURLToPath(new URL('../../lexicons/redaction.yaml', import.meta.url));

export const readRedactionWords = (path = PATH): RedactionWords => readYaml(path, redactionSchema).data;
