/** kesu as a library: what the commands use. */
export * from './model.js';
export { KesuError } from './errors.js';
export { loadLexicon } from './lexicon/compile.js';
export type { Lexicon } from './lexicon/compiled.js';
export { readConversations, parseColumnMap, type ReadOptions } from './transcripts/index.js';
export { jiebaTokenizer, type Tokenizer } from './text/tokenizer.js';
export { redact } from './text/redact.js';
export { signalReader, type SignalReader } from './signals/signals.js';
export { explainLast, type Explanation } from './signals/explain.js';
export { testLexicon } from './signals/self-test.js';
export { benchOf, checkLexicon, type LexiconFinding } from './lexicography/check/index.js';
export { compareReports, type CaseChange, type SignalChange } from './lexicography/diff.js';
export { jsonSchema, SCHEMAS, type SchemaName } from './lexicography/schemas.js';
export { readDynamics, type DynamicsSettings } from './dynamics/settings.js';
export { readScorecard, type Scorecard } from './risk/scorecard.js';
export { judge, type Judge } from './risk/case-report.js';
export { markdown, pretty, summaryCsv, json, jsonAll, ndjson } from './report/index.js';
