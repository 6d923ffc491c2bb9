/** Small lexicon folders for tests, removed when the tests of a file are over (`test/setup.ts`). */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const made: string[] = [];
export const removeFolders = (): void => made.splice(0).forEach((dir) => rmSync(dir, { recursive: true, force: true }));

/** A new folder with these files (`cues/negation.yaml` makes its folder). */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'kesu-lexicon-'));
  made.push(dir);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), content);
  }
  return dir;
}

/** A folder with one signal file: `body` follows the lines that name signal and speaker. */
export const overlay = (signal: string, body: string, speaker = 'customer'): string =>
  folder({ [`${signal}.yaml`]: `signal: ${signal}\nspeaker: ${speaker}\n${body}` });
