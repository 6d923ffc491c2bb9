/** `summary.csv`: one row a case, for Excel (byte order mark, CRLF, no formula is ever run). */
import { stringify } from 'csv-stringify/sync';
import { say, type Lang } from '../locale/index.js';
import { SKILLS, type CaseReport, type ScoredCase } from '../model.js';
import { CHAIN_COLUMNS, chainCells } from './chains.js';
import { byRisk, mainTurning, oneLine, partName, partTitle, strongest, timeLimit, wordsOf } from './format.js';

const SKILL_COLUMNS = SKILLS.map((s) => `skill_${s.replace('-', '_')}` as const);

const COLUMNS = [
  'id', 'status', 'band', 'score', 'peak', 'first_alert', 'alarm', 'attribution', 'reason_1', 'words_1', 'reason_2', 'words_2', 'reason_3', 'words_3',
  'turning_point', 'turning_words', 'agent_before', 'findings', 'action_1', 'action_2', 'action_3', ...SKILL_COLUMNS, 'messages', 'channel', 'case', ...CHAIN_COLUMNS, 'customer', 'agent', 'file', 'sheet', 'line',
] as const;

export function summaryCsv(reports: readonly CaseReport[], lang: Lang): string {
  const rows = byRisk(reports).map((report) => row(report, lang));
  return stringify(rows, { columns: [...COLUMNS], header: true, bom: true, record_delimiter: 'windows', escape_formulas: true });
}

function row(report: CaseReport, lang: Lang): Record<(typeof COLUMNS)[number], string | number> {
  const where = { channel: report.channel ?? '', case: report.case ?? '', customer: report.customer ?? '', agent: report.agent ?? '', file: report.source.file, sheet: report.source.sheet ?? '', line: report.source.line, messages: report.messages.length };
  const empty = Object.fromEntries(COLUMNS.map((c) => [c, ''])) as Record<(typeof COLUMNS)[number], string>;
  if (report.status === 'insufficient') {
    return { ...empty, ...where, id: report.id, status: report.status, band: say(lang, 'band-none'), reason_1: say(lang, `reason-${report.reason}`) };
  }
  const { risk } = report;
  const reasons = strongest(report, 3).map((part) => ({ name: `${partTitle(report, part, lang)} +${part.points}`, words: wordsOf(report, part, 80).text }));
  const turn = mainTurning(report);
  return {
    ...empty, ...where, ...chainCells(report, lang), id: report.id, status: report.status, band: say(lang, `band-${risk.band}`), score: risk.score, peak: risk.peak.score,
    first_alert: risk.firstAlert === undefined ? '' : risk.firstAlert + 1, alarm: risk.alarm === undefined ? '' : risk.alarm.confirmed + 1, attribution: say(lang, `attribution-${report.attribution}`),
    reason_1: reasons[0]?.name ?? '', words_1: reasons[0]?.words ?? '', reason_2: reasons[1]?.name ?? '', words_2: reasons[1]?.words ?? '', reason_3: reasons[2]?.name ?? '', words_3: reasons[2]?.words ?? '',
    turning_point: turn ? turn.message + 1 : '', turning_words: turn ? oneLine(turn.text, 120) : '', agent_before: turn?.before ? oneLine(turn.before.text, 120) : '',
    ...Object.fromEntries(report.agentScorecard.map(({ skill, score }) => [`skill_${skill.replace('-', '_')}`, score ?? ''])),
    action_1: actionCell(report, 0, lang), action_2: actionCell(report, 1, lang), action_3: actionCell(report, 2, lang),
    findings: [...new Set(report.findings.map((f) => partName(f.kind, lang)))].join('; '),
  };
}

function actionCell(report: ScoredCase, index: number, lang: Lang): string {
  const action = report.actions[index];
  return action ? `${timeLimit(action.within, lang)} · ${action.owner[lang]}: ${action.text[lang]}` : '';
}
