import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/transcripts/encoding.js';
import { at, linted, read } from './linting.js';

const FOLDER = 'fixtures/lint';

async function textOf(path: string): Promise<string> {
  let text = '';
  for await (const piece of decode((async function* () { yield readFileSync(path); })(), undefined, path).text) text += piece;
  return text;
}

describe('lint: what is found in each format, and where', () => {
  const cases = readdirSync(FOLDER).filter((name) => readdirSync(join(FOLDER, name)).some((file) => file.startsWith('input.')));
  it('has cases', () => expect(cases.length).toBeGreaterThan(7));
  it.each(cases)('%s', async (name) => {
    const input = readdirSync(join(FOLDER, name)).find((file) => file.startsWith('input.')) as string;
    const raw = await textOf(join(FOLDER, name, input));
    const run = linted([input, raw]);
    const found = run.units.flatMap((unit) => unit.diagnostics);
    for (const d of found) if (d.region.column !== undefined) expect(at(raw, d.region)).toBe(d.text);
    expect(new Set(found.map((d) => d.fingerprint)).size).toBe(found.length);
    const { unread } = read(input, raw);
    const told = [
      `texts ${run.texts}`,
      ...unread.map(({ id, line }) => `unread ${id} ${line}`),
      ...found.map(({ region: { line, column = 0 }, severity, rule, text, missing, suppressed }) =>
        `${line}:${column} ${severity} ${rule} ${JSON.stringify(text)}${missing.length > 0 ? ` | ${missing.join(', ')}` : ''}${suppressed ? ` (${suppressed.reason}${suppressed.until ? `, ${suppressed.until}` : ''})` : ''}`),
    ].join('\n') + '\n';
    const golden = join(FOLDER, name, 'expected.txt');
    if (process.env['UPDATE_GOLDEN'] || !existsSync(golden)) writeFileSync(golden, told);
    expect(told).toBe(readFileSync(golden, 'utf8'));
  });
});
