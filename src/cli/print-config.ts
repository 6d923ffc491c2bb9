/** `--print-config`: what each option of a command is, and who said so. */
import stringWidth from 'string-width';
import type { Origin, Settled } from '../config/settle.js';
import { say, type Lang } from '../locale/index.js';
import { pad, safe } from '../report/terminal.js';
import { EXIT, type ExitCode } from './exit.js';
import { write, type Context } from './io.js';
import { shownPath, shownPlace } from './place.js';

/** Columns a value may take before it pushes its origin aside. */
const WIDEST = 40;

export async function printConfig(settled: Settled, context: Context): Promise<ExitCode> {
  const wantsJson = settled.values.some(({ setting, value }) => setting.key === 'format' && value === 'json');
  await write(context.stdout, wantsJson ? asJson(settled) : asTable(settled, context));
  return EXIT.done;
}

function asJson({ command, found, values }: Settled): string {
  const settings = Object.fromEntries(values.map(({ setting, value, origin }) => [setting.key, { value: value ?? null, origin: originJson(origin) }]));
  return `${JSON.stringify({ schema: 'kesu.settings/1', command: command.join(' '), files: { project: found.project ?? null, user: found.user ?? null }, settings }, null, 2)}\n`;
}

const originJson = (origin: Origin): unknown => ('place' in origin ? { layer: origin.layer, file: origin.place.file, line: origin.place.line } : origin);

function asTable({ command, found, values }: Settled, { lang, color }: Context): string {
  const rows = values.map(({ setting, value, origin }) => ({ key: setting.key, value: safe(shownValue(value)), dim: origin.layer === 'default', from: safe(originText(origin, lang)) }));
  const keys = Math.max(...rows.map((row) => row.key.length));
  const widest = Math.min(WIDEST, Math.max(...rows.map((row) => stringWidth(row.value))));
  const file = (path: string | undefined): string => safe(path === undefined ? say(lang, 'config-no-file') : shownPath(path));
  const lines = rows.map(({ key, value, dim, from }) => (dim ? color.dim : String)(`${pad(key, keys)}  ${pad(value, widest)}  ${from}`));
  return `${[color.bold(`kesu ${command.join(' ')}`), say(lang, 'config-files', { project: file(found.project), user: file(found.user) }), '', ...lines].join('\n')}\n`;
}

const shownValue = (value: unknown): string =>
  value === undefined || (Array.isArray(value) && value.length === 0) ? '–' : typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : JSON.stringify(value);

function originText(origin: Origin, lang: Lang): string {
  if ('place' in origin) return shownPlace(origin.place);
  return origin.layer === 'env' ? say(lang, 'config-origin-env', { variable: origin.variable }) : say(lang, `config-origin-${origin.layer}`);
}
