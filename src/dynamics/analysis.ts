/** One conversation with what every message does; the common ground of all findings. */
import { greatest } from '../data/search.js';
import type { Conversation, Mark, MarkId, Message, Signal, SignalId } from '../model.js';
import type { MessageReading, SignalReader } from '../signals/signals.js';
import { turnsOf, type Turn } from '../signals/turns.js';
import { REMEDIES, type DynamicsSettings } from './settings.js';

export class Analysis {
  readonly turns: readonly Turn[];
  readonly signals: readonly Signal[];
  private readonly turnIndex: ReadonlyMap<number, number>;

  constructor(
    readonly conversation: Conversation,
    private readonly readings: readonly MessageReading[],
    readonly settings: DynamicsSettings,
    /** Text as it is matched: one script, one width. */
    readonly folded: (text: string) => string = (text) => text,
  ) {
    this.signals = readings.flatMap((r) => r.signals);
    this.turns = turnsOf(conversation.messages);
    this.turnIndex = new Map(this.turns.flatMap((turn, at) => turn.messages.map((m) => [m, at] as const)));
  }

  static of(conversation: Conversation, reader: SignalReader, settings: DynamicsSettings): Analysis {
    return new Analysis(conversation, reader.read(conversation.messages, conversation.channel), settings, (text) => reader.lexicon.folder.fold(text).text);
  }

  /** The minutes that an answer may take here. */
  get allowance(): number {
    return this.settings.reply[this.conversation.channel ?? 'chat'];
  }

  at(message: number): readonly Signal[] {
    return this.readings[message]?.signals ?? [];
  }

  marksAt(message: number): readonly Mark[] {
    return this.readings[message]?.marks ?? [];
  }

  /** Signals of these kinds in a turn. */
  in(turn: Turn, kinds: readonly SignalId[]): Signal[] {
    return turn.messages.flatMap((m) => this.at(m).filter((s) => kinds.includes(s.signal)));
  }

  marked(turn: Turn, mark: MarkId): boolean {
    return turn.messages.some((m) => this.marksAt(m).some((found) => found.mark === mark));
  }

  /** Whether a turn moves the matter on: a remedy, a time, somebody who takes it over. */
  remedies(turn: Turn): boolean {
    return this.in(turn, REMEDIES).length > 0;
  }

  /** The turn a message belongs to, and those around it. */
  turnOf(message: number): Turn | undefined {
    const at = this.turnIndex.get(message);
    return at === undefined ? undefined : this.turns[at];
  }

  next(turn: Turn): Turn | undefined {
    return this.beside(turn, 1);
  }

  previous(turn: Turn): Turn | undefined {
    return this.beside(turn, -1);
  }

  private beside(turn: Turn, step: number): Turn | undefined {
    return this.turns[(this.turnIndex.get(turn.messages[0] as number) as number) + step];
  }

  message(index: number): Message | undefined {
    return this.conversation.messages[index];
  }

  /** The words of a turn, a message a line. */
  text(turn: Turn): string {
    return turn.messages.map((m) => this.message(m)?.text ?? '').join('\n');
  }

  /**
   * How far from content a customer message is, 0–5: the sharpest of its signals, and somewhat more for
   * each further kind.
   * @param except signals that do not count
   */
  stance(message: number, except: readonly SignalId[] = []): number {
    const levels = new Map<SignalId, number>();
    for (const s of this.at(message)) {
      const level = except.includes(s.signal) ? 0 : stanceOf(s, this.settings);
      if (level > 0) levels.set(s.signal, Math.max(level, levels.get(s.signal) ?? 0));
    }
    if (levels.size === 0) return 0;
    const { each, most } = this.settings.further;
    return Math.min(5, Math.max(...levels.values()) + Math.min(most, each * (levels.size - 1)));
  }

  /** The sharpest stance of a turn; 0 for the agent's. */
  heat(turn: Turn): number {
    return turn.side === 'customer' ? greatest(turn.messages.map((m) => this.stance(m)), 0) : 0;
  }

  isHot(turn: Turn): boolean {
    return this.heat(turn) >= this.settings.hot;
  }
}

export function stanceOf(signal: Signal, settings: DynamicsSettings): number {
  const level = settings.stance[signal.signal];
  if (level === undefined || typeof level === 'number') return level ?? 0;
  const key = signal.stage ?? signal.intensity;
  return (key === undefined ? undefined : level[key]) ?? Math.min(...Object.values(level));
}
