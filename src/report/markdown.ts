/** One case as Markdown, for tickets: what, why, where it tipped, what was said. */
import { placeText } from '../errors.js';
import { say, type Lang, type MessageId } from '../locale/index.js';
import { CUSTOMER_SIGNALS, type CaseReport, type ScoredCase } from '../model.js';
import { saidOf } from './by-message.js';
import { placeSentence } from './chains.js';
import { withoutControls } from './control.js';
import { ENTRIES, few, PLACES } from './few.js';
import { duration, findingSentence, learnedNote, neutralScore, oneLine, partName, partTitle, signalName, timeLimit, wordsOf } from './format.js';

export function markdown(report: CaseReport, lang: Lang): string {
  const t = (id: MessageId, params = {}): string => say(lang, id, params);
  const place = placeText(report.source);
  if (report.status === 'insufficient') {
    return `# ${escape(report.id)} · ${t('band-none')}\n\n${t('not-judged', { reason: t(`reason-${report.reason}`) })}\n\n${escape(place)}\n`;
  }
  const { risk } = report;
  const facts = [
    t('score-of', { score: risk.score }), t('peak-at', { score: risk.peak.score, n: risk.peak.message + 1 }),
    ...(risk.firstAlert !== undefined ? [t('alert-at', { n: risk.firstAlert + 1 })] : []),
    ...(risk.alarm ? [t('alarm-at', { n: risk.alarm.confirmed + 1 })] : []), t(`attribution-${report.attribution}`),
  ];
  return [
    `# ${escape(report.id)} · ${t(`band-${risk.band}`)} ${risk.score}`, '',
    `**${facts.join(' · ')}**`, '',
    escape([place, ...(report.case !== undefined ? [t('case-of', { case: report.case })] : []), t('messages-count', { n: report.messages.length })].join(' · ')), '',
    ...(report.chain ? [`**${escape(placeSentence(report.chain, lang))}**`, ''] : []),
    ...(report.actions.length > 0 ? [`## ${t('md-actions')}`, '', ...actions(report, lang), ''] : []),
    `## ${t('md-reasons')}`, '',
    `| ${t('md-points')} | ${t('md-part')} | ${t('md-words')} |`, '| ---: | --- | --- |',
    ...reasons(report, lang), `| **${risk.score}** | | |`, '',
    `## ${t('md-turning')}`, '', ...turnings(report, lang), '',
    `## ${t('md-findings')}`, '', ...findings(report, lang), '',
    ...(report.promises.length > 0 ? [`## ${t('md-promises')}`, '', ...promises(report, lang), ''] : []),
    `## ${t('md-skills')}`, '', ...skills(report, lang), '',
    `## ${t('md-transcript')}`, '', ...transcript(report, lang), '',
    t(report.learned === undefined ? 'md-versions-rules' : 'md-versions', { lexicon: report.lexicon, learned: report.learned ?? '' }), '',
  ].join('\n');
}

function reasons(report: ScoredCase, lang: Lang): string[] {
  return report.risk.contributions.map((part) => {
    const { text, message, stage, learned } = wordsOf(report, part);
    const firmness = stage ? ` (${say(lang, `stage-${stage}`)})` : '';
    const words = message !== undefined ? `“${escape(text)}” (${message + 1})${learned ? ` · ${escape(learnedNote(learned, lang))}` : ''}` : '';
    return `| ${part.points > 0 ? '+' : ''}${part.points} | ${partTitle(report, part, lang)}${firmness} | ${words} |`;
  });
}

function turnings(report: ScoredCase, lang: Lang): string[] {
  if (report.turningPoints.length === 0) return [say(lang, 'md-none')];
  return listed(report.turningPoints, lang, (turn) => {
    const after = turn.before ? say(lang, 'after-agent', { text: escape(oneLine(turn.before.text, 120)) }) : say(lang, 'after-silence');
    const neutral = neutralScore(turn);
    const notes = [
      after,
      ...(neutral !== undefined ? [say(lang, 'had-it-been-neutral', { score: neutral })] : []),
      ...(turn.silence !== undefined ? [say(lang, 'waited', { time: duration(turn.silence, lang) })] : []),
    ];
    return `- ${say(lang, 'turned-at', { n: turn.message + 1, text: escape(oneLine(turn.text, 120)) })} (${turn.from} → ${turn.to}), ${notes.join('; ')}`;
  });
}

