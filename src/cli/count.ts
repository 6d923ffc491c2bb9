import { InvalidArgumentError } from 'commander';

/** An option that takes a whole number from 0 on; commander adds the option's name to the error. */
export function count(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('It takes a whole number.');
  return Number(value);
}
