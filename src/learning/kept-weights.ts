/**
 * The shipped weights as they are scored with, kept from the build: reading them back takes milliseconds,
 * making them from 900 KB of JSON takes some hundred. A file a side, named by the fingerprint of the JSON, so
 * that weights trained since are never mistaken for them; without the files nothing but time is lost.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { SIDES, type Side } from './columns.js';
import { sideWeights, type SideWeights } from './side-weights.js';
import { readWeights } from './weights.js';

const KEPT = fileURLToPath(new URL('../learned.cache', import.meta.url));
const pathOf = (version: string, side: Side, dir: string): string => join(dir, `${version}-${side}.bin`);
const sides = Object.keys(SIDES) as Side[];

/** For the build; what was kept before goes. */
export function keepWeights(dir = KEPT): void {
  const { files, version } = readWeights();
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  for (const side of sides) writeFileSync(pathOf(version, side, dir), serialize(sideWeights(files, side)));
}

export const isKept = (version: string, dir = KEPT): boolean => sides.every((side) => existsSync(pathOf(version, side, dir)));

/** Undefined where they cannot be read back. */
export function keptWeights(version: string, side: Side, dir = KEPT): SideWeights | undefined {
  try {
    return deserialize(readFileSync(pathOf(version, side, dir))) as SideWeights;
  } catch {
    return undefined;
  }
}
