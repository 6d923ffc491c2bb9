/** `kesu schema`: what may stand in a file, for editors and for people who check files by other means. */
import type { Command } from 'commander';
import { CONFIG_NAME } from '../config/find.js';
import { configSchema } from '../config/schema.js';
import { KesuError } from '../errors.js';
import { isSchemaName, jsonSchema, SCHEMAS } from '../lexicography/schemas.js';
import { pad } from '../report/terminal.js';
import { EXIT, type ExitCode } from './exit.js';
import { write, type Context } from './io.js';
import type { SchemaOptions } from './schema.options.js';

/** Made from the commands, not from a schema that reads a lexicon. */
const CONFIG = 'config';

export async function schema(name: string | undefined, options: SchemaOptions, program: Command, { stdout, color }: Context): Promise<ExitCode> {
  if (name === CONFIG) {
    await write(stdout, configSchema(program));
    return EXIT.done;
  }
  if (name !== undefined) {
    if (!isSchemaName(name)) throw new KesuError('schema-unknown', { name, known: [...Object.keys(SCHEMAS), CONFIG].join(', ') });
    await write(stdout, jsonSchema(name));
    return EXIT.done;
  }
  const rows = [...Object.entries(SCHEMAS).map(([id, { files }]) => ({ name: id, files })), { name: CONFIG, files: CONFIG_NAME }];
  const width = Math.max(...rows.map((row) => row.name.length));
  await write(stdout, options.format === 'json' ? `${JSON.stringify(rows, null, 2)}\n` : rows.map((row) => `${color.bold(pad(row.name, width))}  ${/^kesu[ .]/.test(row.files) ? '' : 'lexicons/'}${row.files}\n`).join(''));
  return EXIT.done;
}
