/** The questions of a review in a terminal: one message after another, forwards and back, until the user has had enough. */
import { SIDES } from '../learning/columns.js';
import { detailKindOf, detailOf, detailsOf, withDetail } from '../learning/label-text.js';
import type { Label } from '../learning/labelled.js';
import type { Pick } from '../learning/picking.js';
import type { Considered } from '../learning/thinking.js';
import { say } from '../locale/index.js';
import type { SignalId } from '../model.js';
import { card, detailName, labelNames, percent, signalName, type CardView } from './review.card.js';
import type { Choice, Prompts } from './review.prompts.js';

/** Signals offered before `more…`, and the probability from which one is. */
const LIKELY = 6;
const LEAST = 0.05;
const MORE = 'more';

export interface Outcome {
  readonly labelled: number;
  readonly skipped: number;
}

/** @param save keeps an answer for good before the next question is asked */
export async function askAll(picks: readonly Pick<Considered>[], prompts: Prompts, view: CardView, save: (pick: Pick<Considered>, labels: readonly Label[]) => Promise<void>): Promise<Outcome> {
  const answers = new Map<number, readonly Label[]>();
  const skipped = new Set<number>();
  let at = 0;
  while (at < picks.length) {
    const pick = picks[at] as Pick<Considered>;
    const earlier = answers.get(at);
    prompts.show(card(pick, { nth: at + 1, of: picks.length, ...(earlier && { earlier }) }, view));
    const wish = await askOne(pick, prompts, view, at > 0);
    if (wish === 'quit') break;
    if (wish === 'back') at = Math.max(0, at - 1);
    else if (wish === 'skip') {
      if (!earlier) skipped.add(at);
      at += 1;
    } else {
      await save(pick, wish);
      answers.set(at, wish);
      skipped.delete(at);
      at += 1;
    }
  }
  return { labelled: answers.size, skipped: skipped.size };
}

type Wish = readonly Label[] | 'skip' | 'back' | 'quit';

async function askOne(pick: Pick<Considered>, prompts: Prompts, view: CardView, canGoBack: boolean): Promise<Wish> {
  const { lang } = view;
  const { labels: heard } = pick.candidate;
  const choices: Choice[] = [
    ...(heard.length > 0 ? [{ value: 'yes', label: say(lang, 'review-key-yes', { labels: labelNames(heard, lang) }) }] : []),
    { value: 'nothing', label: say(lang, 'review-key-nothing') },
    { value: 'label', label: say(lang, 'review-key-label') },
    { value: 'skip', label: say(lang, 'review-key-skip') },
    ...(canGoBack ? [{ value: 'back', label: say(lang, 'review-key-back') }] : []),
    { value: 'quit', label: say(lang, 'review-key-quit') },
  ].map(({ value, label }) => ({ value: value[0] as string, label }));
  for (;;) {
    switch (await prompts.key(say(lang, 'review-ask', { speaker: say(lang, `speaker-${pick.candidate.side}`) }), choices)) {
      case 'y': return heard;
      case 'n': return [];
      case 's': return 'skip';
      case 'b': return 'back';
      case 'l': {
        const labels = await askLabels(pick, prompts, view);
        // a choice that was broken off leads back to the question
        if (labels) return labels;
        break;
      }
      default: return 'quit';
    }
  }
}

async function askLabels({ candidate: { side, thoughts, labels: heard } }: Pick<Considered>, prompts: Prompts, { lang }: CardView): Promise<Label[] | undefined> {
  const chance = new Map(thoughts.map((t) => [t.signal, t.probability]));
  const all = [...SIDES[side]];
  const choice = (signal: SignalId): Choice => ({ value: signal, label: signalName(signal, lang), hint: percent(chance.get(signal) ?? 0) });
  const own = new Set(heard.map((l) => l.signal));
  const likely = all.filter((s) => own.has(s) || (chance.get(s) ?? 0) >= LEAST)
    .sort((a, b) => Number(own.has(b)) - Number(own.has(a)) || (chance.get(b) ?? 0) - (chance.get(a) ?? 0)).slice(0, Math.max(LIKELY, own.size));
  let chosen = await prompts.several(say(lang, 'review-which'), [...likely.map(choice), { value: MORE, label: say(lang, 'review-more') }], [...own]);
  if (chosen?.includes(MORE)) chosen = await prompts.several(say(lang, 'review-which'), all.map(choice), chosen.filter((value) => value !== MORE));
  if (!chosen) return undefined;
  const labels: Label[] = [];
  for (const signal of all.filter((s) => chosen.includes(s))) {
    if (!detailKindOf(signal)) {
      labels.push({ signal });
      continue;
    }
    const known = heard.find((l) => l.signal === signal);
    const detail = await prompts.one(`${signalName(signal, lang)}: ${say(lang, `review-which-${detailKindOf(signal) as 'stage'}`)}`, detailsOf(signal).map((d) => ({ value: d, label: detailName(signal, d, lang), hint: d })), known && detailOf(known));
    if (detail === undefined) return undefined;
    labels.push(withDetail(signal, detail));
  }
  return labels;
}
