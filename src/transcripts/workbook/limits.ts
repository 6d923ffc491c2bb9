import { KesuError } from '../../errors.js';

export const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 2 ** 20)} MiB`;

/** Bytes of a part when unpacked: it becomes one string, and those of Node have no more than 512 Mi characters. */
export const UNPACKED = 500 * 2 ** 20;
/** Bytes of a workbook that is held as a whole: through a pipe, in an old format, or as markup. */
export const HELD = 256 * 2 ** 20;

/** @throws KesuError for more bytes than the limit */
export function refuseAbove(limit: number, size: number): void {
  if (size > limit) throw new KesuError('workbook-too-large', { size: mebibytes(size), limit: mebibytes(limit) });
}

/** The first sentence of an error of a library, to stand in one of ours. */
export const causeOf = (error: unknown): string => ((error instanceof Error ? error.message : String(error)).split(/\n|\. /)[0] ?? '').replace(/\.+$/, '').slice(0, 200);
