/** What the process asks of the configuration. */
import type { Command } from 'commander';
import { KesuError } from '../errors.js';
import { SETTING_UP } from './settings.js';
import { settle, type Settled } from './settle.js';

/** Settles a command's options. A command that sets kesu up must run where a file is broken, and then reads none. */
export function settleFor(command: Command, surroundings: Parameters<typeof settle>[1]): Settled {
  try {
    return settle(command, surroundings);
  } catch (error) {
    if (!(error instanceof KesuError) || !SETTING_UP.has(command.name()) || command.getOptionValue('printConfig')) throw error;
    return settle(command, surroundings, { files: false });
  }
}
