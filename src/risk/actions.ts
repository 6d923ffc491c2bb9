/**
 * What to do next, most urgent first. Of two actions that exclude each other the one that stands first
 * in `actions.yaml` stays, so the file is written gravest first and its order also decides between
 * actions of the same time limit.
 */
import type { NextAction } from '../model.js';
import { reasonsFor, type ActionFacts, type Reason } from './action-conditions.js';
import type { ActionRule, ActionSettings } from './action-settings.js';

export type { ActionFacts } from './action-conditions.js';
export { readActions, actionsSchema, type ActionSettings } from './action-settings.js';

interface Asked {
  readonly rule: ActionRule;
  readonly reasons: readonly Reason[];
}

export function actionsOf(facts: ActionFacts, { actions, roles }: ActionSettings): NextAction[] {
  const standing: Asked[] = [];
  for (const rule of actions.filter((a) => !a.alone)) {
    const reasons = askedFor(rule, facts);
    if (reasons && !standing.some((other) => exclude(other.rule, rule))) standing.push({ rule, reasons });
  }
  if (standing.length === 0) {
    const rule = actions.find((a) => a.alone && askedFor(a, facts));
    if (rule) standing.push({ rule, reasons: askedFor(rule, facts) as Reason[] });
  }
  // sorting is stable: the file's order decides between equal limits
  return standing.sort((a, b) => a.rule.within - b.rule.within).map(({ rule: { id, owner, within, text }, reasons }) => ({
    id, owner: { id: owner, ...(roles[owner] as ActionSettings['roles'][string]) }, within, text,
    because: [...new Set(reasons.map((r) => r.id))],
    messages: [...new Set(reasons.flatMap((r) => r.messages))].sort((a, b) => a - b),
  }));
}

/** Exclusion holds both ways, whichever of the two names the other. */
export const exclude = (a: ActionRule, b: ActionRule): boolean => a.excludes.includes(b.id) || b.excludes.includes(a.id) || a.alone || b.alone;

/** Why an action is asked for; undefined where it is not. */
function askedFor({ when: { all, any, none } }: ActionRule, facts: ActionFacts): Reason[] | undefined {
  if (none.some((c) => reasonsFor(c, facts))) return undefined;
  const needed = all.map((c) => reasonsFor(c, facts));
  const offered = any.map((c) => reasonsFor(c, facts)).filter((r) => r !== undefined);
  if (needed.includes(undefined) || (any.length > 0 && offered.length === 0)) return undefined;
  return [...needed, ...offered].flatMap((r) => r ?? []);
}
