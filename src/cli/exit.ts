/** Exit codes (design.md, *Commands*). */
export const EXIT = {
  done: 0,
  /** Done, and a gate failed; for `lexicon test`, an example failed. */
  failed: 1,
  /** Usage, configuration or lexicon error; nothing was scored. */
  usage: 2,
  /** Done, but some input was rejected. */
  rejected: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
