/** Names of the formats, apart from their code, so that `--help` loads none of it. */
export const FORMATS = ['pretty', 'json', 'ndjson', 'csv', 'md', 'html'] as const;
export type ReportFormat = (typeof FORMATS)[number];
