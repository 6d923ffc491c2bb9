/** The drawn sample in the terminal: what to check, one line a case, and what the checks will stand for. */
import stringWidth from 'string-width';
import { placeText } from '../errors.js';
import { say } from '../locale/index.js';
import { oneLine } from './format.js';
import type { PrettyOptions } from './pretty.js';
import type { Sample, Sampled } from './sample.js';
import { bandColor, bandWidth, fit, pad, safe } from './terminal.js';

export function sampleLines(sample: Sample, options: PrettyOptions): string[] {
  const { lang, color, width } = options;
  const { picks, strata } = sample;
  const ids = Math.min(28, Math.max(0, ...picks.map(({ report }) => stringWidth(safe(report.id)))));
  const parts = strata.map(({ band, channel, cases, sampled }) =>
    `${say(lang, `band-${band}`)}${channel ? ` ${say(lang, `channel-${channel}`)}` : ''} ${sampled}/${cases}`);
  return [
    color.bold(say(lang, 'sample-head', { n: picks.length, of: sample.cases, seed: sample.seed })),
    ...wrapped(parts, ' · ', width - 2).map((line) => color.dim(`  ${line}`)),
    '',
    ...picks.map((pick) => fit(line(pick, ids, options), width)),
    '',
  ];
}

function line({ report, stratum }: Sampled, ids: number, { lang, color }: PrettyOptions): string {
  const { band } = stratum;
  const name = pad(say(lang, `band-${band}`), Math.max(bandWidth(lang), stringWidth(say(lang, 'band-none'))));
  const score = (report.status === 'scored' ? String(report.risk.score) : '–').padStart(3);
  const last = report.messages.findLast((m) => m.speaker === 'customer') ?? report.messages.at(-1);
  return `${band === 'none' ? color.dim(name) : bandColor(band, color)(name)} ${score}  ${color.bold(pad(safe(report.id), ids))}  ${last ? `“${safe(oneLine(last.text, 60))}”` : ''}  ${color.dim(safe(placeText(report.source)))}`;
}

function wrapped(parts: readonly string[], between: string, width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && stringWidth(last + between + part) <= width) lines[lines.length - 1] = last + between + part;
    else lines.push(part);
  }
  return lines;
}
