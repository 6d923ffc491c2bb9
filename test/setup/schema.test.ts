/** The schema that editors get, against what kesu reads. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { configSchema } from '../../src/config/schema.js';
import { program } from './program.js';

const text = configSchema(program());
const schema = z.fromJSONSchema(JSON.parse(text) as Parameters<typeof z.fromJSONSchema>[0]);
const valid = (yaml: string): boolean => schema.safeParse(parse(yaml)).success;

describe('lexicons/config.schema.json', () => {
  it('is up to date (else: npm run build && node bin/kesu.js schema config > lexicons/config.schema.json)', () => {
    expect(readFileSync('lexicons/config.schema.json', 'utf8')).toBe(text);
  });

  it('takes what kesu takes', () => {
    for (const file of ['project/kesu.config.yaml', 'user/config.yaml']) expect(valid(readFileSync(resolve('fixtures/config', file), 'utf8'))).toBe(true);
    expect(valid('score:\nlexicons:\n')).toBe(true);
  });

  it.each(['unknown-key', 'unknown-command', 'key-of-another-command', 'wrong-choice', 'wrong-type', 'wrong-number', 'wrong-list', 'not-common', 'only-a-flag', 'section', 'no-mapping'])('refuses what kesu refuses: %s', (name) => {
    expect(valid(readFileSync(`fixtures/config/errors/${name}/kesu.config.yaml`, 'utf8'))).toBe(false);
  });
});
