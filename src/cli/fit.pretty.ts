/** What was learned about the scorecard, in the terminal. */
import type { ScorecardFit } from '../learning/fit-scorecard.js';
import { LEAST_LABELLED } from '../learning/fit-scorecard.js';
import { say } from '../locale/index.js';
import { table, type EvalView } from './eval.pretty.js';

/** Figures before and after, then every number that changes, those that change most first. */
export function scorecardLines(fit: ScorecardFit, view: EvalView): string[] {
  const { lang, color } = view;
  const head = color.bold(say(lang, 'fit-scorecard', { n: fit.n }));
  const figures = (['exact', 'withinOne', 'spearman', 'auc'] as const).flatMap((id) => {
    const [before, after] = [fit.before?.[id], fit.after?.[id]];
    return before === undefined ? [] : [[say(lang, `fit-${id}`), before.toFixed(3), after?.toFixed(3) ?? '–']];
  });
  return [
    head,
    ...(figures.length > 0 ? table([say(lang, 'fit-figure'), say(lang, 'eval-before'), say(lang, 'fit-after')], figures, view) : []),
    ...(fit.refused ? [say(lang, `fit-refused-${fit.refused}`, { least: LEAST_LABELLED })] : changes(fit, view)),
  ];
}

function changes({ changes: list }: ScorecardFit, view: EvalView): string[] {
  const { lang, top } = view;
  const order = [...list].sort((a, b) => Math.abs(Math.log(b.after / b.before)) - Math.abs(Math.log(a.after / a.before)));
  const shown = top > 0 ? order.slice(0, top) : order;
  const rows = shown.map(({ path, before, after, cases }) => [path, String(before), String(after), String(cases)]);
  return table([say(lang, 'fit-weight'), say(lang, 'eval-before'), say(lang, 'fit-after'), say(lang, 'eval-cases')], rows, view);
}
