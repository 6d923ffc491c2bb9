/** Options of every command that can stop a pipeline. */
import { Option, type Command } from 'commander';
import { conditionText, defaultCondition, type Command as Checking } from '../gate/conditions.js';
import { collect } from './collect.js';
import { count } from './count.js';

export interface GateFlags {
  failOn: string[];
  baseline?: string;
  updateBaseline?: boolean;
  tolerance?: number;
  quiet?: boolean;
}

const LEVELS: Readonly<Record<Checking, { flag: string; what: string }>> = {
  score: { flag: '--fail-on <level>', what: 'exit 1 where a case reaches it: low, medium, high, critical, or note, warning, error, or "score>=N" (repeatable)' },
  lint: { flag: '--fail-on <severity>', what: 'exit 1 where a finding reaches it: note, warning or error (repeatable)' },
};

export function gateOptions(command: Command, checking: Checking): Command {
  const { flag, what } = LEVELS[checking];
  command
    .option(flag, what, collect, [])
    .option('--baseline <file>', `what is known: fail only on what is new or worse (without --fail-on from ${conditionText(defaultCondition(checking))} on)`)
    .option('--update-baseline', 'write what this run finds into the --baseline file, and drop what is gone');
  if (checking === 'score') command.addOption(new Option('--tolerance <n>', 'points a score may rise above its --baseline or --compare before it counts as worse (default: 3)').argParser(count));
  return command;
}
