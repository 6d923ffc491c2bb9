/**
 * Masks of whole ids (a customer's phone number, a case named by it) that stay as distinct as the ids:
 * two customers whose numbers share the readable digits get `138****5678` and `138****5678 (2)`. The number
 * in brackets is that of first appearance, so that it tells nothing of what is masked, as a digest of four
 * hidden digits would.
 */
import { redact } from './redact.js';

export class DistinctMasks {
  /** Shown form of each id that is masked, here or already in the input. */
  private readonly shown = new Map<string, string>();
  private readonly taken = new Set<string>();
  private readonly own = new Set<string>();

  mask(id: string): string {
    const known = this.shown.get(id);
    if (known !== undefined) return known;
    const masked = redact(id);
    if (masked === id && !id.includes('*')) return id;
    let shown = masked;
    for (let n = 2; this.taken.has(shown); n += 1) shown = `${masked} (${n})`;
    this.shown.set(id, shown);
    this.taken.add(shown);
    if (masked !== id) this.own.add(shown);
    return shown;
  }

  /** Whether this stands for one id that was readable; a mask of the input may stand for many. */
  made(shown: string): boolean {
    return this.own.has(shown);
  }
}
