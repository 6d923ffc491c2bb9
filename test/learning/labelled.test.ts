import { describe, expect, it } from 'vitest';
import { isProblem, readLabelled, type LabelledCase } from '../../src/learning/labelled.js';

const read = (value: unknown): LabelledCase => {
  const found = readLabelled(value, 'set.ndjson', 3);
  if (isProblem(found)) throw new Error(`${found.field}: ${found.problem}`);
  return found;
};
const fieldOf = (value: unknown): string => {
  const found = readLabelled(value, 'set.ndjson', 3);
  return isProblem(found) ? found.field : 'read';
};
const utterance = { id: 'u', speaker: 'customer', text: '甲', signals: [] };
const talk = { id: 'c', messages: [{ speaker: 'customer', text: '甲', at: '2024-05-01T10:00:00' }, { speaker: 'agent', text: '乙' }] };

describe('labelled lines', () => {
  it('an utterance is a conversation of one message', () => {
    expect(read({ ...utterance, id: 7, phenomenon: 'asr', unsure: true })).toMatchObject({
      kind: 'utterance', id: '7', set: 'set.ndjson', line: 3, phenomenon: 'asr', unlabelled: { id: '7', channel: 'call', messages: [{ speaker: 'customer', text: '甲' }] },
    });
  });
  it('labels as objects and in short', () => {
    const { messages } = read({ ...utterance, signals: ['anger/mild', 'media-threat/done', { signal: 'ultimatum' }, 'stonewalling/stalling', 'abuse'] });
    expect([...(messages[0]?.labels?.values() ?? [])]).toEqual([
      { signal: 'anger', intensity: 'mild' }, { signal: 'media-threat', stage: 'done' }, { signal: 'ultimatum' }, { signal: 'stonewalling', subtype: 'stalling' }, { signal: 'abuse' },
    ]);
  });
  it('a conversation is handed on without its labels', () => {
    const { unlabelled, ...labels } = read({ ...talk, channel: 'call', case: 'K', signals: [['anger'], []], band: 'high', turning_points: [0], ignored_threats: [], attribution: 'none', satisfaction: -1.5 });
    expect(unlabelled).toEqual({ id: 'c', channel: 'call', case: 'K', messages: talk.messages });
    expect(labels).toMatchObject({ band: 'high', turningPoints: [0], ignoredThreats: [], attribution: 'none', satisfaction: -1.5 });
  });
  it('where only the conversation is labelled its messages are not taken for neutral', () => {
    expect(read({ ...talk, band: 'low' }).messages.map((m) => m.labels)).toEqual([undefined, undefined]);
  });
  it.each([
    [{ ...utterance, signals: [{ signal: 'rage' }] }, 'signals.0.signal'],
    [{ ...utterance, signals: ['anger', 'rage'] }, 'signals.1'],
    [{ ...utterance, signals: ['anger/'] }, 'signals.0'],
    [{ ...utterance, signals: [{ signal: 'media-threat', stage: 'soon' }] }, 'signals.0.stage'],
    [{ ...utterance, signals: undefined }, 'signals'],
    [{ ...utterance, speaker: '客户' }, 'speaker'],
    [{ ...talk, band: 'severe' }, 'band'],
    [{ ...talk, signals: [[]] }, 'signals'],
    [{ ...talk, signals: [[], [{ signal: 'anger', intensity: 'much' }]] }, 'signals.1.0.intensity'],
    [{ ...talk, turning_points: [2] }, 'turning_points.0'],
    [{ ...talk, messages: [{ speaker: 'agent' }], band: 'low' }, 'messages.0.text'],
    [talk, ''],
    ['anger', ''],
  ])('%j: the trouble is at %s', (value, field) => {
    expect(fieldOf(value)).toBe(field);
  });
});
