/** JSON Schema of `kesu.config.yaml`, for editors: made from the same options that read it. */
import { isDeepStrictEqual } from 'node:util';
import type { Command } from 'commander';
import { levels } from './read.js';
import { ALIASES, PAIRED, type Setting } from './settings.js';

type Json = Record<string, unknown>;

/** Keys that several commands share are described once, in `$defs`. */
export function configSchema(program: Command): string {
  const level = levels(program);
  const shared: Record<string, Json> = {};
  for (const [key, takers] of level) if (!('level' in takers)) shared[key] = keySchema(takers.map((t) => t.setting));
  return `${JSON.stringify({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'kesu: kesu.config.yaml',
    description: 'What kesu does where no flag says otherwise. Keys at the top are for all commands that have the option, those in the section of a command for it alone; paths count from this file.',
    ...section(level, program, shared),
    $defs: shared,
  }, null, 2)}\n`;
}

function section(level: ReturnType<typeof levels>, command: Command | undefined, shared: Readonly<Record<string, Json>>): Json {
  const properties: Record<string, Json> = {};
  for (const [key, takers] of level) {
    if ('level' in takers) {
      const child = command?.commands.find((c) => c.name() === key);
      const { type, ...rest } = section(takers.level, child, shared);
      // a section whose lines are all commented out is empty, and that is fine
      properties[key] = { description: `kesu ${key}: ${child?.description() ?? ''}`, type: [type, 'null'], ...rest };
      continue;
    }
    const own = keySchema(takers.map((t) => t.setting));
    properties[key] = isDeepStrictEqual(own, shared[key]) ? { $ref: `#/$defs/${key}` } : own;
  }
  for (const [alias, key] of Object.entries(ALIASES)) {
    const meant = properties[key];
    if (meant) properties[alias] = meant;
  }
  return { type: 'object', additionalProperties: false, properties };
}

/** A choice counts where every command takes it that has the option. */
function keySchema(settings: readonly Setting[]): Json {
  const [first] = settings;
  if (!first) return {};
  const choices = first.choices?.filter((choice) => settings.every((s) => s.choices?.includes(choice) ?? true));
  return { description: first.description, ...valueSchema(first, choices) };
}

const MAPPING: Json = { type: 'object', additionalProperties: { type: ['string', 'number'] } };

/** Every key may be empty. */
function valueSchema({ key, kind, placeholder }: Setting, choices: readonly string[] | undefined): Json {
  const scalar = /^(?:n|percent)$/.test(placeholder) ? ['number'] : ['string', 'number'];
  const one = choices ? { enum: choices } : { type: scalar };
  switch (kind) {
    case 'switch': return { type: ['boolean', 'null'] };
    case 'value-or-switch': return choices ? { enum: [...choices, true, false, null] } : { type: [...scalar, 'boolean', 'null'] };
    case 'value':
      if (choices) return { enum: [...choices, null] };
      return PAIRED.has(key) ? { ...MAPPING, type: [...scalar, 'object', 'null'] } : { type: [...scalar, 'null'] };
    case 'list': return { anyOf: [one, { type: 'array', items: one }, ...(placeholder.includes('=') ? [MAPPING] : []), { type: 'null' }] };
  }
}
