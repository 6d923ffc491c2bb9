/** People: a customer who was harmed, an agent who is abused. */
import { THREATS, type Finding, type Signal } from '../../model.js';
import type { Analysis } from '../analysis.js';

/** Harm to people or property outranks tone. */
export function harm(analysis: Analysis): Finding[] {
  const evidence = analysis.signals.filter((s) => s.signal === 'safety-harm');
  const messages = messagesOf(evidence);
  return evidence.length === 0 ? [] : [{ kind: 'harm', messages, known: messages[0] as number, evidence, detail: { words: (evidence[0] as Signal).text } }];
}

/** Insults by a customer who raises nothing that would justify calling it escalation: the agent needs care. */
export function staffAbuse(analysis: Analysis): Finding[] {
  const evidence = analysis.signals.filter((s) => s.signal === 'abuse');
  const justified = analysis.signals.some((s) => THREATS.includes(s.signal) || s.signal === 'safety-harm');
  return evidence.length === 0 || justified ? [] : [{ kind: 'staff-abuse', messages: messagesOf(evidence), evidence, detail: { times: evidence.length } }];
}

const messagesOf = (signals: readonly Signal[]): number[] => [...new Set(signals.map((s) => s.message))];
