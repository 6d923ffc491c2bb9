import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseColumnMap } from '../../src/transcripts/index.js';
import { FIXTURES, reading } from './reading.js';

// A case is a folder: `input.*`, what is expected of it, and `map.txt` where the columns have to be named.
for (const group of ['layouts', 'bad-input']) {
  describe(group, () => {
    for (const name of readdirSync(join(FIXTURES, group)).sort()) {
      test(name, async () => {
        const folder = join(FIXTURES, group, name);
        const input = join(folder, readdirSync(folder).find((file) => file.startsWith('input.')) ?? '');
        const map = join(folder, 'map.txt');
        const named = existsSync(map) ? { header: false, map: parseColumnMap(readFileSync(map, 'utf8').trim()) } : {};
        const read = await reading([input], named);
        const shown = JSON.stringify(read, null, 1).replaceAll(JSON.stringify(input).slice(1, -1), 'INPUT') + '\n';
        await expect(shown).toMatchFileSnapshot(join(folder, 'expected.json'));
      });
    }
  });
}
