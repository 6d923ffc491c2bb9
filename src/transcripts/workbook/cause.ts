/** The first sentence of an error of the ZIP or XML library, to stand in one of ours. */
export const causeOf = (error: unknown): string => ((error as Error).message.split(/\n|\. /)[0] ?? '').replace(/\.+$/, '').slice(0, 200);
