/** Names of the formats, apart from their code, so that `--help` loads none of it. */
export const CI_FORMATS = ['sarif', 'junit', 'github', 'gitlab'] as const;
/** What any run of checks can be written as. */
export type CiFormat = (typeof CI_FORMATS)[number];
export const isCiFormat = (format: string): format is CiFormat => CI_FORMATS.some((f) => f === format);

export const FORMATS = ['pretty', 'json', 'ndjson', 'csv', 'md', 'html', ...CI_FORMATS] as const;
export type ReportFormat = (typeof FORMATS)[number];

/** The format that an ending of a file names. */
export const BY_ENDING: Readonly<Record<string, ReportFormat>> = {
  '.json': 'json', '.ndjson': 'ndjson', '.csv': 'csv', '.md': 'md', '.html': 'html', '.sarif': 'sarif', '.xml': 'junit',
};
