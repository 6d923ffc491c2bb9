/** What a reader of a report must neither see nor obey: control characters and those that turn the direction of writing. */
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Puts `by` in place of every control character; line breaks may stay. */
export const withoutControls = (text: string, by: string, keepLines = false): string =>
  text.replace(CONTROL, (c) => (keepLines && c === '\n' ? c : by));
