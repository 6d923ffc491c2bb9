/** The column of a reference such as `AB12`, from 0; -1 where there is none. */
export function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Za-z]*/.exec(reference)?.[0].toUpperCase() ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
