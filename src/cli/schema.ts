/** `kesu schema`: what may stand in a file, for editors and for people who check files by other means. */
import { KesuError } from '../errors.js';
import { isSchemaName, jsonSchema, SCHEMAS } from '../lexicography/schemas.js';
import { pad } from '../report/terminal.js';
import { EXIT, type ExitCode } from './exit.js';
import { write, type Context } from './io.js';
import type { SchemaOptions } from './schema.options.js';

export async function schema(name: string | undefined, options: SchemaOptions, { stdout, color }: Context): Promise<ExitCode> {
  if (name !== undefined) {
    if (!isSchemaName(name)) throw new KesuError('schema-unknown', { name, known: Object.keys(SCHEMAS).join(', ') });
    await write(stdout, jsonSchema(name));
    return EXIT.done;
  }
  const rows = Object.entries(SCHEMAS).map(([id, { files }]) => ({ name: id, files }));
  const width = Math.max(...rows.map((row) => row.name.length));
  await write(stdout, options.format === 'json' ? `${JSON.stringify(rows, null, 2)}\n` : rows.map((row) => `${color.bold(pad(row.name, width))}  ${row.files.startsWith('kesu ') ? '' : 'lexicons/'}${row.files}\n`).join(''));
  return EXIT.done;
}
