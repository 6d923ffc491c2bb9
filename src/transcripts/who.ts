import type { Speaker } from '../model.js';
import type { Draft, RawMessage } from './draft.js';
import { normaliseSpeaker, type SpeakerNames } from './speakers.js';

/** Who says each message of a conversation, and the names nobody could place. */
export interface Cast {
  readonly speakers: ReadonlyMap<RawMessage, Speaker>;
  readonly unknown: readonly string[];
}

/**
 * Tells speakers apart: by the user's own word, a flag, a sure word, the conversation's customer and agent columns;
 * then, where exactly two people talk and one is known, the other is the other side; then by likely words.
 */
export function cast(draft: Draft, names: SpeakerNames): Cast {
  const customers = new Set([...draft.customers].map(normaliseSpeaker));
  const agents = new Set([...draft.agents].map(normaliseSpeaker));
  const speakers = new Map<RawMessage, Speaker>();
  const people = new Map<string, Person>();
  for (const message of draft.messages) {
    const speaker = placed(message, names, customers, agents);
    if (speaker) speakers.set(message, speaker);
    const label = labelOf(message);
    if (label === undefined || speaker === 'bot' || speaker === 'system') continue;
    const person = people.get(normaliseSpeaker(label)) ?? { label };
    people.set(normaliseSpeaker(label), person);
    if (speaker) person.speaker ??= speaker;
  }
  completePair(people);
  for (const person of people.values()) {
    const likely = person.speaker ?? names.loose(person.label);
    if (likely) person.speaker = likely;
  }
  completePair(people);
  for (const message of draft.messages) {
    const label = labelOf(message);
    const speaker = label === undefined ? undefined : people.get(normaliseSpeaker(label))?.speaker;
    if (!speakers.has(message)) speakers.set(message, speaker ?? 'unknown');
  }
  const unknown = [...people.values()].filter((person) => !person.speaker).map((person) => person.label);
  return { speakers, unknown };
}

interface Person {
  /** The name as first written. */
  readonly label: string;
  speaker?: Speaker;
}

function labelOf(message: RawMessage): string | undefined {
  return message.name ?? message.speaker;
}

function placed(
  message: RawMessage,
  names: SpeakerNames,
  customers: ReadonlySet<string>,
  agents: ReadonlySet<string>,
): Speaker | undefined {
  const values = [message.speaker, message.name].filter((value) => value !== undefined);
  for (const value of values) {
    const own = names.override(value);
    if (own) return own;
  }
  if (message.side) return message.side;
  for (const value of values) {
    const sure = names.strict(value);
    if (sure) return sure;
  }
  for (const value of values) {
    const key = normaliseSpeaker(value);
    if (customers.has(key) !== agents.has(key)) return customers.has(key) ? 'customer' : 'agent';
  }
  return message.speaker === undefined ? undefined : names.direction(message.speaker);
}

function completePair(people: ReadonlyMap<string, Person>): void {
  if (people.size !== 2) return;
  const known = [...people.values()].find((person) => person.speaker)?.speaker;
  const other = known === 'agent' ? 'customer' : known === 'customer' ? 'agent' : undefined;
  for (const person of people.values()) if (other && !person.speaker) person.speaker = other;
}
