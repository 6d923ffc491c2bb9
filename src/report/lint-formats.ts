/** Names of the formats of `kesu lint`, apart from their code, so that `--help` loads none of it. */
import { CI_FORMATS } from './formats.js';

export const LINT_FORMATS = ['pretty', 'json', ...CI_FORMATS] as const;
export type LintFormat = (typeof LINT_FORMATS)[number];
