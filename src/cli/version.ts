import { readFileSync } from 'node:fs';

const about = (): { version: string; homepage?: string } =>
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string; homepage?: string };

/** The version of the package. */
export const version = (): string => about().version;

/** Where the package is described, once it says so. */
export const homepage = (): string | undefined => about().homepage;
