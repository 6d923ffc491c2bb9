/** What the JSON parser says, without the piece of text it quotes: that may be private. */
export function jsonProblem(error: unknown): string {
  return (error as Error).message.replace(/, (?:\.\.\.)?".*" is not valid JSON$/s, '');
}
