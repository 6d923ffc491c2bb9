/** One conversation with what every message does; the common ground of all findings. */
import type { Conversation, Mark, MarkId, Signal, SignalId } from '../model.js';
import type { SignalReader } from '../signals/signals.js';
import type { DynamicsSettings } from './settings.js';
import { turnsOf, type Turn } from '../signals/turns.js';

export class Analysis {
  readonly turns: readonly Turn[];
  readonly signals: readonly Signal[];
  private readonly byMessage: readonly (readonly Signal[])[];
  private readonly marksByMessage: readonly (readonly Mark[])[];

  constructor(
    readonly conversation: Conversation,
    reader: SignalReader,
    readonly settings: DynamicsSettings,
  ) {
    const readings = reader.read(conversation.messages, conversation.channel);
    this.byMessage = readings.map((r) => r.signals);
    this.marksByMessage = readings.map((r) => r.marks);
    this.signals = readings.flatMap((r) => r.signals);
    this.turns = turnsOf(conversation.messages);
  }

  at(message: number): readonly Signal[] {
    return this.byMessage[message] ?? [];
  }

  /** Signals of these kinds in a turn. */
  in(turn: Turn, kinds: readonly SignalId[]): Signal[] {
    return turn.messages.flatMap((m) => this.at(m).filter((s) => kinds.includes(s.signal)));
  }

  marked(turn: Turn, mark: MarkId): boolean {
    return turn.messages.some((m) => this.marksByMessage[m]?.some((found) => found.mark === mark));
  }

  /** How far from content a customer message is: the sharpest of its signals, 0–5. */
  stance(message: number): number {
    return Math.max(0, ...this.at(message).map((s) => stanceOf(s, this.settings)));
  }
}

function stanceOf(signal: Signal, settings: DynamicsSettings): number {
  const level = settings.stance[signal.signal];
  if (level === undefined || typeof level === 'number') return level ?? 0;
  const key = signal.stage ?? signal.intensity;
  return (key === undefined ? undefined : level[key]) ?? Math.min(...Object.values(level));
}
