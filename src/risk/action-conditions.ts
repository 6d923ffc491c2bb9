/** Whether what was found meets a condition of `actions.yaml`, and what shows it. */
import { BANDS, type Risk, type ScoredCase, type Signal } from '../model.js';
import type { ActionCondition } from './action-settings.js';
import type { Ending } from './ending.js';

/** What is known of a case when its actions are chosen. */
export interface ActionFacts extends Pick<Risk, 'band' | 'score' | 'alarm'>, Pick<ScoredCase, 'channel' | 'signals' | 'findings' | 'promises' | 'attribution' | 'service'> {
  readonly ended: Ending;
  /** The channel register, for conditions on the kind or region of the body that is named. */
  readonly channels?: ReadonlyMap<string, { readonly kind: string; readonly region: string }>;
}

export interface Reason {
  /** A signal (with subtype), a finding kind, or `band:…`, `promise:…`, `alarm` and the like. */
  readonly id: string;
  readonly messages: readonly number[];
}

/** What meets the condition; undefined where it does not hold. */
export function reasonsFor(condition: ActionCondition, facts: ActionFacts): Reason[] | undefined {
  const reasons: Reason[] = [];
  for (const test of TESTS) {
    const found = test(condition, facts);
    if (found === false) return undefined;
    reasons.push(...found);
  }
  return reasons;
}

/** An empty list where the condition does not ask. */
type Test = (condition: ActionCondition, facts: ActionFacts) => Reason[] | false;

const plain = (id: string): Reason[] => [{ id, messages: [] }];
const someOrFalse = (reasons: Reason[]): Reason[] | false => (reasons.length > 0 ? reasons : false);
const wants = <T>(wanted: readonly T[] | undefined, value: T | undefined): boolean => wanted === undefined || (value !== undefined && wanted.includes(value));

const TESTS: readonly Test[] = [
  ({ band }, facts) => (band === undefined ? [] : BANDS.indexOf(facts.band) >= BANDS.indexOf(band) && plain(`band:${facts.band}`)),
  ({ score }, facts) => (score === undefined ? [] : facts.score >= score && plain(`score:${facts.score}`)),
  ({ alarm }, facts) => (alarm === undefined ? [] : facts.alarm !== undefined && [{ id: 'alarm', messages: [facts.alarm.message] }]),
  (condition, facts) => {
    if (!condition.signal) return [];
    return someOrFalse(facts.signals.filter((s) => fits(s, condition, facts)).map((s) => ({
      id: s.subtype === undefined ? s.signal : `${s.signal}/${s.subtype}`, messages: [s.message],
    })));
  },
  ({ finding }, { findings }) => (finding ? someOrFalse(findings.filter((f) => finding.includes(f.kind)).map((f) => ({ id: f.kind, messages: f.messages }))) : []),
  ({ promise }, { promises }) =>
    (promise ? someOrFalse(promises.filter((p) => promise.includes(p.status)).map((p) => ({ id: `promise:${p.status}`, messages: [p.message] }))) : []),
  ({ attribution }, facts) => (attribution === undefined ? [] : attribution.includes(facts.attribution) && plain(`attribution:${facts.attribution}`)),
  ({ channel }, facts) => (channel === undefined ? [] : facts.channel === channel && plain(`channel:${channel}`)),
  ({ ended }, facts) => (ended === undefined ? [] : facts.ended === ended && plain(`ended:${ended}`)),
  ({ solution }, { service }) => (solution === undefined ? [] : (service.firstSolution ? 'given' : 'none') === solution && plain(`solution:${solution}`)),
];

function fits(signal: Signal, wanted: ActionCondition, { channels }: ActionFacts): boolean {
  const body = signal.channel === undefined ? undefined : channels?.get(signal.channel);
  return wants(wanted.signal, signal.signal)
    && wants(wanted.rule, signal.rule)
    && wants(wanted.subtype, signal.subtype)
    && wants(wanted.stage, signal.stage)
    && wants(wanted.intensity && [wanted.intensity], signal.intensity)
    && wants(wanted.named, signal.channel)
    && wants(wanted.kind, body?.kind)
    && wants(wanted.region, body?.region);
}
