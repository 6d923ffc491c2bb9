/** Signals in a few groups that are told apart by colour and line; the label beside them says which signal it is. */
import { AGENT_SIGNALS, CUSTOMER_SIGNALS, STAGED, STAGES, type Signal, type SignalId, type Speaker } from '../../model.js';
import { columnsOf } from '../../learning/columns.js';
import { say, type Lang } from '../../locale/index.js';
import { partName } from '../format.js';

/** What goes outside or does harm; heat; demands; what an agent does wrong; what an agent does right and what calmed. */
export type Group = 'threat' | 'heat' | 'demand' | 'fault' | 'help';

const GROUPS: Readonly<Record<SignalId, Group>> = {
  'media-threat': 'threat', 'regulator-threat': 'threat', 'legal-threat': 'threat', 'extreme-threat': 'threat', 'safety-harm': 'threat',
  anger: 'heat', abuse: 'heat', accusation: 'heat',
  'complaint-intent': 'demand', 'escalation-request': 'demand', 'churn-threat': 'demand', 'repeat-contact': 'demand', ultimatum: 'demand', influence: 'demand',
  stonewalling: 'fault', provocation: 'fault', overpromise: 'fault',
  satisfaction: 'help', apology: 'help', empathy: 'help', ownership: 'help', solution: 'help', commitment: 'help',
};
export const GROUP_ORDER: readonly Group[] = ['threat', 'heat', 'demand', 'fault', 'help'];
export const groupOf = (signal: SignalId): Group => GROUPS[signal];

/** `anger/strong`, as labelled lines write it (src/learning/label-text.ts). */
export const labelOf = ({ signal, stage, intensity, subtype }: Signal): string =>
  [signal, stage ?? intensity ?? subtype].filter((p) => p !== undefined).join('/');

/** The same in words: `威胁：监管投诉 · 已表明`. */
export function labelName(label: string, lang: Lang): string {
  const [signal = '', detail] = label.split('/');
  if (detail === undefined) return partName(signal, lang);
  if ((STAGES as readonly string[]).includes(detail)) return `${partName(signal, lang)} · ${say(lang, `stage-${detail as 'stated'}`)}`;
  if (detail === 'mild' || detail === 'strong') return `${partName(signal, lang)} · ${say(lang, `intensity-${detail}`)}`;
  return partName(label, lang);
}

/** What an analyst can add to a message, as labels. */
function labelsOf(signal: SignalId): string[] {
  if (STAGED.includes(signal)) return STAGES.map((stage) => `${signal}/${stage}`);
  if (signal === 'anger') return ['anger/mild', 'anger/strong'];
  const kinds = columnsOf(signal).filter((c) => c.detail !== undefined).map((c) => c.id);
  return kinds.length > 0 ? kinds : [signal];
}

export type Side = 'customer' | 'agent';
export const addable = (side: Side): string[] => (side === 'customer' ? CUSTOMER_SIGNALS : AGENT_SIGNALS).flatMap((s) => labelsOf(s));
export const sideOf = (speaker: Speaker): Side | undefined => (speaker === 'customer' ? 'customer' : speaker === 'agent' || speaker === 'bot' ? 'agent' : undefined);
