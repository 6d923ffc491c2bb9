/**
 * The four skills of an agent, marked as on a quality sheet: a start, points for each time something
 * was done well or badly, and a bound for every item, so that repeats saturate. The score is the start
 * and the points, kept within 0–100; what nothing in the conversation shows is not applicable.
 */
import type { Analysis } from '../dynamics/analysis.js';
import { SKILLS, type AgentPromise, type Finding, type ServiceRecord, type SkillItem, type SkillScore } from '../model.js';
import { speaksFor } from '../signals/turns.js';
import { factTimes, type Known } from './skill-facts.js';
import type { SheetItem, SkillSettings } from './skill-settings.js';
import { viewOf, type View } from './skill-view.js';

export { readSkills, skillsSchema, type SkillSettings } from './skill-settings.js';

/** One time that an item of the sheet holds. */
interface Time {
  readonly id: string;
  readonly messages: readonly number[];
}

/** @returns all four, in the order of `SKILLS` */
export function skillsOf(
  analysis: Analysis, findings: readonly Finding[], service: ServiceRecord, promises: readonly AgentPromise[], settings: SkillSettings,
): SkillScore[] {
  const view = viewOf(analysis, settings);
  const known: Known = { view, service, promises };
  return SKILLS.map((skill) => {
    const { start, items } = settings.skills[skill];
    // a bot's conversation shows nothing of an agent
    const marked = view.answers.length === 0 ? [] : merged(items.flatMap((item) => marks(item, timesOf(item, known, findings))));
    const score = marked.length === 0 ? null : Math.min(100, Math.max(0, marked.reduce((sum, i) => sum + i.points, start)));
    return { skill, score, items: marked };
  });
}

function timesOf(item: SheetItem, known: Known, findings: readonly Finding[]): Time[] {
  const { view } = known;
  if (item.fact) {
    const { fact } = item;
    return factTimes(fact, known, item).map((messages) => ({ id: fact, messages }));
  }
  if (item.finding) {
    const { finding: kinds } = item;
    return findings.filter((f) => (kinds as readonly string[]).includes(f.kind) && concerns(f, view)).map((f) => ({ id: f.kind, messages: f.messages }));
  }
  return view.answers.filter((a) => a.reached >= (item.stance ?? 0)).flatMap((answer) => {
    if (item.points > 0 && answer.has(['provocation'])) return [];
    const hits = answer.signals.flatMap((s) => {
      const full = s.subtype === undefined ? s.signal : `${s.signal}/${s.subtype}`;
      return item.signal?.some((id) => id === full || id === s.signal) ? [{ id: full, message: s.message }] : [];
    });
    // a turn is one deed, however many of its words show it
    return hits.length === 0 ? [] : [{ id: (hits[0] as (typeof hits)[0]).id, messages: hits.map((h) => h.message) }];
  });
}

/** Whether a finding is about somebody who is judged: not where only a bot spoke for the company. */
function concerns({ messages }: Finding, { analysis, judged }: View): boolean {
  const company = messages.filter((m) => speaksFor(analysis.conversation.messages[m]?.speaker ?? 'unknown') === 'agent');
  return company.length === 0 || company.some(judged);
}

/** The points of each time, until the item's bound is reached. */
function marks({ points, most }: SheetItem, times: readonly Time[]): SkillItem[] {
  let left = most;
  return times.map(({ id, messages }) => {
    const given = Math.min(Math.abs(points), left);
    left -= given;
    return { id, points: Math.sign(points) * given, messages };
  });
}

/** One line for each id, the weightiest first. */
function merged(items: readonly SkillItem[]): SkillItem[] {
  const lines = new Map<string, { points: number; messages: Set<number> }>();
  for (const { id, points, messages } of items) {
    const line = lines.get(id) ?? { points: 0, messages: new Set<number>() };
    line.points += points;
    for (const message of messages) line.messages.add(message);
    lines.set(id, line);
  }
  return [...lines]
    .map(([id, { points, messages }]) => ({ id, points, messages: [...messages].sort((a, b) => a - b) }))
    .filter((line) => line.points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.id < b.id ? -1 : 1));
}
