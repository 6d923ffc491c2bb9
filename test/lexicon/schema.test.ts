/** What editors are told is what kesu reads. */
import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SHIPPED } from '../../src/lexicon/sources.js';
import { jsonSchema, SCHEMAS, type SchemaName } from '../../src/lexicography/schemas.js';
import { kesu } from '../helpers.js';

describe('JSON Schema', () => {
  it.each([['schema.json', 'signal'], ['cues.schema.json', 'cue']] as const)('lexicons/%s is up to date (else: npm run kesu schema %s > it)', (file, name) => {
    expect(readFileSync(join(SHIPPED, file), 'utf8')).toBe(jsonSchema(name));
  });

  it('the schema that a lexicon file names is there', () => {
    const files = ['', 'cues', 'marks'].flatMap((dir) => readdirSync(join(SHIPPED, dir)).filter((f) => f.endsWith('.yaml')).map((f) => join(SHIPPED, dir, f)));
    const missing = files.flatMap((file) => {
      const named = /^# yaml-language-server: \$schema=(\S+)$/m.exec(readFileSync(file, 'utf8'))?.[1];
      return named !== undefined && !existsSync(join(dirname(file), named)) ? [file] : [];
    });
    expect(missing).toEqual([]);
  });

  it('can be printed for every name, and tells of the fields', async () => {
    for (const name of Object.entries(SCHEMAS).filter(([, { files }]) => files.endsWith('.yaml')).map(([id]) => id)) {
      const ran = await kesu(['schema', name]);
      expect(ran.code).toBe(0);
      expect(JSON.parse(ran.out)).toMatchObject({ type: 'object', additionalProperties: false });
    }
    const { properties } = JSON.parse(jsonSchema('signal' satisfies SchemaName)) as { properties: { rules: { items: { properties: Record<string, { description?: string }> } } } };
    expect(properties.rules.items.properties['strength']).toMatchObject({ default: 0.8, maximum: 1 });
  });

  it('an unknown name is a usage error that lists the names', async () => {
    const ran = await kesu(['schema', 'nosuch']);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('signal, cue, classes');
    expect((await kesu(['schema'])).out).toContain('cues/<cue>.yaml');
  });
});
