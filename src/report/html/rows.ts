/** A batch as the list of its page holds it. */
import { BANDS, type CaseReport } from '../../model.js';
import { oneLine, partName, partTitle, strongest, timeLimit, wordsOf } from '../format.js';
import type { Row } from './client/data.js';
import { folding } from './client/folding.js';
import { visible } from './escape.js';
import { placeName, type Writing } from './options.js';
import { namedIn } from './rates.js';
import { storeKey } from './store-key.js';

export interface Listed {
  readonly rows: Row[];
  readonly tags: string[];
}

/** @param sorted worst first */
export function listed(sorted: readonly CaseReport[], w: Writing): Listed {
  const tags = new Map<string, number>();
  const tagOf = (name: string): number => {
    const known = tags.get(name);
    if (known !== undefined) return known;
    tags.set(name, tags.size);
    return tags.size - 1;
  };
  const rows = sorted.map((report) => rowOf(report, tagOf, w));
  return { rows, tags: [...tags.keys()] };
}

function rowOf(report: CaseReport, tagOf: (name: string) => number, w: Writing): Row {
  const { t, lang } = w;
  const cell = (text: string | undefined, most: number): string => visible(oneLine(text ?? '', most));
  const judged = report.status === 'scored';
  const [main] = judged ? strongest(report, 1) : [];
  const action = judged ? report.actions[0] : undefined;
  const tags = judged ? [...new Set([...report.signals.map((s) => partName(s.signal, lang)), ...report.findings.map((f) => partName(f.kind, lang)), ...namedIn(report).map((id) => placeName(id, w))])].map(tagOf) : [];
  return [
    w.hrefOf(report) ?? '', cell(report.id, 60), judged ? report.risk.score : -1, judged ? BANDS.indexOf(report.risk.band) : -1,
    judged ? (main ? partTitle(report, main, lang) : '') : t(`reason-${report.reason}`), judged && main ? cell(wordsOf(report, main, 40).text, 42) : '',
    action ? `${t('html-within', { limit: timeLimit(action.within, lang) })} · ${action.owner[lang]}` : '',
    cell(report.agent, 24), report.channel ? t(`channel-${report.channel}`) : '', report.messages.length,
    report.messages.find((m) => m.at !== undefined)?.at?.slice(0, 16).replace('T', ' ') ?? '', tags,
    cell([report.case, report.customer].filter((v) => v !== undefined).join(' '), 60), storeKey(report), action?.within ?? -1,
  ];
}

/** All words of a conversation, folded as the page folds what is typed. */
export function searchTexts(sorted: readonly CaseReport[], variants: string): string[] {
  const folded = folding(variants);
  return sorted.map(({ messages }) => folded(messages.map((m) => m.text).join('\n')));
}
