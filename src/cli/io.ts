/** What a command may touch of the outside: handed in, so that tests can hold it. */
import { Chalk, type ChalkInstance } from 'chalk';
import type { Lang } from '../locale/index.js';

export interface OutStream {
  write(text: string): boolean;
  once?(event: 'drain', listener: () => void): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Io {
  readonly stdin: AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };
  readonly stdout: OutStream;
  readonly stderr: OutStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The date, as ISO 8601, by which permissions expire; the machine's where it is not given. */
  readonly today?: () => string;
}

export interface Context extends Io {
  readonly lang: Lang;
  readonly color: ChalkInstance;
}

/** Writes and waits when the reader is slower than we are. */
export async function write(stream: OutStream, text: string): Promise<void> {
  if (!stream.write(text) && stream.once) await new Promise<void>((resolve) => stream.once?.('drain', resolve));
}

/**
 * Colour follows `--color`, `NO_COLOR`, `FORCE_COLOR`, the terminal, in this order; chalk itself
 * ignores `NO_COLOR` (no-color.org).
 */
export function colorFor(stream: OutStream, env: Io['env'], wish?: boolean): ChalkInstance {
  return new Chalk({ level: colorLevel(stream, env, wish) });
}

const colorLevel = (stream: OutStream, env: Io['env'], wish?: boolean): ColorLevel => colorReason(stream, env, wish).level;

type ColorLevel = 0 | 1 | 2 | 3;

/** How much colour, and what decided it. */
export function colorReason(stream: OutStream, env: Io['env'], wish?: boolean): { level: ColorLevel; because: string } {
  if (wish !== undefined) return { level: wish ? 2 : 0, because: '--color' };
  if (env['NO_COLOR']) return { level: 0, because: 'NO_COLOR' };
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return { level: forced(force), because: 'FORCE_COLOR' };
  if (!stream.isTTY) return { level: 0, because: '!isatty' };
  if (env['TERM'] === 'dumb') return { level: 0, because: 'TERM=dumb' };
  return env['COLORTERM'] === 'truecolor' ? { level: 3, because: 'COLORTERM' } : { level: 2, because: 'isatty' };
}

function forced(wish: string): ColorLevel {
  if (wish === '' || wish === 'true') return 1;
  const level = Number(wish);
  return level === 2 || level === 3 ? level : level === 1 ? 1 : 0;
}
