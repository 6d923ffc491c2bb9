/** `lexicons/lint/*.yaml`: what each rule is about, for those who write scripts. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../data/yaml-file.js';
import type { RuleInfo, Severity } from '../gate/diagnostic.js';
import { SHIPPED } from '../lexicon/sources.js';
import { say, type Lang } from '../locale/index.js';

const both = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

export const pageSchema = z.strictObject({
  title: both,
  /** One sentence at the place; `{…}` is filled in. */
  message: both,
  what: both,
  why: both,
  /** Script lines, or what stands in a file; the same in every language. */
  example: z.string().min(1),
  better: z.string().min(1),
  source: both,
});
export const pagesSchema = z.strictObject({ pages: z.record(z.string(), pageSchema) });
export type Page = z.infer<typeof pageSchema>;

export function readPages(overlays: readonly string[] = [], base = SHIPPED): ReadonlyMap<string, Page> {
  const folders = [...(existsSync(join(base, 'lint')) ? [base] : [SHIPPED]), ...overlays].map((dir) => join(dir, 'lint')).filter(existsSync);
  const files = folders.flatMap((folder) => readdirSync(folder).filter((name) => name.endsWith('.yaml')).sort().map((name) => join(folder, name)));
  return new Map(files.flatMap((file) => Object.entries(readYaml(file, pagesSchema).data.pages)));
}

/** The sections of a page, in order, headings worded. */
export const sections = (page: Page, lang: Lang): { readonly heading: string; readonly text: string; readonly quoted: boolean }[] => [
  { heading: say(lang, 'lint-what'), text: page.what[lang], quoted: false },
  { heading: say(lang, 'lint-why'), text: page.why[lang], quoted: false },
  { heading: say(lang, 'lint-example'), text: page.example, quoted: true },
  { heading: say(lang, 'lint-better'), text: page.better, quoted: true },
  { heading: say(lang, 'lint-source'), text: page.source[lang], quoted: false },
];

export function ruleInfo(id: string, severity: Severity, page: Page, lang: Lang): RuleInfo {
  const help = sections(page, lang).map(({ heading, text, quoted }) => `## ${heading}\n\n${quoted ? text.trim().split('\n').map((line) => `> ${line}`).join('\n') : text.trim()}`).join('\n\n');
  return { id, severity, title: page.title[lang], help };
}
