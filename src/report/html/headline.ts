/** A case in two sentences: how bad and chiefly why; where it tipped and on whose words. */
import type { ScoredCase } from '../../model.js';
import { mainTurning, oneLine, partTitle, strongest, wordsOf } from '../format.js';
import { html, type Html } from './escape.js';
import type { Writing } from './options.js';

export function headline(report: ScoredCase, key: string, w: Writing): Html {
  const { t, lang } = w;
  const { risk } = report;
  const [main] = strongest(report, 1);
  const words = main && wordsOf(report, main, 60);
  const reason = main
    ? html`${t('html-because', { part: partTitle(report, main, lang) })}${words && words.message !== undefined ? html`${t('html-colon')}<a class="quote" href="#${key}m${words.message + 1}"><q><bdi>${words.text}</bdi></q></a>` : undefined}`
    : html`${t('html-no-reason')}`;
  const verdict = risk.band === 'low' ? eased(report, w) : html`${t('html-headline', { band: t(`band-${risk.band}`).toLowerCase() })}${reason}`;
  return html`<p class="headline"><span class="badge ${risk.band}">${t(`band-${risk.band}`)} <b>${risk.score}</b></span> ${verdict}${t('html-full-stop')}</p>
${tipped(report, key, w)}`;
}

/** Of a low case nobody asks why it is low, but whether it ever was not. */
function eased({ risk: { peak, score } }: ScoredCase, { t, bands }: Writing): string {
  const id = peak.score >= bands.high ? 'html-calmed' : peak.score >= bands.medium ? 'html-eased' : 'html-quiet';
  return t(id, { peak: peak.score, n: peak.message + 1, score });
}

function tipped(report: ScoredCase, key: string, { t }: Writing): Html {
  const turn = mainTurning(report);
  const facts = [
    t(`attribution-${report.attribution}`),
    ...(report.risk.peak.score > report.risk.score ? [t('peak-at', { score: report.risk.peak.score, n: report.risk.peak.message + 1 })] : []),
    ...(report.risk.alarm ? [t('alarm-at', { n: report.risk.alarm.confirmed + 1 })] : report.risk.firstAlert !== undefined ? [t('alert-at', { n: report.risk.firstAlert + 1 })] : []),
  ];
  const sentence = turn && html`<a href="#${key}m${turn.message + 1}">${t('html-tipped', { n: turn.message + 1 })}</a>${turn.before ? html`${t('html-tipped-after')}<q><bdi>${oneLine(turn.before.text, 80)}</bdi></q>` : t('html-tipped-silence')}${t('html-full-stop')}`;
  return html`<p class="tipped">${sentence} ${facts.map((f) => html`<span class="fact">${f}</span> `)}</p>`;
}
