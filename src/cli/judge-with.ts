/** A lexicon named on the command line, to compare with another. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { judgeOf, type JudgeOptions } from '../engine.js';
import type { Judge } from '../risk/case-report.js';
import type { Tokenizer } from '../text/tokenizer.js';

/** `-` is the shipped lexicon; a complete folder stands in its place, any other is laid over it. */
export function judgeWith(folder: string, tokenizer: Tokenizer, options: JudgeOptions): Judge {
  const complete = folder !== '-' && existsSync(join(folder, 'fold.yaml'));
  return judgeOf(tokenizer, folder === '-' || complete ? [] : [folder], complete ? folder : undefined, options);
}
