/** `sample.csv`: the cases drawn for checking, with columns to fill; for Excel, as `summary.csv`. */
import { stringify } from 'csv-stringify/sync';
import { say, type Lang } from '../locale/index.js';
import type { CaseReport, Message } from '../model.js';
import { findingSentence, oneLine, partTitle, strongest, wordsOf } from './format.js';
import type { Sample, Sampled } from './sample.js';
import { guarded } from './spreadsheet.js';

/** `weight`: how many cases of its stratum a case stands for. The last columns are for the person who checks. */
export const SAMPLE_COLUMNS = [
  'id', 'band', 'score', 'channel', 'stratum_cases', 'stratum_sampled', 'weight', 'messages', 'first_words', 'last_words', 'agent_last', 'reason_1', 'words_1', 'reason_2', 'words_2', 'findings',
  'case', 'agent', 'file', 'sheet', 'line', 'right', 'true_band', 'missed', 'note',
] as const;
type Column = (typeof SAMPLE_COLUMNS)[number];

/** Characters of a quotation. */
const QUOTED = 120;

export function sampleCsv(sample: Sample, lang: Lang): string {
  return stringify(sample.picks.map((pick) => row(pick, lang)), { columns: [...SAMPLE_COLUMNS], header: true, bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ });
}

function row({ report, stratum }: Sampled, lang: Lang): Record<Column, string | number> {
  const reasons = report.status === 'scored' ? strongest(report, 2).map((part) => ({ name: `${partTitle(report, part, lang)} +${part.points}`, words: wordsOf(report, part, 80).text })) : [];
  const cells: Partial<Record<Column, string | number>> = {
    id: report.id, band: say(lang, `band-${stratum.band}`), channel: stratum.channel ? say(lang, `channel-${stratum.channel}`) : '',
    stratum_cases: stratum.cases, stratum_sampled: stratum.sampled, weight: Number((stratum.cases / stratum.sampled).toFixed(2)),
    messages: report.messages.length, first_words: said(report, 'customer', 'first'), last_words: said(report, 'customer', 'last'), agent_last: said(report, 'agent', 'last'),
    case: report.case ?? '', agent: report.agent ?? '', file: report.source.file, sheet: report.source.sheet ?? '', line: report.source.line,
    ...(report.status === 'scored'
      ? { score: report.risk.score, findings: report.findings.map((finding) => findingSentence(finding, lang)).join('; ') }
      : { reason_1: say(lang, `reason-${report.reason}`) }),
    ...(reasons[0] && { reason_1: reasons[0].name, words_1: reasons[0].words }), ...(reasons[1] && { reason_2: reasons[1].name, words_2: reasons[1].words }),
  };
  return Object.fromEntries(SAMPLE_COLUMNS.map((column) => {
    const cell = cells[column] ?? '';
    return [column, typeof cell === 'number' ? cell : guarded(cell)];
  })) as Record<Column, string | number>;
}

/** Where nobody is known to be the customer, anybody's words. */
function said({ messages }: CaseReport, speaker: 'customer' | 'agent', which: 'first' | 'last'): string {
  const anybody = speaker === 'customer' && !messages.some((m) => m.speaker === 'customer');
  const fits = (m: Message): boolean => anybody || m.speaker === speaker;
  const found = which === 'first' ? messages.find(fits) : messages.findLast(fits);
  return found ? oneLine(found.text, QUOTED) : '';
}
