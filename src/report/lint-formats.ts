/** Names of the formats of `kesu lint`, apart from their code, so that `--help` loads none of it. */
export const LINT_FORMATS = ['pretty', 'json'] as const;
export type LintFormat = (typeof LINT_FORMATS)[number];
