/** One case as Markdown, for tickets: what, why, where it tipped, what was said. */
import { say, type Lang, type MessageId } from '../locale/index.js';
import type { CaseReport, ScoredCase } from '../model.js';
import { placeSentence } from './chains.js';
import { withoutControls } from './control.js';
import { findingSentence, oneLine, partName, wordsOf } from './format.js';

export function markdown(report: CaseReport, lang: Lang): string {
  const t = (id: MessageId, params = {}): string => say(lang, id, params);
  const place = `${report.source.file}:${report.source.line}`;
  if (report.status === 'insufficient') {
    return `# ${escape(report.id)} · ${t('band-none')}\n\n${t('not-judged', { reason: t(`reason-${report.reason}`) })}\n\n${escape(place)}\n`;
  }
  const { risk } = report;
  const facts = [
    t('score-of', { score: risk.score }), t('peak-at', { score: risk.peak.score, n: risk.peak.message + 1 }),
    ...(risk.firstAlert !== undefined ? [t('alert-at', { n: risk.firstAlert + 1 })] : []), t(`attribution-${report.attribution}`),
  ];
  return [
    `# ${escape(report.id)} · ${t(`band-${risk.band}`)} ${risk.score}`, '',
    `**${facts.join(' · ')}**`, '',
    escape([place, ...(report.case !== undefined ? [t('case-of', { case: report.case })] : []), t('messages-count', { n: report.messages.length })].join(' · ')), '',
    ...(report.chain ? [`**${escape(placeSentence(report.chain, lang))}**`, ''] : []),
    `## ${t('md-reasons')}`, '',
    `| ${t('md-points')} | ${t('md-part')} | ${t('md-words')} |`, '| ---: | --- | --- |',
    ...reasons(report, lang), `| **${risk.score}** | | |`, '',
    `## ${t('md-turning')}`, '', ...turnings(report, lang), '',
    `## ${t('md-findings')}`, '', ...findings(report, lang), '',
    `## ${t('md-transcript')}`, '', ...transcript(report, lang), '',
  ].join('\n');
}

function reasons(report: ScoredCase, lang: Lang): string[] {
  return report.risk.contributions.map((part) => {
    const { text, message, stage } = wordsOf(report, part);
    const firmness = stage ? ` (${say(lang, `stage-${stage}`)})` : '';
    const words = message !== undefined ? `“${escape(text)}” (${message + 1})` : '';
    return `| ${part.points > 0 ? '+' : ''}${part.points} | ${partName(part.id, lang)}${firmness} | ${words} |`;
  });
}

function turnings(report: ScoredCase, lang: Lang): string[] {
  if (report.turningPoints.length === 0) return [say(lang, 'md-none')];
  return report.turningPoints.map((turn) => {
    const after = turn.before ? say(lang, 'after-agent', { text: escape(oneLine(turn.before.text, 120)) }) : say(lang, 'after-silence');
    return `- ${say(lang, 'turned-at', { n: turn.message + 1, text: escape(oneLine(turn.text, 120)) })} (${turn.from} → ${turn.to}), ${after}`;
  });
}

function findings(report: ScoredCase, lang: Lang): string[] {
  if (report.findings.length === 0) return [say(lang, 'md-none')];
  return report.findings.map((f) => `- **${partName(f.kind, lang)}** (${f.messages.map((m) => m + 1).join(', ')}): ${escape(findingSentence(f, lang))}`);
}

function transcript(report: ScoredCase, lang: Lang): string[] {
  return report.messages.map((message, index) => {
    const labels = report.signals.filter((s) => s.message === index).map((s) => partName(s.signal, lang));
    const tags = [...new Set(labels)].map((l) => `\`${l}\``).join(' ');
    return `${index + 1}. **${say(lang, `speaker-${message.speaker}`)}** ${escape(message.text.replace(/\s*\n\s*/gu, ' / '))}${tags ? ` ${tags}` : ''}`;
  });
}

/** Transcripts are hostile: no markup of theirs may work, and no table may break. */
const escape = (text: string): string =>
  withoutControls(text.replace(/[\\`*_{}[\]()#+!|<>~]/gu, (c) => (c === '<' ? '&lt;' : c === '>' ? '&gt;' : `\\${c}`)), ' ', true);
