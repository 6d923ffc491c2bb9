/** `kesu init`: a configuration to start from, and files for CI; what is there is never overwritten unasked. */
import { chmod } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import type { Command } from 'commander';
import { CONFIG_NAME } from '../config/find.js';
import { configSchema } from '../config/schema.js';
import { say } from '../locale/index.js';
import { CI_FILES, type CiFile } from '../setup/ci-files.js';
import { configFile } from '../setup/config-file.js';
import { EXIT, type ExitCode } from './exit.js';
import type { InitOptions } from './init.options.js';
import { write, type Context } from './io.js';
import { writeFileAtomic } from './output.js';

/** The schema of the installed package, and the one written beside the configuration where kesu is not installed in the project. */
const SHIPPED_SCHEMA = join('node_modules', 'kesu', 'lexicons', 'config.schema.json');
const SCHEMA_NAME = 'kesu.config.schema.json';

export async function init(options: InitOptions, program: Command, context: Context): Promise<ExitCode> {
  const { stdout, stderr, lang } = context;
  const files = filesOf(options, program, context);
  if (options.stdout) {
    const told = files.filter((f) => f.path !== SCHEMA_NAME);
    for (const { path, text } of told) await write(stdout, told.length > 1 ? `# ${path}\n${text}\n` : text);
    return EXIT.done;
  }

  const kept: CiFile[] = [];
  for (const file of files) {
    // the schema is made by kesu and read by editors: it may be renewed
    if (existsSync(file.path) && !options.force && file.path !== SCHEMA_NAME) {
      kept.push(file);
      continue;
    }
    await writeFileAtomic(file.path, file.text);
    if (file.executable) await chmod(file.path, 0o755);
    await write(stderr, `${say(lang, 'init-written', { path: file.path })}\n`);
  }
  for (const { path, text } of kept) await write(stderr, `${say(lang, path === CONFIG_NAME ? 'init-kept' : 'init-merge', { path })}\n${path === CONFIG_NAME ? '' : `\n${text}\n`}`);
  await write(stderr, `${nextSteps(options, context).join('\n')}\n`);
  return EXIT.done;
}

function filesOf({ ci }: InitOptions, program: Command, { lang }: Context): CiFile[] {
  const shipped = localSchema(process.cwd());
  return [
    { path: CONFIG_NAME, text: configFile(program, lang, shipped ?? SCHEMA_NAME) },
    ...(shipped === undefined ? [{ path: SCHEMA_NAME, text: configSchema(program) }] : []),
    ...[...new Set(ci)].map((system) => CI_FILES[system]),
  ];
}

/** The schema of the kesu that this project has installed: it follows every update, and no copy has to be kept. */
function localSchema(folder: string): string | undefined {
  const here = join(folder, SHIPPED_SCHEMA);
  if (existsSync(here)) return relative(process.cwd(), here).replaceAll('\\', '/');
  return dirname(folder) === folder ? undefined : localSchema(dirname(folder));
}

function nextSteps({ ci }: InitOptions, { lang }: Context): string[] {
  return [
    say(lang, 'init-next'),
    `  kesu doctor                         ${say(lang, 'init-next-doctor')}`,
    `  kesu score --print-config           ${say(lang, 'init-next-print')}`,
    ...(ci.length > 0 && !existsSync(join('node_modules', 'kesu')) ? [`  npm install --save-dev kesu         ${say(lang, 'init-next-install')}`] : []),
    ...(ci.includes('git-hook') ? [`  git config core.hooksPath .githooks ${say(lang, 'init-next-hook')}`] : []),
    ...(ci.includes('pre-commit') ? [`  pre-commit install                  ${say(lang, 'init-next-hook')}`] : []),
  ];
}
