import { Option, type Command } from 'commander';
import type { Run } from './main.js';

export interface SchemaOptions {
  format: 'pretty' | 'json';
}

export function defineSchema(program: Command, define: (command: Command) => Command, choose: (run: Run, options: SchemaOptions) => void): void {
  define(program.command('schema'))
    .description('print the JSON Schema of a lexicon or configuration file, for editors')
    .argument('[name]', 'which one; without a name, what there is')
    .addOption(new Option('-f, --format <format>', 'how the list of names is written; a schema is JSON').choices(['pretty', 'json']).default('pretty'))
    .addHelpText('after', '\nExample:\n  kesu schema signal > ours/schema.json   # and in each file: # yaml-language-server: $schema=./schema.json')
    .action((name: string | undefined, options: SchemaOptions) => {
      choose(async (context) => (await import('./schema.js')).schema(name, options, program, context), options);
    });
}
