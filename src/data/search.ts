/** Index of the first of never falling numbers that is at least so much; their count where none is. */
export function firstAtLeast(numbers: ArrayLike<number>, least: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The greatest of any number of numbers, at least `least`: spread into `Math.max`, some hundred thousand overflow the stack. */
export const greatest = (numbers: Iterable<number>, least = -Infinity): number => {
  let most = least;
  for (const n of numbers) if (n > most) most = n;
  return most;
};
