#!/usr/bin/env node

// Times of transcripts are wall-clock times: no zone of this machine may shift them (before any date is made).
process.env.TZ = 'UTC';
import { main } from '../dist/cli/main.js';

// A reader that has seen enough (`kesu … | head`) closes the pipe: the run ends quietly.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});
process.exitCode = await main(process.argv, {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
});
