import type { Region } from '../gate/diagnostic.js';
import type { Range } from './placed-text.js';

/** Lines of a file: from offsets to what editors show, and back. */
export class Lines {
  private readonly begins: number[] = [0];

  constructor(private readonly raw: string) {
    for (let at = raw.indexOf('\n'); at >= 0; at = raw.indexOf('\n', at + 1)) this.begins.push(at + 1);
  }

  region([from, to]: Range): Region {
    const [first, last] = [this.at(from), this.at(to)];
    return {
      line: first + 1, column: from - (this.begins[first] as number) + 1,
      endLine: last + 1, endColumn: to - (this.begins[last] as number) + 1,
    };
  }

  /** The text of a line, counted from 1. */
  text(line: number): string {
    return this.raw.slice(this.begins[line - 1], this.begins[line] ?? this.raw.length).replace(/\r?\n$/, '');
  }

  /** From its first character to behind its line break. */
  range(line: number): Range {
    return [this.begins[line - 1] as number, this.begins[line] ?? this.raw.length];
  }

  /** Number of the line an offset stands in, from 0. */
  private at(offset: number): number {
    let [low, high] = [0, this.begins.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.begins[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
