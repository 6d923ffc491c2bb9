/** What a check of the surroundings says. */
import { KesuError } from '../../errors.js';
import type { Lang, MessageId, Params } from '../../locale/index.js';

export interface Finding {
  readonly status: 'ok' | 'warn' | 'fail';
  readonly message: MessageId;
  readonly params?: Params;
  /** What to do about it. */
  readonly advice?: MessageId;
}

/** An area that is looked at; it may find several things. */
export interface Check {
  readonly id: 'node' | 'tokenizer' | 'encodings' | 'lexicons' | 'cache' | 'configuration' | 'terminal' | 'output';
  run(lang: Lang): Finding[] | Promise<Finding[]>;
}

export interface Diagnosis extends Finding {
  readonly check: Check['id'];
}

/** Whatever goes wrong in a check is what it found. */
export async function diagnose(checks: readonly Check[], lang: Lang): Promise<Diagnosis[]> {
  const all: Diagnosis[] = [];
  for (const check of checks) {
    const findings = await Promise.resolve().then(() => check.run(lang)).catch((error: unknown): Finding[] => [
      { status: 'fail', message: 'doctor-problem', params: { problem: error instanceof KesuError ? error.in(lang) : String(error) } },
    ]);
    all.push(...findings.map((finding) => ({ check: check.id, ...finding })));
  }
  return all;
}
