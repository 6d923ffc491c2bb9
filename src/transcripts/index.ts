/** Reading transcripts: files of many encodings, layouts and column names become a stream of conversations. */
export { readIdentity, type Identity } from './identity.js';
export { EXTENSIONS } from './inputs.js';
export { parseColumnMap, type ColumnMap, type Format, type Notice, type ReadOptions, type Role } from './options.js';
export { readConversations } from './read.js';
