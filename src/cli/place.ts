import { isAbsolute, relative } from 'node:path';
import { placeText, type Place } from '../errors.js';

/** A path as the user would write it from here; elsewhere in full. */
export function shownPath(file: string): string {
  const near = relative(process.cwd(), file);
  return near === '' || near.startsWith('..') || isAbsolute(near) ? file : near;
}

export const shownPlace = ({ file, line, column }: Place): string =>
  placeText({ ...(file !== undefined && { file: shownPath(file) }), ...(line !== undefined && { line }), ...(column !== undefined && { column }) });
