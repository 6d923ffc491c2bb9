/** A script file, read by what its name ends in. */
import { extname } from 'node:path';
import type { ScriptDocument, Unread } from '../document.js';
import { Script } from '../script.js';
import type { LintSettings } from '../settings.js';
import type { ScriptWords } from '../words.js';
import { readMarkdown } from './markdown.js';
import { readTable } from './table.js';
import { readText } from './text.js';
import { readJson, readNdjson, readYaml } from './tree.js';

type Format = keyof LintSettings['extensions'];

const READERS: Readonly<Record<Format, (script: Script) => readonly Unread[] | void>> = {
  markdown: readMarkdown, text: readText, table: readTable, yaml: readYaml, json: readJson, ndjson: readNdjson,
};

/** Plain text where the name says nothing. */
function formatOf(file: string, { extensions }: LintSettings): Format {
  const ending = extname(file).toLowerCase();
  return (Object.keys(READERS) as Format[]).find((format) => extensions[format].includes(ending)) ?? 'text';
}

/** @param name what the format is told by; the file's own name, or that given for standard input */
export function readScript(file: string, raw: string, words: ScriptWords, name = file): { document: ScriptDocument; unread: readonly Unread[] } {
  const script = new Script(file, raw, words);
  const unread = READERS[formatOf(name, words.settings)](script) ?? [];
  return { document: script.document(), unread };
}
