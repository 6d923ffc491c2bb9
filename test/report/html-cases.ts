/** Case reports to write pages of, and transcripts that want to break them. */
import { readFileSync } from 'node:fs';
import type { CaseReport, Conversation } from '../../src/model.js';
import type { Batch, HtmlOptions } from '../../src/report/html/index.js';
import type { Lang } from '../../src/locale/index.js';
import { fileNames } from '../../src/cli/output.js';
import { judge } from '../../src/risk/case-report.js';
import { chainsOf } from '../../src/risk/chains.js';
import { judging, talk } from '../helpers.js';
import { variantsOf } from '../../src/report/html/variants.js';

export const stored = JSON.parse(readFileSync('fixtures/reports/cases.json', 'utf8')) as CaseReport[];

export const batchOf = (reports: readonly CaseReport[]): Batch => {
  const chained = chainsOf(reports, { ...judging, identity: { case: () => true, customer: () => true } });
  return { ...chained, rejections: [{ file: 'a.csv', line: 3, reason: '</script><b>x' }] };
};

/** Reports as the command hands them on: with their places in chains. */
export const optionsOf = (lang: Lang, reports: readonly CaseReport[]): HtmlOptions => ({
  lang, nameOf: fileNames(reports), bands: { medium: 25, high: 50, critical: 75 }, channelName: (id) => (id === 'cn-12315' ? '全国12315平台' : undefined), variants: variantsOf(judging.reader.lexicon.folder),
});

export const MARKUP = `</script><img src=x onerror="window.hacked=1"><!--<script>window.hacked=1</script>`;
export const HOSTILE: Conversation = {
  ...talk(
    `C: ${MARKUP} 太过分了！再不退款我就打12315投诉你们 "'\`&amp;`,
    `A: ${MARKUP} 这是公司规定，没办法的呢`,
    'C: \u202e\u2066右到左\u0000\u0007\u001b[31m\u2028 我要去工商局投诉你们\ud83d\ude21\ud83d 👨‍👩‍👧 \t结束',
    'A: 不予退款，你去投诉好了',
    `C: ${'今天的天气不错，'.repeat(26_000)}我要曝光你们。`,
  ),
  id: `${MARKUP}"id'`, agent: `${MARKUP}客服`, customer: `${MARKUP}客户`, case: `javascript:alert(1)//"'><b>`,
};
export const hostile = judge(HOSTILE, judging);

/** The text a page shows, with markup and data taken out. */
export const shownText = (html: string): string =>
  html.replace(/<script type="application\/json"[^>]*>.*?<\/script>/gsu, '').replace(/<[^>]*>/gu, '')
    .replace(/&(amp|lt|gt|quot|#39);/gu, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name] as string);
