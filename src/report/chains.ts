/** Cases over several contacts, in words: for the terminal, for one case's Markdown, for the columns of the CSV. */
import stringWidth from 'string-width';
import { say, type Lang } from '../locale/index.js';
import type { CaseChain, CaseReport, ChainPlace, ScoredCase } from '../model.js';
import { oneLine, partName } from './format.js';
import type { PrettyOptions } from './pretty.js';
import { bandColor, bandWidth, fit, pad, safe } from './terminal.js';

/** A section for the terminal, worst case first; nothing where no case has several contacts. */
export function chainLines(chains: readonly CaseChain[], reports: readonly CaseReport[], options: PrettyOptions): string[] {
  if (chains.length === 0) return [];
  const { lang, color, top } = options;
  const contactsOf = byChain(reports);
  const sorted = [...chains].sort((a, b) => b.score - a.score);
  const shown = top > 0 ? sorted.slice(0, top) : sorted;
  const lines = [color.bold(say(lang, 'chains-head', { n: chains.length })), '', ...shown.flatMap((chain) => describe(chain, contactsOf.get(idOf(chain)) ?? [], options))];
  if (shown.length < chains.length) lines.push(color.dim(say(lang, 'more-cases', { n: chains.length - shown.length })), '');
  return lines;
}

/** `contact 2 of 3 of case X, case risk 81 CRITICAL` */
export const placeSentence = (place: ChainPlace, lang: Lang): string =>
  say(lang, 'chain-place', { n: place.contact, of: place.contacts, key: keyOf(place, lang), score: place.score, band: say(lang, `band-${place.band}`) });

export const CHAIN_COLUMNS = ['case_contact', 'case_contacts', 'case_score', 'case_band'] as const;

export function chainCells(report: CaseReport, lang: Lang): Partial<Record<(typeof CHAIN_COLUMNS)[number], string | number>> {
  const place = report.status === 'scored' ? report.chain : undefined;
  return place ? { case_contact: place.contact, case_contacts: place.contacts, case_score: place.score, case_band: say(lang, `band-${place.band}`) } : {};
}

const keyOf = ({ by, key }: Pick<ChainPlace, 'by' | 'key'>, lang: Lang): string => say(lang, `${by}-of`, { [by]: key });
const idOf = ({ by, key }: Pick<ChainPlace, 'by' | 'key'>): string => `${by}\0${key}`;

/** The reports of each chain, earliest first. */
function byChain(reports: readonly CaseReport[]): Map<string, ScoredCase[]> {
  const found = new Map<string, ScoredCase[]>();
  for (const report of reports) {
    if (report.status !== 'scored' || !report.chain) continue;
    const contacts = found.get(idOf(report.chain)) ?? [];
    contacts[report.chain.contact - 1] = report;
    found.set(idOf(report.chain), contacts);
  }
  return found;
}

function describe(chain: CaseChain, contacts: readonly ScoredCase[], { lang, color, width }: PrettyOptions): string[] {
  const indent = ' '.repeat(bandWidth(lang) + 1);
  const facts = [
    say(lang, 'contacts-count', { n: chain.conversations.length }),
    ...(chain.agents.length > 1 ? [say(lang, 'agents-count', { n: chain.agents.length })] : []),
    ...(chain.channels.length > 1 ? [chain.channels.map((c) => say(lang, `channel-${c}`)).join(' → ')] : []),
  ];
  const head = fit(`${bandColor(chain.band, color)(pad(say(lang, `band-${chain.band}`), bandWidth(lang)))} ${bandColor(chain.band, color).bold(String(chain.score).padStart(3))}  ${color.bold(safe(keyOf(chain, lang)))}  ${color.dim(facts.join(' · '))}`, width);
  if (chain.band === 'low') return [head];
  const raising = chain.contributions.filter((c) => c.points > 0 && c.id !== 'base').slice(0, 3);
  return [
    head,
    ...raising.map((c) => fit(`${indent}${color.yellow(`+${c.points}`.padStart(3))}  ${partName(c.id, lang)}`, width)),
    ...contactLines(contacts, lang).map(({ text, score }, k) => {
      const report = contacts[k] as ScoredCase;
      return fit(`${indent}     ${text}  ${bandColor(report.risk.band, color)(String(score).padStart(3))}${arrow(score, contacts[k - 1]?.risk.score)}`, width);
    }),
    ...chain.promises.filter((p) => p.settledBy?.conversation !== undefined && (p.status === 'broken' || p.status === 'overdue')).map((p) =>
      fit(`${indent} ${color.red('✗')}   ${say(lang, `chain-${p.status as 'broken' | 'overdue'}`, { text: safe(oneLine(p.text, 48)), id: safe(p.conversation), by: safe(p.settledBy?.conversation ?? '') })}`, width)),
    '',
  ];
}

const arrow = (score: number, before: number | undefined): string => (before === undefined || before === score ? '' : score > before ? ' ↗' : ' ↘');

/** Date, channel, agent and id of each contact, in columns. */
function contactLines(contacts: readonly ScoredCase[], lang: Lang): { text: string; score: number }[] {
  const rows = contacts.map((report) => [
    report.messages.find((m) => m.at !== undefined)?.at?.slice(0, 16).replace('T', ' ') ?? '',
    report.channel ? say(lang, `channel-${report.channel}`) : '',
    oneLine(safe(report.agent ?? ''), 24),
    oneLine(safe(report.id), 28),
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => stringWidth(row[column] as string))));
  return rows.map((row, k) => ({
    text: row.flatMap((cell, column) => (widths[column] === 0 ? [] : [pad(cell, widths[column] as number)])).join('  '),
    score: (contacts[k] as ScoredCase).risk.score,
  }));
}
