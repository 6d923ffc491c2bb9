/**
 * Shipped YAML as it was parsed and validated when kesu was built, and the patterns made of it, by
 * content: making them takes seconds, reading them back some tens of milliseconds. What has changed
 * since is made anew, so the cache can be missing or old and nothing but time is lost.
 */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PATH = fileURLToPath(new URL('../lexicons.cache.json', import.meta.url));

let stored: Record<string, unknown> | undefined;
let recorded: Record<string, unknown> | undefined;

export const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 24);

export function cached(key: string): unknown {
  if (recorded) return undefined;
  stored ??= load();
  return stored[key];
}

/** What was parsed once is not parsed again in this process, for a build or for another lexicon over the same files. */
export function record(key: string, data: unknown): void {
  if (recorded) recorded[key] = data;
  else (stored ??= load())[key] = data;
}

/** Runs `read` with everything parsed anew and keeps what it parsed. For the build. */
export function writeCache(read: () => void): void {
  recorded = {};
  read();
  writeFileSync(PATH, JSON.stringify(recorded));
  recorded = undefined;
}

function load(): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(PATH, 'utf8')) as Record<string, unknown>;
  } catch {
    return {};
  }
}
