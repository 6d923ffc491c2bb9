/** The contacts of one case in time, and what became of promises between them. */
import type { CaseChain, ChainPlace } from '../../model.js';
import { placeSentence } from '../chains.js';
import { oneLine, partName } from '../format.js';
import { html, type Html } from './escape.js';
import type { Writing } from './options.js';
import { section } from './sections.js';

export const chainKey = ({ by, key }: Pick<ChainPlace, 'by' | 'key'>): string => `${by}\0${key}`;

export function chainSection(chain: CaseChain, place: ChainPlace, here: string, key: string, w: Writing): Html {
  return section(`${key}sec-chain`, w.t('html-chain'), html`<p>${placeSentence(place, w.lang)}${w.t('html-full-stop')}</p>${contacts(chain, w, here)}${partsOf(chain, w)}${between(chain, w)}`);
}

export function contacts(chain: CaseChain, w: Writing, here?: string): Html {
  return html`<ol class="contacts">${chain.conversations.map((id) => {
    const report = w.caseOf(id);
    if (!report || report.status !== 'scored') return html`<li><bdi>${oneLine(id, 40)}</bdi></li>`;
    const href = w.hrefOf(report);
    const facts = [report.messages.find((m) => m.at !== undefined)?.at?.slice(0, 16).replace('T', ' '), report.channel && w.t(`channel-${report.channel}`), report.agent && oneLine(report.agent, 24)].filter((f) => f !== undefined && f !== '');
    const name = html`<bdi>${oneLine(id, 40)}</bdi>`;
    return html`<li${id === here && html` aria-current="true"`}><span class="badge small ${report.risk.band}">${w.t(`band-${report.risk.band}`)} <b>${report.risk.score}</b></span> ${id === here || href === undefined ? name : html`<a href="${href}">${name}</a>`} <span class="after">${facts.join(' · ')}</span></li>`;
  })}</ol>`;
}

const partsOf = ({ contributions }: CaseChain, { lang }: Writing): Html | undefined => {
  const raising = contributions.filter((c) => c.points > 0 && c.id !== 'base');
  return raising.length === 0 ? undefined : html`<p class="facts">${raising.map((c) => html`<span class="fact">${partName(c.id, lang)} +${c.points}</span> `)}</p>`;
};

/** Promises that another contact shows were not kept. */
function between({ promises }: CaseChain, { t }: Writing): Html | undefined {
  const lost = promises.filter((p) => p.settledBy?.conversation !== undefined && (p.status === 'broken' || p.status === 'overdue'));
  if (lost.length === 0) return undefined;
  return html`<ul class="findings">${lost.map((p) => html`<li class="bad"><bdi>${t(`chain-${p.status as 'broken' | 'overdue'}`, { text: oneLine(p.text, 80), id: p.conversation, by: p.settledBy?.conversation ?? '' })}</bdi></li>`)}</ul>`;
}
