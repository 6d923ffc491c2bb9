/**
 * A case in plain sentences, as a colleague would put it: how bad and chiefly why; where it tipped and on whose words;
 * what to do first. Lists of GitHub show the first sentence alone, so that one says it all.
 */
import type { CaseWords } from '../gate/case-run.js';
import { say, type Lang, type MessageId, type Params } from '../locale/index.js';
import type { ScoredCase } from '../model.js';
import { mainTurning, oneLine, partName, strongest, timeLimit, wordsOf } from './format.js';

export function caseWords(report: ScoredCase, lang: Lang): CaseWords {
  const t = (id: MessageId, params?: Params): string => say(lang, id, params);
  const { band, score } = report.risk;
  const [main] = strongest(report, 1);
  const text = main ? wordsOf(report, main, 60).text : '';
  const reason = main ? `${t('html-because', { part: partName(main.id, lang) })}${text === '' ? '' : `${t('html-colon')}“${text}”`}` : t('html-no-reason');
  return {
    message: [
      `${t('case-headline', { id: report.id, band: t(`band-${band}`).toLowerCase(), score })}${reason}${t('html-full-stop')}`,
      ...tipped(report, t), ...firstAction(report, lang),
    ].join(t('case-space')),
    text,
  };
}

function tipped(report: ScoredCase, t: (id: MessageId, params?: Params) => string): string[] {
  const turn = mainTurning(report);
  if (!turn) return [];
  const before = turn.before ? `${t('html-tipped-after')}“${oneLine(turn.before.text, 80)}”` : t('html-tipped-silence');
  return [`${t('html-tipped', { n: turn.message + 1 })}${before}${t('html-full-stop')}`];
}

function firstAction({ actions: [first] }: ScoredCase, lang: Lang): string[] {
  return first ? [say(lang, 'case-next', { within: timeLimit(first.within, lang), owner: first.owner[lang], what: first.text[lang] })] : [];
}
