import { type Command } from 'commander';
import type { Run } from './main.js';
export function defineScore(_program: Command, _define: (command: Command) => Command, _choose: (run: Run, options: object) => void): void {}
