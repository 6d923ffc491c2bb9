import type { Command } from 'commander';

/** How labelled lines are read, by whichever command. */
export interface LabelledOptions {
  rejected?: string;
  asr?: boolean;
  redact: boolean;
  quiet?: boolean;
}

export const labelledOptions = (command: Command): Command => command
  .option('--rejected <file>', 'list what could not be read in this file (NDJSON)')
  .option('--asr', 'the text is speech-recognised: hear terms that were misheard')
  .option('--no-redact', 'leave phone, card and identity numbers, e-mail and addresses readable')
  .option('-q, --quiet', 'say nothing on standard error but errors');
