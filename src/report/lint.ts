/** The formats that only `kesu lint` has: each a function of the run. */
import type { ChalkInstance } from 'chalk';
import type { LintRun } from '../lint/lint.js';
import type { Lang } from '../locale/index.js';
import type { Rejection } from '../model.js';
import type { CiFormat } from './formats.js';
import type { LintFormat } from './lint-formats.js';
import { lintJson } from './lint-json.js';
import { lintPretty } from './lint-pretty.js';

export interface LintReportOptions {
  readonly lang: Lang;
  readonly color: ChalkInstance;
  /** Columns of the terminal. */
  readonly width: number;
  /** What could not be read. */
  readonly rejections: readonly Rejection[];
}

export const LINT_REPORTS: Readonly<Record<Exclude<LintFormat, CiFormat>, (run: LintRun, options: LintReportOptions) => string>> = {
  pretty: lintPretty,
  json: lintJson,
};
