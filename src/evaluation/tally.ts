/**
 * What one case adds to the figures. Everything that is a sum over cases is counted here once, under a name, so
 * that a thousand samples of the bootstrap only add numbers; ranks need the cases themselves.
 */
import { BANDS, SIGNALS, type SignalId } from '../model.js';
import { binOf, squaredError } from './calibration.js';
import { isThreat, type LabelledCase, type LabelledMessage, type Labels } from '../learning/labelled.js';
import { matchWithin } from './tolerance.js';
import type { Counts } from './ratios.js';
import type { Found, Verdict } from './verdict.js';

/** A labelled case and what a run said of it; nothing where the run has no report of it. */
export interface Pair {
  readonly gold: LabelledCase;
  readonly got?: Verdict;
}

/** A case as the rank statistics see it. */
export interface Standing {
  readonly score: number;
  /** Place of the labelled band, 0 low to 3 critical. */
  readonly band?: number;
  readonly satisfaction?: number;
  /** Messages between a due alarm and the end. */
  readonly lead?: number;
}

export interface Tally {
  readonly counts: ReadonlyMap<string, number>;
  readonly standing?: Standing;
}

/** Messages: a turning point or an ignored threat may be marked this far off. */
const TOLERANCE = 1;
/** The labelled bands in which an alarm is due. */
const SERIOUS = BANDS.indexOf('high');

export function tallyOf({ gold, got }: Pair): Tally {
  const counts = new Map<string, number>();
  const add = (key: string, n: number | boolean = 1): void => void counts.set(key, (counts.get(key) ?? 0) + Number(n));
  gold.messages.forEach((message, i) => {
    if (message.labels) messageCounts(message.labels, foundIn(message, got?.signals[i]), add, message.known === undefined);
  });
  if (!got) return { counts };
  const addAll = (id: string, { tp, fp, fn }: Counts): void => [['tp', tp], ['fp', fp], ['fn', fn]].forEach(([kind, n]) => add(`${kind}:${id}`, n as number));
  if (gold.turningPoints) addAll('turning-points', matchWithin(gold.turningPoints, got.turningPoints, TOLERANCE));
  if (gold.ignoredThreats) addAll('ignored-threats', matchWithin(gold.ignoredThreats, got.ignoredThreats, TOLERANCE));
  if (gold.attribution) {
    add('attribution');
    add('attribution.right', got.attribution === gold.attribution);
  }
  const lead = gold.band && bandCounts(gold, got, add);
  const { risk } = got;
  if (!risk) return { counts };
  return {
    counts,
    standing: { score: risk.score, ...(gold.band && { band: BANDS.indexOf(gold.band) }), ...(gold.satisfaction !== undefined && { satisfaction: gold.satisfaction }), ...(lead !== undefined && { lead }) },
  };
}

type Add = (key: string, n?: number | boolean) => void;

function messageCounts(labels: Labels, found: ReadonlyMap<SignalId, Found>, add: Add, readWhole: boolean): void {
  add('messages');
  add('exact', rightSignals(labels, found));
  // a message that was not read for every signal is not known to be neutral
  if (readWhole && labels.size === 0) {
    add('neutral');
    add('neutral.alarm', found.size > 0);
    add('neutral.threat', [...found.keys()].some(isThreat));
  }
  for (const signal of SIGNALS) {
    const [label, hit] = [labels.get(signal), found.get(signal)];
    if (!label && !hit) continue;
    add(`${label && hit ? 'tp' : label ? 'fn' : 'fp'}:${signal}`);
    if (!label || !hit) continue;
    for (const { detail, right } of details(label, hit)) {
      add(detail);
      add(`${detail}.right`, right);
    }
  }
}

/** What was found in a labelled message, as far as anybody looked for it: the rest is neither right nor wrong. */
export function foundIn({ known }: LabelledMessage, found: ReadonlyMap<SignalId, Found> = new Map()): ReadonlyMap<SignalId, Found> {
  return known ? new Map([...found].filter(([signal]) => known.has(signal))) : found;
}

/** Whether exactly the labelled signals were found. */
export const rightSignals = (labels: Labels, found: ReadonlyMap<SignalId, Found>): boolean =>
  labels.size === found.size && [...labels.keys()].every((signal) => found.has(signal));

export const DETAILS = ['stage', 'subtype', 'intensity'] as const;
export type Detail = (typeof DETAILS)[number];

/** What is labelled of a signal that was found; a subtype is right where one of its places has it. */
export function details(label: { readonly [K in Detail]?: string }, hit: Found): { detail: Detail; right: boolean }[] {
  return DETAILS.flatMap((detail) => {
    const expected = label[detail];
    if (expected === undefined) return [];
    return [{ detail, right: detail === 'subtype' ? hit.subtypes.has(expected) : hit[detail] === expected }];
  });
}

/** @returns messages from a due alarm to the end, where it was raised */
function bandCounts(gold: LabelledCase, { risk }: Verdict, add: Add): number | undefined {
  const labelled = BANDS.indexOf(gold.band as (typeof BANDS)[number]);
  const serious = labelled >= SERIOUS;
  add('band');
  add(`band:${gold.band}>${risk?.band ?? 'none'}`);
  if (risk?.band) {
    const off = Math.abs(BANDS.indexOf(risk.band) - labelled);
    add('band.exact', off === 0);
    add('band.near', off <= 1);
  }
  const raised = risk?.alarm !== undefined;
  add(`alarm:${serious ? 'due' : 'other'}`);
  add(`alarm.raised:${serious ? 'due' : 'other'}`, raised);
  if (!risk) return undefined;
  const chance = risk.score / 100;
  add('judged');
  add('squared', squaredError(chance, serious));
  add(`bin.n:${binOf(chance)}`);
  add(`bin.chance:${binOf(chance)}`, chance);
  add(`bin.serious:${binOf(chance)}`, serious);
  return serious && risk.alarm !== undefined ? gold.messages.length - 1 - risk.alarm : undefined;
}
