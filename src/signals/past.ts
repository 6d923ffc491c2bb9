/** The turns before a message, as far back as rules look, and what is asked of them. */
import type { After } from '../lexicon/compiled.js';
import type { MessageMatch } from '../match/message-match.js';
import type { SignalId, Speaker } from '../model.js';

/** A message of an earlier turn. */
export interface Earlier {
  readonly speaker: Speaker;
  readonly match: MessageMatch;
  readonly signals: ReadonlySet<SignalId>;
}

/**
 * All messages of a turn have the same past, so that each question is answered once a turn: turns can be
 * thousands of messages long. Turns further back than any rule looks are let go.
 */
export class Past {
  /** Latest last; the last is the current one, to which messages are still added. */
  private turns: { readonly at: number; readonly messages: Earlier[] }[] = [];
  private readonly answers = new Map<After, boolean>();
  private summed: readonly Pick<Earlier, 'signals'>[] = [];

  /** @param reach how many turns back is looked at most */
  constructor(private readonly reach: number) {}

  /** @param at number of the turn whose messages are read next; never falling */
  enter(at: number): void {
    const last = this.turns.at(-1);
    if (last?.at === at) return;
    this.answers.clear();
    this.summed = last ? [{ signals: new Set(last.messages.flatMap((m) => [...m.signals])) }] : [];
    this.turns = [...this.turns.slice(-this.reach), { at, messages: [] }];
  }

  add(message: Earlier): void {
    this.turns.at(-1)?.messages.push(message);
  }

  /** What the turn before says, all its messages together. */
  get before(): readonly Pick<Earlier, 'signals'>[] {
    return this.summed;
  }

  /** Whether one of the turns before holds what must have come first. */
  follows(after: After): boolean {
    let answer = this.answers.get(after);
    if (answer === undefined) {
      const back = this.turns.slice(0, -1).slice(-after.turns);
      answer = back.some((turn) => turn.messages.some((earlier) => holds(earlier, after)));
      this.answers.set(after, answer);
    }
    return answer;
  }
}

function holds(earlier: Earlier, { speaker, signals, match }: After): boolean {
  return (speaker === undefined || earlier.speaker === speaker)
    && ([...signals].some((s) => earlier.signals.has(s)) || (match !== undefined && earlier.match.matches(match).length > 0));
}
