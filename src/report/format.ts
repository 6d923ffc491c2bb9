/** What all formats share: how parts, signals and quotations are worded. */
import { knows, say, type Lang } from '../locale/index.js';
import type { CaseReport, Contribution, Finding, ScoredCase, Signal, Stage, TurningPoint } from '../model.js';

export function partName(id: string, lang: Lang): string {
  if (id.startsWith('floor:')) return say(lang, 'part-floor');
  if (id.startsWith('limit:')) return say(lang, 'part-limit');
  const [kind, subtype] = id.split('/');
  if (subtype !== undefined) {
    const key = `subtype-${subtype}`;
    return say(lang, 'of-kind', { name: partName(kind as string, lang), kind: knows(key) ? say(lang, key) : subtype });
  }
  for (const prefix of ['part', 'finding', 'signal', 'fact'] as const) {
    const key = `${prefix}-${id}`;
    if (knows(key)) return say(lang, key);
  }
  return id;
}

/** A signal with its kind, where it has one: 威胁：极端行为（轻生）. */
export const signalName = ({ signal, subtype }: Pick<Signal, 'signal' | 'subtype'>, lang: Lang): string => partName(subtype === undefined ? signal : `${signal}/${subtype}`, lang);

/** A contribution with the kinds of the threats or harm behind it, firmest first. */
export function partTitle(report: ScoredCase, part: Contribution, lang: Lang): string {
  const kinds = KINDS_TOLD.includes(part.id) ? [...new Set(firmest(report, part).flatMap((s) => s.subtype ?? []))] : [];
  if (kinds.length === 0) return partName(part.id, lang);
  const named = kinds.map((kind) => {
    const key = `subtype-${kind}`;
    return knows(key) ? say(lang, key) : kind;
  });
  return say(lang, 'of-kind', { name: partName(part.id, lang), kind: named.join(say(lang, 'list-separator')) });
}
/** What is in danger, and from whom, decides what to do first. */
const KINDS_TOLD: readonly string[] = ['extreme-threat', 'safety-harm'];

export const findingSentence = (finding: Finding, lang: Lang): string => {
  const detail: Record<string, string | number> = Object.fromEntries(Object.entries(finding.detail).map(([k, v]) => [k, typeof v === 'string' ? oneLine(v, 80) : v]));
  if (typeof detail['minutes'] === 'number') detail['time'] = duration(detail['minutes'], lang);
  return say(lang, finding.kind, detail);
};

/** A stretch of time that passed, in its two largest units: 3 min, 10 h 2 min, 11 d 23 h. */
export function duration(minutes: number, lang: Lang): string {
  const all = Math.round(minutes);
  if (all < 1) return say(lang, 'time-seconds', { n: Math.round(minutes * 60) });
  const parts = ([['limit-days', Math.floor(all / 1440)], ['limit-hours', Math.floor((all % 1440) / 60)], ['limit-minutes', all % 60]] as const).filter(([, n]) => n > 0);
  const [first] = parts;
  return parts.slice(0, 2).filter(([unit]) => first?.[0] !== 'limit-days' || unit !== 'limit-minutes').map(([unit, n]) => say(lang, unit, { n })).join(' ');
}

/** The score had the agent said nothing of the kind, where that makes a difference worth telling. */
export const neutralScore = ({ neutral, to }: TurningPoint): number | undefined => (neutral !== undefined && to - neutral >= TELLING ? neutral : undefined);
const TELLING = 5;

/** A time limit in the largest unit that gives a whole number. */
export function timeLimit(minutes: number, lang: Lang): string {
  if (minutes % 1440 === 0) return say(lang, 'limit-days', { n: minutes / 1440 });
  return minutes % 60 === 0 ? say(lang, 'limit-hours', { n: minutes / 60 }) : say(lang, 'limit-minutes', { n: minutes });
}

/** Text on one line, cut at `most` characters. */
export function oneLine(text: string, most: number): string {
  const flat = text.replace(/\s+/gu, ' ').trim();
  const chars = [...flat];
  return chars.length > most ? `${chars.slice(0, most - 1).join('')}…` : flat;
}

