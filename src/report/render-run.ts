/** A run in the formats of CI; each is a pure function of the run. */
import type { CheckRun } from '../gate/diagnostic.js';
import type { CheckOptions } from './check.js';
import type { CiFormat } from './formats.js';
import { github } from './github.js';
import { gitlab } from './gitlab.js';
import { junit } from './junit.js';
import { sarif } from './sarif.js';

const RENDERERS: Readonly<Record<CiFormat, (run: CheckRun, options: CheckOptions) => string>> = { sarif, junit, github, gitlab };

export const renderRun = (format: CiFormat, run: CheckRun, options: CheckOptions): string => RENDERERS[format](run, options);
