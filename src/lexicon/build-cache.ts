/** `npm run build` ends here: checks all shipped lexicons and keeps them parsed. */
import { KesuError } from '../errors.js';
import { compileLexicon } from './compile.js';
import { writeCache } from './parsed-cache.js';
import { readSources } from './sources.js';

try {
  writeCache(() => void compileLexicon(readSources()));
} catch (error) {
  if (!(error instanceof KesuError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
