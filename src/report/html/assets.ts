/** The style and the script of all pages, each one text. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { en } from '../../locale/en.js';
import { say, type Lang, type MessageId } from '../../locale/index.js';
import { BANDS } from '../../model.js';
import type { Shared } from './client/data.js';
import { jsonIn } from './escape.js';
import { addable, labelName, type Side } from './groups.js';
import { STYLE } from './style.js';

export interface Assets {
  readonly style: string;
  readonly script: string;
  /** As a content security policy names them. */
  readonly styleHash: string;
  readonly scriptHash: string;
}

/** The modules of the client in the order they need each other; browsers open no modules from a folder on disk, so they are put together. */
const MODULES = ['review-line', 'dom', 'folding', 'columns', 'store', 'review', 'chosen', 'row-view', 'list', 'pages', 'main'] as const;

export function assetsOf(lang: Lang, variants: string): Assets {
  const script = `'use strict';(()=>{const SHARED=${jsonIn(sharedOf(lang, variants))};\n${MODULES.map(moduleText).join('\n')}})();\n`;
  return { style: STYLE, script, styleHash: hash(STYLE), scriptHash: hash(script) };
}

const hash = (text: string): string => `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;

/** Words of the catalogue whose ids begin with this are the script's. */
const CLIENT = 'page-';

function sharedOf(lang: Lang, variants: string): Shared {
  const words = (Object.keys(en) as MessageId[]).filter((id) => id.startsWith(CLIENT)).map((id) => [id.slice(CLIENT.length), say(lang, id)]);
  const labels = (side: Side): [string, string][] => addable(side).map((label) => [label, labelName(label, lang)]);
  return {
    words: Object.fromEntries(words) as Record<string, string>,
    bands: BANDS.map((band) => [band, say(lang, `band-${band}`)]),
    labels: { customer: labels('customer'), agent: labels('agent') },
    variants,
  };
}

/** A compiled module without its imports and exports; they stand beside each other in one function. */
function moduleText(name: string): string {
  const text = readFileSync(compiled(name), 'utf8')
    .replace(/^import [^;]*;\n/gmu, '')
    .replace(/^export (?=const |function |class |let )/gmu, '')
    .replace(/^export \{[^}]*\};?\n/gmu, '');
  if (/^(?:import|export)\b/mu.test(text)) throw new Error(`client/${name}.js cannot be put together with the others`);
  if (/<\/script|<!--/iu.test(text)) throw new Error(`client/${name}.js cannot stand inside a page`);
  return text;
}

/** Beside this file once compiled; in `dist/` where the sources run, as in tests. */
function compiled(name: string): URL {
  const here = new URL(`client/${name}.js`, import.meta.url);
  return existsSync(here) ? here : new URL(`../../../dist/report/html/client/${name}.js`, import.meta.url);
}
