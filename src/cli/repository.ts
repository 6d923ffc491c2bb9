/** Paths as a code host knows them: from the root of the repository. */
import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { slashed } from '../gate/fingerprint.js';

/** The nearest folder above with a repository in it, else this one. */
export function repositoryRoot(from = process.cwd()): string {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (dirname(folder) === folder) return resolve(from);
  }
}

/** A file's path from the root, with forward slashes; in full where it lies elsewhere. */
export function pathFrom(root: string): (file: string) => string {
  return (file) => {
    const inside = relative(root, resolve(file));
    return slashed(inside.startsWith('..') || isAbsolute(inside) ? resolve(file) : inside);
  };
}
