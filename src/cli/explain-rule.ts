/** `kesu explain RULE`: the page of a rule of `kesu lint`, or which of them a rule of the lexicon comes under. */
import { KesuError } from '../errors.js';
import { loadLexicon } from '../lexicon/compile.js';
import type { CompiledRule } from '../lexicon/compiled.js';
import { ruleOf } from '../lint/judge-reply.js';
import { readPages, sections, type Page } from '../lint/pages.js';
import { readLint, type LintSettings } from '../lint/settings.js';
import { say } from '../locale/index.js';
import { wrapped } from '../report/wrap.js';
import type { ExplainOptions } from './explain.options.js';
import { write, type Context } from './io.js';
import { nearest } from './nearest.js';
import { shownPlace } from './place.js';

/** Ids are of small letters and hyphens, with at most one slash; nothing a customer would write. */
export const looksLikeRule = (text: string): boolean => /^[a-z]+(?:-[a-z]+)*(?:\/[a-z\d]+(?:-[a-z\d]+)*)?$/.test(text);

/**
 * Shows what is known of the id; false where it is none after all.
 * @throws KesuError for what can only be a rule, and is none
 */
export async function explainRule(id: string, { lexicons, format }: Pick<ExplainOptions, 'lexicons' | 'format'>, context: Context): Promise<boolean> {
  const settings = readLint(lexicons);
  const pages = readPages(lexicons);
  if (!pages.has(id) && !id.includes('/') && !id.includes('-')) return false;
  const page = pages.get(id);
  if (page) return tell(id, page, settings, format, context);
  const { rules } = loadLexicon(lexicons);
  const rule = rules.find((r) => r.id === id);
  if (rule) return tellLexiconRule(rule, pages, settings, format, context);
  const near = nearest(id, [...pages.keys(), ...rules.map((r) => r.id)]);
  if (!id.includes('/') && near.distance > 2) return false;
  throw new KesuError('explain-rule-unknown', { rule: id, near: near.name });
}

async function tell(id: string, page: Page, settings: LintSettings, format: ExplainOptions['format'], context: Context): Promise<true> {
  const severity = settings.rules[id]?.severity ?? null;
  if (format === 'json') await write(context.stdout, `${JSON.stringify({ rule: id, severity, ...page }, null, 2)}\n`);
  else await write(context.stdout, `${pageLines(id, page, settings, context).join('\n')}\n`);
  return true;
}

async function tellLexiconRule(rule: CompiledRule, pages: ReadonlyMap<string, Page>, settings: LintSettings, format: ExplainOptions['format'], context: Context): Promise<true> {
  const { lang, color, stdout } = context;
  const { examples, counterexamples } = rule.source;
  const under = ruleOf({ signal: rule.signal, rule: rule.id, ...(rule.subtype !== undefined && { subtype: rule.subtype }) }, settings)?.[0];
  const place = shownPlace(rule.place());
  if (format === 'json') {
    await write(stdout, `${JSON.stringify({ lexiconRule: rule.id, place, subtype: rule.subtype ?? null, strength: rule.strength, examples, counterexamples, rule: under ?? null }, null, 2)}\n`);
    return true;
  }
  const page = under === undefined ? undefined : pages.get(under);
  const list = (id: 'lint-hits' | 'lint-misses', shown: typeof examples): string[] => (shown.length > 0 ? paragraph(say(lang, id, { examples: shown.map(written).join(' · ') }), context) : []);
  await write(stdout, `${[
    color.bold(rule.id),
    ...paragraph(under === undefined ? say(lang, 'lint-lexicon-rule-plain', { place }) : say(lang, 'lint-lexicon-rule', { rule: under, place }), context),
    ...list('lint-hits', examples), ...list('lint-misses', counterexamples),
    ...(page && under !== undefined ? ['', ...pageLines(under, page, settings, context)] : []),
  ].join('\n')}\n`);
  return true;
}

/** An example: a message, or a talk that ends in one. */
const written = (example: CompiledRule['source']['examples'][number]): string =>
  (typeof example === 'string' ? example : example.flatMap((said) => Object.entries(said).map(([who, words]) => `${who}=${words}`)).join(' / '));

function pageLines(id: string, page: Page, settings: LintSettings, context: Context): string[] {
  const { lang, color } = context;
  const severity = settings.rules[id]?.severity;
  return [
    `${color.bold(id)}  ${page.title[lang]}${severity ? color.dim(`  (${say(lang, 'lint-default-severity', { severity: say(lang, `severity-${severity}`) })})`) : ''}`,
    ...sections(page, lang).flatMap(({ heading, text, quoted }) => ['', color.bold(heading), ...text.trim().split('\n').flatMap((line) => paragraph(line, context, quoted ? '  | ' : '  '))]),
  ];
}

/** Wrapped to the window in a terminal; elsewhere a line. */
function paragraph(text: string, { stdout }: Context, indent = '  '): string[] {
  const lines = stdout.isTTY ? wrapped(text, Math.max(20, Math.min(stdout.columns ?? 80, 100) - indent.length)) : [text];
  return lines.map((line) => indent + line);
}
