/** The formats of `kesu score`. Each is a pure function of case reports. */
export { FORMATS, type ReportFormat } from './formats.js';
export { byRisk } from './format.js';
export { chainsJson, json, jsonAll, ndjson } from './json.js';
export { markdown } from './markdown.js';
export { pretty } from './pretty.js';
export { Sampler, sampleOf, type Sample } from './sample.js';
export { sampleCsv } from './sample-csv.js';
export { summaryCsv } from './summary-csv.js';
