/** `lexicons/actions.yaml`: what a duty manager would do, for whom, within how long, and what rules it out. */
import { z } from 'zod';
import { readLast, SHIPPED } from '../lexicon/sources.js';
import { BANDS, FINDINGS, SIGNALS, STAGES } from '../model.js';

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: 'expected an id in kebab-case' });
const bilingual = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

/** One or several, of which one must hold. */
const some = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).min(1)]).transform((v): z.infer<T>[] => (Array.isArray(v) ? v : [v]) as z.infer<T>[]);
const someOf = <const T extends readonly [string, ...string[]]>(values: T) => some(z.enum(values));

/** What a condition says about a signal besides its id. */
const OF_SIGNAL = ['rule', 'subtype', 'stage', 'intensity', 'named', 'kind', 'region'] as const;

/** All of its fields must hold; those of a signal for one and the same signal. */
const condition = z.strictObject({
  band: z.enum(BANDS).optional().describe('at least this band'),
  score: z.number().min(0).max(100).optional().describe('at least this score'),
  alarm: z.literal(true).optional(),
  signal: someOf(SIGNALS).optional(),
  rule: some(z.string()).optional().describe('id of the rule that found the signal'),
  subtype: some(z.string()).optional(),
  stage: someOf(STAGES).optional(),
  intensity: z.enum(['mild', 'strong']).optional(),
  named: some(z.string()).optional().describe('id in channels.yaml of the body or platform that the signal names'),
  kind: some(z.string()).optional().describe('kind of that body: regulator, complaint-platform …'),
  region: some(z.string()).optional().describe('region of that body: mainland, taiwan …'),
  finding: someOf(FINDINGS).optional(),
  promise: someOf(['kept', 'broken', 'overdue', 'open']).optional(),
  attribution: someOf(['arrived-angry', 'agent-aggravated', 'none']).optional(),
  channel: z.enum(['chat', 'call']).optional(),
  ended: z.enum(['content', 'open']).optional().describe('whether the customer is content at the end'),
  solution: z.enum(['given', 'none']).optional().describe('whether a concrete remedy or next step was offered'),
}).superRefine((c, context) => {
  if (Object.keys(c).length === 0) context.addIssue({ code: 'custom', message: 'an empty condition holds always; name something' });
  const stray = OF_SIGNAL.find((field) => c[field] !== undefined);
  if (stray && !c.signal) context.addIssue({ code: 'custom', path: [stray], message: 'only together with `signal`' });
});

const actionSchema = z.strictObject({
  id,
  when: z.strictObject({
    all: z.array(condition).default([]),
    any: z.array(condition).default([]),
    none: z.array(condition).default([]),
  }).refine((w) => w.all.length + w.any.length > 0, { error: 'name at least one condition under `all` or `any`' }),
  owner: z.string(),
  within: z.number().int().positive().describe('minutes'),
  text: bilingual,
  excludes: z.array(z.string()).default([]).describe('actions that must not stand beside it; of two the one that comes first in the file stays'),
  alone: z.boolean().default(false).describe('only where no other action stands'),
});

export const actionsSchema = z.strictObject({
  roles: z.record(id, bilingual),
  actions: z.array(actionSchema).min(1),
}).superRefine(({ roles, actions }, context) => {
  const known = new Set(actions.map((a) => a.id));
  const wrong = (path: (string | number)[], message: string): void => context.addIssue({ code: 'custom', path: ['actions', ...path], message });
  actions.forEach((action, i) => {
    if (actions.findIndex((a) => a.id === action.id) < i) wrong([i, 'id'], `the id ${action.id} is used twice`);
    if (!Object.hasOwn(roles, action.owner)) wrong([i, 'owner'], `no role ${action.owner}; roles: ${Object.keys(roles).join(', ')}`);
    action.excludes.forEach((other, n) => {
      if (!known.has(other) || other === action.id) wrong([i, 'excludes', n], `no other action has the id ${other}`);
    });
  });
});

export type ActionSettings = z.infer<typeof actionsSchema>;
export type ActionRule = ActionSettings['actions'][number];
export type ActionCondition = z.infer<typeof condition>;

export function readActions(overlays: readonly string[] = [], base = SHIPPED): ActionSettings {
  return readLast('actions.yaml', actionsSchema, overlays, base);
}
