/**
 * `lexicons/skills.yaml`: the quality sheet of the four skills.
 *
 * What is a virtue and what a fault is fixed here, not in the file: so whatever points a file gives,
 * a further fault never raises a skill and a further good deed never lowers one.
 */
import { z } from 'zod';
import { readLast, SHIPPED } from '../lexicon/sources.js';
import { AGENT_SIGNALS, FINDINGS, SKILLS, type FindingKind } from '../model.js';

export const VIRTUES = ['apology', 'empathy', 'ownership', 'solution', 'commitment'] as const satisfies readonly (typeof AGENT_SIGNALS)[number][];
/** What the customer brings is no deed of the agent's. */
const NO_DEED = ['harm', 'staff-abuse'] as const satisfies readonly FindingKind[];
export const DEEDS = FINDINGS.filter((kind) => !(NO_DEED as readonly FindingKind[]).includes(kind));

/** Facts about the service; `skill-facts.ts` says when each holds. */
export const EARNING_FACTS = [
  'first-solution', 'accepted', 'promise-kept', 'steady-answer', 'composed-under-abuse', 'rule-with-way-out', 'threat-taken-up',
] as const;
export const COSTING_FACTS = ['no-solution', 'cold-answer', 'harm-unacknowledged', 'left-upset', 'promise-broken', 'promise-overdue', 'quarrel'] as const;
export const FACTS = [...EARNING_FACTS, ...COSTING_FACTS] as const;
export type FactId = (typeof FACTS)[number];
/** The facts that count agent turns. */
const COUNTING: readonly FactId[] = ['first-solution', 'no-solution'];
/** The facts about upset customers. */
const ABOUT_UPSET: readonly FactId[] = ['steady-answer', 'no-solution', 'cold-answer', 'left-upset', 'quarrel'];

/** One or several; several share the points and the bound. */
const some = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).min(1)]).transform((v): z.infer<T>[] => (Array.isArray(v) ? v : [v]) as z.infer<T>[]);
const agentSignal = z.string().regex(
  new RegExp(`^(?:${AGENT_SIGNALS.join('|')})(?:/[a-z-]+)?$`),
  { error: `expected an agent's signal (${AGENT_SIGNALS.join(', ')}), or one with its subtype: stonewalling/stalling` },
);

const itemSchema = z.strictObject({
  signal: some(agentSignal).optional().describe('agent signals, with or without subtype; each agent turn counts once'),
  finding: some(z.enum(DEEDS)).optional(),
  fact: z.enum(FACTS).optional(),
  stance: z.number().min(0).max(5).optional().describe("signals: only once the customer's stance has reached this; facts about upset customers: from which stance (else `hot` of dynamics.yaml)"),
  turns: z.number().int().min(1).optional().describe('agent turns, for first-solution (at most) and no-solution (at least)'),
  points: z.number().int().describe('each time; below 0 for faults'),
  most: z.number().int().positive().describe('all times together, at most so many points'),
}).superRefine((item, context) => {
  const wrong = (field: string, message: string): void => context.addIssue({ code: 'custom', path: [field], message });
  const named = (['signal', 'finding', 'fact'] as const).filter((key) => item[key] !== undefined);
  if (named.length !== 1) context.addIssue({ code: 'custom', message: 'name one of signal, finding or fact' });
  else {
    // what has failed already is still as it was written
    const good = [item.signal ?? item.finding ?? item.fact].flat().map((id) => isVirtue(named[0] as 'signal' | 'finding' | 'fact', id as string));
    if (new Set(good).size > 1) wrong(named[0] as string, 'faults and good deeds cannot share an item');
    else if (good[0] === true && item.points <= 0) wrong('points', 'a good deed must earn: points above 0');
    else if (good[0] === false && item.points >= 0) wrong('points', 'a fault must cost: points below 0');
  }
  if (item.most < Math.abs(item.points)) wrong('most', 'must not be less than the points of one time');
  if (item.stance !== undefined && !item.signal && !(item.fact && ABOUT_UPSET.includes(item.fact))) wrong('stance', `only for signals and for ${ABOUT_UPSET.join(', ')}`);
  const counts = item.fact !== undefined && COUNTING.includes(item.fact);
  if (counts !== (item.turns !== undefined)) wrong('turns', counts ? 'say how many agent turns' : `only for ${COUNTING.join(', ')}`);
});

function isVirtue(kind: 'signal' | 'finding' | 'fact', id: string): boolean {
  if (kind === 'signal') return (VIRTUES as readonly string[]).includes(id.split('/')[0] as string);
  return kind === 'finding' ? id === 'recovery' : (EARNING_FACTS as readonly string[]).includes(id);
}

export const skillsSchema = z.strictObject({
  /** Whose messages are an agent's work. */
  judged: z.array(z.enum(['agent', 'bot'])).min(1),
  /** What answers a feeling, and for how many answers it lasts while the customer grows no sharper. */
  soothing: z.array(z.enum(VIRTUES)).min(1),
  'soothed-for': z.number().int().min(1),
  /** What takes the matter forward. */
  remedy: z.array(z.enum(VIRTUES)).min(1),
  /** Customer signals that ask for something without being upset. */
  calm: z.array(z.string()),
  skills: z.record(z.enum(SKILLS), z.strictObject({ start: z.number().int().min(0).max(100), items: z.array(itemSchema).min(1) })),
});

export type SkillSettings = z.infer<typeof skillsSchema>;
export type SheetItem = SkillSettings['skills']['knowledge']['items'][number];

export function readSkills(overlays: readonly string[] = [], base = SHIPPED): SkillSettings {
  return readLast('skills.yaml', skillsSchema, overlays, base);
}