/** The sentence around a signal, in the speaker's own words, at most `most` characters. */
export function sentenceOf(report: ScoredCase, signal: Signal, most = 48): string {
  const text = report.messages[signal.message]?.text ?? signal.text;
  const before = text.slice(0, signal.start);
  const after = text.slice(signal.end);
  const head = /[^。！？!?；;\n]*$/u.exec(before)?.[0] ?? '';
  const tail = /^[^。！？!?；;\n]*[。！？!?；;]?/u.exec(after)?.[0] ?? '';
  const room = Math.max(0, most - [...signal.text].length);
  const left = [...head];
  const right = [...tail];
  const leftRoom = Math.max(room - right.length, Math.floor(room / 2));
  const rightRoom = Math.max(room - Math.min(left.length, leftRoom), 0);
  return oneLine(
    `${left.length > leftRoom ? `…${left.slice(left.length - leftRoom).join('')}` : head}${signal.text}${right.length > rightRoom ? `${right.slice(0, rightRoom).join('')}…` : tail}`,
    most + 2,
  );
}

/** The parts of a score worth naming first: what raises it most, the base aside. */
export function strongest(report: ScoredCase, count: number): Contribution[] {
  return report.risk.contributions.filter((c) => c.points > 0 && c.id !== 'base').slice(0, count);
}

/** The signals behind a contribution, the firmest words first. */
function firmest(report: ScoredCase, contribution: Contribution): Signal[] {
  const order = ['done', 'stated', 'conditional', 'inquiry'];
  const rank = (s: Signal): number => (s.stage ? order.indexOf(s.stage) : 4);
  return contribution.signals.map((i) => report.signals[i] as Signal).sort((a, b) => rank(a) - rank(b) || b.strength - a.strength || a.message - b.message);
}

/**
 * The words that show a contribution: of a finding the words it turns on (the answer that ignored the
 * threat, the refusal repeated), of a signal the sentence around its firmest match.
 */
export function wordsOf(report: ScoredCase, part: Contribution, most?: number): { text: string; message?: number; stage?: Stage; learned?: Signal['learned'] } {
  const finding = report.findings.find((f) => f.kind === part.id);
  const said = finding?.detail['answer'] ?? finding?.detail['words'];
  if (finding && typeof said === 'string') return { text: oneLine(said, most ?? 48), message: finding.messages.at(-1) as number };
  const [lead] = firmest(report, part);
  if (!lead) return { text: '' };
  return { text: sentenceOf(report, lead, most), message: lead.message, ...(lead.stage && { stage: lead.stage }), ...(lead.learned && { learned: lead.learned }) };
}

/**
 * The turning point to name first: an answer to a provocation before any other (the score of a heated
 * case has little room left to rise), then the steepest rise.
 */
export function mainTurning(report: ScoredCase): TurningPoint | undefined {
  const provoked = (t: TurningPoint): number => Number(t.before?.signals.some((s) => s.startsWith('provocation')) ?? false);
  return [...report.turningPoints].sort((a, b) => provoked(b) - provoked(a) || b.to - b.from - (a.to - a.from) || a.message - b.message)[0];
}

/** Worst first; of equal scores whose first task is due soonest; what could not be judged last; ties by input order. */
export function byRisk(reports: readonly CaseReport[]): CaseReport[] {
  const score = (r: CaseReport): number => (r.status === 'scored' ? r.risk.score : -1);
  const due = (r: CaseReport): number => (r.status === 'scored' ? r.actions[0]?.within ?? LATER : LATER);
  return [...reports].sort((a, b) => score(b) - score(a) || due(a) - due(b));
}
const LATER = Number.MAX_SAFE_INTEGER;

/** `learned 0.83: 死绝, 半小时`: how sure the trained layer is, and what speaks loudest for it. */
export const learnedNote = ({ probability, evidence }: NonNullable<Signal['learned']>, lang: Lang): string =>
  say(lang, 'learned-note', { probability: probability.toFixed(2), grams: evidence.slice(0, GRAMS).map((e) => e.text.trim()).filter((text) => text !== '').join(', ') });
const GRAMS = 3;
