/** For options that may be given more than once; a variadic option would swallow the arguments after it. */
export const collect = (value: string, before: readonly string[]): string[] => [...before, value];
