/** Names of the formats, apart from their code, so that `--help` loads none of it. */
export const FORMATS = ['pretty', 'json', 'ndjson', 'csv', 'md'] as const;
export type ReportFormat = (typeof FORMATS)[number];
