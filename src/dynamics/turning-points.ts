/** Customer messages at which the stance clearly worsens, and who made it worse (annotation guide, *Conversation labels*). */
import { THREATS, type Attribution, type Finding, type FindingKind, type SignalId } from '../model.js';
import type { Analysis } from './analysis.js';
import type { Turn } from '../signals/turns.js';
import { waits, type Wait } from './waits.js';

export interface Turning {
  readonly message: number;
  /** The agent's turn before it. */
  readonly before?: Turn;
  /** Minutes the customer had waited in vain, where longer than an answer may take. */
  readonly silence?: number;
}

/**
 * A rise of the stance above all that went before, a new kind of threat, an answer to a provocation, or
 * anger as hot as ever at an answer with no remedy; after such an answer, or words that block, less
 * stance is needed. Facts the customer reports (harm) are no stance, and arriving angry is no turning
 * point: what the customer says before the agent's first answer sets the level.
 */
export function turningPoints(analysis: Analysis): Turning[] {
  const { stance: needed, provoked, aggravating, facts } = analysis.settings.turning;
  const result: Turning[] = [];
  const threats = new Set<SignalId>();
  const waited = longestUntil(analysis);
  let highest = 0;
  let answered = false;
  analysis.turns.forEach((turn, index) => {
    if (turn.side !== 'customer') return;
    const before = analysis.turns[index - 1];
    const blocked = before !== undefined && analysis.in(before, aggravating).length > 0;
    const useless = before !== undefined && !analysis.remedies(before);
    const taunted = before !== undefined && analysis.in(before, ['provocation']).length > 0;
    answered ||= before !== undefined && !opens(before, analysis);
    let told = !answered && !blocked;
    for (const message of turn.messages) {
      const stance = analysis.stance(message, facts);
      const said = analysis.at(message).map((s) => s.signal);
      const raised = said.filter((s) => THREATS.includes(s));
      const worse = stance > highest || raised.some((s) => !threats.has(s)) || taunted || (useless && stance >= highest && said.includes('anger'));
      // several messages of one turn are one worsening: its first
      if (!told && worse && stance >= (blocked || useless ? provoked : needed)) {
        result.push({ message, ...(before && { before }), ...silenceBefore(message, waited, analysis) });
        told = true;
      }
      highest = Math.max(highest, stance);
      for (const signal of raised) threats.add(signal);
    }
  });
  return result;
}

/** A turn of the agent that only greets, asks for particulars or looks something up. */
const opens = (turn: Turn, analysis: Analysis): boolean =>
  analysis.marked(turn, 'opening') && !analysis.in(turn, ['stonewalling', 'provocation', 'solution', 'apology', 'overpromise']).length;

/** The longest wait that each message ended. */
function longestUntil(analysis: Analysis): Map<number, Wait> {
  const longest = new Map<number, Wait>();
  for (const wait of waits(analysis)) if (wait.minutes > (longest.get(wait.until)?.minutes ?? -1)) longest.set(wait.until, wait);
  return longest;
}

/** The wait that ended with the customer's own words, or with an answer that had come too late. */
function silenceBefore(message: number, waited: ReadonlyMap<number, Wait>, analysis: Analysis): { silence?: number } {
  const turn = analysis.turnOf(message);
  const before = turn && analysis.previous(turn);
  const [wait] = [waited.get(message), waited.get(before?.messages[0] ?? -1)].flatMap((w) => w ?? []).sort((a, b) => b.minutes - a.minutes);
  return wait && wait.minutes > analysis.allowance ? { silence: Math.round(wait.minutes) } : {};
}

const AGGRAVATING: ReadonlySet<FindingKind> = new Set(['stonewall-loop', 'law-only-reply', 'ignored-threat', 'escalation-refused']);

/**
 * The agent made it worse where words of the agent provoke, or where a turning point comes after words
 * that block or after a finding that does; else an angry arrival stays the customer's own.
 */
export function attributionOf(analysis: Analysis, turnings: readonly Turning[], findings: readonly Finding[]): Attribution {
  // what a bot says is not the agent's doing
  const byAgent = (message: number): boolean => analysis.message(message)?.speaker === 'agent';
  const provoked = analysis.signals.some((s) => s.signal === 'provocation' && byAgent(s.message));
  const lastTurning = turnings.at(-1)?.message ?? -1;
  const blocked = analysis.signals.some((s) => s.message < lastTurning && byAgent(s.message) && analysis.settings.turning.aggravating.includes(s.signal));
  const failed = turnings.length > 0 && findings.some((f) => AGGRAVATING.has(f.kind) && f.messages.some(byAgent));
  if (provoked || blocked || failed) return 'agent-aggravated';
  const upset = analysis.conversation.messages.some((_, m) => analysis.stance(m) >= 1);
  return upset ? 'arrived-angry' : 'none';
}
