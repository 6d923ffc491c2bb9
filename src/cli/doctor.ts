/** `kesu doctor`: what works here, and what to do where it does not. */
import type { Command } from 'commander';
import stringWidth from 'string-width';
import { say } from '../locale/index.js';
import { pad, safe } from '../report/terminal.js';
import { diagnose, type Diagnosis } from '../setup/doctor/check.js';
import { checksOf } from './doctor.checks.js';
import type { DoctorOptions } from './doctor.options.js';
import { EXIT, type ExitCode } from './exit.js';
import { write, type Context } from './io.js';
import { version } from './version.js';

export async function doctor({ format, lexicons, learned }: DoctorOptions, program: Command, context: Context): Promise<ExitCode> {
  const command = program.commands.find((c) => c.name() === 'doctor') ?? program;
  const found = await diagnose(checksOf({ command, io: context, cwd: process.cwd(), lexicons, learned }), context.lang);
  await write(context.stdout, format === 'json' ? asJson(found, context) : asList(found, context));
  return found.some((f) => f.status === 'fail') ? EXIT.usage : EXIT.done;
}

const text = ({ message, params }: Diagnosis, { lang }: Context): string => say(lang, message, params);

function asJson(found: readonly Diagnosis[], context: Context): string {
  const checks = found.map((f) => ({ check: f.check, status: f.status, message: text(f, context), ...(f.advice && { advice: say(context.lang, f.advice, f.params) }) }));
  return `${JSON.stringify({ schema: 'kesu.doctor/1', version: version(), checks }, null, 2)}\n`;
}

function asList(found: readonly Diagnosis[], context: Context): string {
  const { lang, color } = context;
  const marks = { ok: color.green('✓'), warn: color.yellow('!'), fail: color.red('✗') };
  const heads = new Map(found.map(({ check }) => [check, say(lang, `doctor-head-${check}`)]));
  const widest = Math.max(...[...heads.values()].map((head) => stringWidth(head)));
  const lines = found.flatMap((f, n) => {
    const head = found[n - 1]?.check === f.check ? '' : (heads.get(f.check) ?? '');
    return [
      `${marks[f.status]} ${pad(head, widest)}  ${safe(text(f, context))}`,
      ...(f.advice ? [`  ${pad('', widest)}  → ${safe(say(lang, f.advice, f.params))}`] : []),
    ];
  });
  const count = (status: Diagnosis['status']): number => found.filter((f) => f.status === status).length;
  return `kesu ${version()}\n\n${lines.join('\n')}\n\n${say(lang, 'doctor-summary', { ok: count('ok'), warn: count('warn'), fail: count('fail') })}\n`;
}
