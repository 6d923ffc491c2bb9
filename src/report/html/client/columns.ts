/** Places in a row (data.ts). */
export const [HREF, ID, SCORE, BAND, REASON, WORDS, ACTION, AGENT, CHANNEL, MESSAGES, FROM, TAGS, PLACE, STORE, WITHIN] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14] as const;

/** Those a list can be sorted by. */
export type Column = typeof SCORE | typeof ID | typeof WITHIN | typeof AGENT | typeof CHANNEL | typeof MESSAGES | typeof FROM;
/** Those that begin with the highest when they are chosen. */
export const HIGHEST_FIRST: readonly Column[] = [SCORE, MESSAGES];