function findings(report: ScoredCase, lang: Lang): string[] {
  if (report.findings.length === 0) return [say(lang, 'md-none')];
  return listed(report.findings, lang, (f) => `- **${partName(f.kind, lang)}** (${places(f.messages, lang)}): ${escape(findingSentence(f, lang))}`);
}

/** A line each; of a list too long to be read its beginning, and how many more there are. */
function listed<T>(list: readonly T[], lang: Lang, line: (entry: T) => string): string[] {
  const { shown, more } = few(list, ENTRIES);
  return [...shown.map(line), ...(more > 0 ? [`- ${say(lang, 'html-and-more', { n: more })}`] : [])];
}

function places(messages: readonly number[], lang: Lang): string {
  const { shown, more } = few(messages, PLACES);
  return [...shown.map((m) => m + 1), ...(more > 0 ? [say(lang, 'html-and-more', { n: more })] : [])].join(', ');
}

function actions(report: ScoredCase, lang: Lang): string[] {
  return [
    `| ${say(lang, 'md-within')} | ${say(lang, 'md-owner')} | ${say(lang, 'md-action')} |`, '| --- | --- | --- |',
    ...report.actions.map(({ within, owner, text }) => `| ${timeLimit(within, lang)} | ${escape(owner[lang])} | ${escape(text[lang])} |`),
  ];
}

function promises(report: ScoredCase, lang: Lang): string[] {
  return listed(report.promises, lang, ({ message, text, status, due }) => {
    const state = [say(lang, `promise-${status}`), ...(due !== undefined ? [say(lang, 'promise-due', { due: due.slice(0, 16).replace('T', ' ') })] : [])].join(', ');
    return `- ${say(lang, 'promise-line', { text: escape(oneLine(text, 120)), status: state })} (${message + 1})`;
  });
}

/** The four skills, each with what earned and what cost it. */
function skills(report: ScoredCase, lang: Lang): string[] {
  const { service } = report;
  const facts = [
    service.firstSolution ? say(lang, 'service-solution', { turns: service.firstSolution.turns }) : say(lang, 'service-none'),
    ...(service.slowestReply ? [say(lang, 'service-slowest', { time: duration(service.slowestReply.minutes, lang) })] : []),
  ];
  return [
    facts.join(' · '), '',
    `| ${say(lang, 'md-skill')} | ${say(lang, 'md-score')} | ${say(lang, 'md-earned')} | ${say(lang, 'md-cost')} |`, '| --- | ---: | --- | --- |',
    ...report.agentScorecard.map(({ skill, score, items }) => {
      const list = (earned: boolean): string => items.filter((i) => i.points > 0 === earned)
        .map((i) => `${partName(i.id, lang)} ${i.points > 0 ? '+' : ''}${i.points} (${places(i.messages, lang)})`).join('; ');
      return `| ${say(lang, `skill-${skill}`)} | ${score ?? say(lang, 'not-applicable')} | ${list(true)} | ${list(false)} |`;
    }),
  ];
}

function transcript(report: ScoredCase, lang: Lang): string[] {
  return report.messages.map((message, index) => {
    const labels = saidOf(report, index).signals.map((s) => (CUSTOMER_SIGNALS.some((c) => c === s.signal) ? signalName(s, lang) : partName(s.signal, lang)));
    const tags = [...new Set(labels)].map((l) => `\`${l}\``).join(' ');
    return `${index + 1}. **${say(lang, `speaker-${message.speaker}`)}** ${escape(message.text.replace(/\s*\n\s*/gu, ' / '))}${tags ? ` ${tags}` : ''}`;
  });
}

/** Transcripts are hostile: no markup of theirs may work, and no table may break. */
const escape = (text: string): string =>
  withoutControls(text.replace(/[\\`*_{}[\]()#+!|<>~]/gu, (c) => (c === '<' ? '&lt;' : c === '>' ? '&gt;' : `\\${c}`)), ' ', true);

export { escape as escapeMarkdown };
