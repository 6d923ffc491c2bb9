import type { Message, Speaker } from '../model.js';

/** Consecutive messages of one side; system messages and unknown speakers belong to no turn. */
export interface Turn {
  readonly side: 'customer' | 'agent';
  /** Message indexes, ascending, at least one. */
  readonly messages: readonly number[];
}

/** A bot answers for the company as an agent does. */
export const speaksFor = (speaker: Speaker): Speaker => (speaker === 'bot' ? 'agent' : speaker);

export function turnsOf(messages: readonly Message[]): Turn[] {
  const turns: { side: Turn['side']; messages: number[] }[] = [];
  messages.forEach((message, index) => {
    const side = speaksFor(message.speaker);
    if (side !== 'customer' && side !== 'agent') return;
    const last = turns.at(-1);
    if (last?.side === side) last.messages.push(index);
    else turns.push({ side, messages: [index] });
  });
  return turns;
}
