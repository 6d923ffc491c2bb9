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

function colorLevel(stream: OutStream, env: Io['env'], wish?: boolean): 0 | 1 | 2 | 3 {
  if (wish !== undefined) return wish ? 2 : 0;
  if (env['NO_COLOR']) return 0;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) {
    if (force === '' || force === 'true') return 1;
    const level = Number(force);
    return level === 2 || level === 3 ? level : level === 1 ? 1 : 0;
  }
  if (!stream.isTTY || env['TERM'] === 'dumb') return 0;
  return env['COLORTERM'] === 'truecolor' ? 3 : 2;
}
