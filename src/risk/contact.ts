/** One conversation as a contact of a case: how heated it was left, and whether it settled what went before. */
import { stanceOf } from '../dynamics/analysis.js';
import type { DynamicsSettings } from '../dynamics/settings.js';
import type { ScoredCase, Signal } from '../model.js';
import { turnsOf } from '../signals/turns.js';
import type { Scorecard } from './scorecard.js';

export interface Contact {
  readonly report: ScoredCase;
  /** Wall-clock time of its first message that has one. */
  readonly at?: string;
  /** Log-odds of its score above those of a conversation in which nothing happens; 0 or more. */
  readonly heat: number;
  /** The customer is not at ease with something, be it only that this is another call. */
  readonly troubled: boolean;
  /** How surely the customer's last turn accepts with nothing hot in it, 0–1. */
  readonly content: number;
  /** The message that shows it. */
  readonly contentAt?: number;
  readonly said: Said;
}

/** What a customer says about a promise made in an earlier contact: the message in which it is said. */
export interface Said {
  readonly broken?: number;
  readonly kept?: number;
}

export function contactOf(report: ScoredCase, scorecard: Scorecard, dynamics: DynamicsSettings): Contact {
  const at = report.messages.find((m) => m.at !== undefined)?.at;
  const stance = (s: Signal): number => stanceOf(s, dynamics);
  const last = turnsOf(report.messages).findLast((turn) => turn.side === 'customer');
  const ending = new Set(last?.messages);
  const closing = report.signals.filter((s) => ending.has(s.message));
  const accepting = closing.some((s) => stance(s) >= dynamics.hot) ? [] : closing.filter((s) => s.signal === 'satisfaction');
  const surest = accepting.toSorted((a, b) => b.strength - a.strength)[0];
  return {
    report,
    ...(at !== undefined && { at }),
    heat: heatOf(report.risk.score, scorecard),
    troubled: report.signals.some((s) => stance(s) > 0),
    content: surest ? Math.min(1, surest.strength / scorecard.relief.settled.sure) : 0,
    ...(surest && { contentAt: surest.message }),
    said: saidOf(report),
  };
}

/** Scores are whole numbers: 0 and 100 stand for what would be rounded to them. */
function heatOf(score: number, { bias }: Scorecard): number {
  const share = Math.min(99.6, Math.max(0.4, score)) / 100;
  return Math.max(0, Math.log(share / (1 - share)) - bias);
}

/**
 * The customer says that an earlier contact's promise was broken where a finding has that message alone (with a
 * promise of this conversation it has that one's message too), else where the customer complains of having
 * to come again, unless what is complained of there is a promise of this conversation.
 */
function saidOf({ findings, promises, signals }: ScoredCase): Said {
  const own = new Set(promises.flatMap((p) => (p.settledBy && p.settledBy.conversation === undefined ? [p.settledBy.message] : [])));
  const finding = findings.find((f) => f.kind === 'broken-promise' && f.messages.length === 1);
  const broken = finding?.messages[0] ?? signals.find((s) => s.signal === 'repeat-contact' && !own.has(s.message))?.message;
  return broken === undefined ? {} : { broken };
}
