/** One conversation, judged: the pure function at the centre of kesu. */
import { Analysis } from '../dynamics/analysis.js';
import { findingsOf } from '../dynamics/findings/index.js';
import { promisesOf } from '../dynamics/promises.js';
import { serviceOf } from '../dynamics/service.js';
import type { DynamicsSettings } from '../dynamics/settings.js';
import { attributionOf, turningPoints, type Turning } from '../dynamics/turning-points.js';
import type { CaseReport, Contribution, Conversation, InsufficientReason, Risk, TrajectoryPoint, TurningPoint } from '../model.js';
import type { SignalReader } from '../signals/signals.js';
import { speaksFor } from '../signals/turns.js';
import { actionsOf, type ActionSettings } from './actions.js';
import { endingOf } from './ending.js';
import { alarmOf, forecast } from './forecast.js';
import type { Ledger } from './ledger.js';
import { scoresHadItBeenNeutral } from './neutral.js';
import { bandOf, leastOf, partsOf, scoreOf, wholePoints } from './score.js';
import type { Scorecard } from './scorecard.js';
import { skillsOf, type SkillSettings } from './skills.js';

export interface Judge {
  readonly reader: SignalReader;
  readonly dynamics: DynamicsSettings;
  readonly scorecard: Scorecard;
  readonly skills: SkillSettings;
  readonly actions: ActionSettings;
}

export function judge(conversation: Conversation, { reader, dynamics, scorecard, skills, actions }: Judge): CaseReport {
  const common = {
    schema: 'kesu.case/1' as const, id: conversation.id, source: conversation.source,
    ...(conversation.channel && { channel: conversation.channel }),
    ...(conversation.case !== undefined && { case: conversation.case }),
    ...(conversation.customer !== undefined && { customer: conversation.customer }),
    ...(conversation.agent !== undefined && { agent: conversation.agent }),
    messages: conversation.messages, lexicon: reader.lexicon.version, ...(reader.layer && { learned: reader.layer.version }),
  };
  const reason = unjudgeable(conversation);
  if (reason) return { ...common, status: 'insufficient', reason, risk: null, signals: [], findings: [], turningPoints: [] };

  const analysis = Analysis.of(conversation, reader, dynamics);
  const promises = promisesOf(analysis);
  const findings = findingsOf(analysis, promises);
  const { ledger, trajectory } = forecast(analysis, findings, scorecard);
  const turnings = turningPoints(analysis);
  const neutral = scoresHadItBeenNeutral(analysis, findings, promises, turnings, scorecard);
  const risk = riskOf(ledger, scorecard, trajectory, analysis);
  const attribution = attributionOf(analysis, turnings, findings);
  const service = serviceOf(analysis);
  return {
    ...common,
    status: 'scored',
    risk,
    signals: analysis.signals,
    findings,
    turningPoints: turnings.map((turning) => describeTurning(turning, analysis, trajectory, neutral)),
    attribution,
    promises,
    service,
    agentScorecard: skillsOf(analysis, findings, service, promises, skills),
    actions: actionsOf({
      band: risk.band, score: risk.score, ...(risk.alarm && { alarm: risk.alarm }), ...(conversation.channel && { channel: conversation.channel }),
      signals: analysis.signals, findings, promises, attribution, service, ended: endingOf(analysis), channels: reader.lexicon.channels,
    }, actions),
  };
}

/** Why nobody can judge a conversation, if so: what cannot be judged is not called low-risk. */
export function unjudgeable(conversation: Conversation): InsufficientReason | undefined {
  const { messages } = conversation;
  if (messages.length === 0) return 'no-messages';
  if (!messages.some((m) => /[\p{L}\p{N}]/u.test(m.text))) return 'no-text';
  const said = messages.filter((m) => m.text.trim() !== '' && m.speaker !== 'system');
  const known = said.filter((m) => speaksFor(m.speaker) === 'customer' || speaksFor(m.speaker) === 'agent');
  return known.length * 2 < said.length || known.length === 0 ? 'speakers-unknown' : undefined;
}

function riskOf(ledger: Ledger, card: Scorecard, trajectory: readonly TrajectoryPoint[], analysis: Analysis): Risk {
  const score = Math.round(scoreOf(ledger, card));
  const parts = partsOf(ledger, card);
  const points = wholePoints(parts, score);
  const indexes = new Map(analysis.signals.map((s, i) => [s, i]));
  const contributions = parts.map((part, i): Contribution => ({
    id: part.id, points: points[i] as number, logit: Number(part.logit.toFixed(4)),
    messages: [...new Set(part.messages)].sort((a, b) => a - b),
    signals: [...new Set(part.signals.flatMap((s) => indexes.get(s) ?? []))].sort((a, b) => a - b),
  }));
  const peak = trajectory.reduce((best, p) => (p.score > best.score ? p : best), trajectory[0] as TrajectoryPoint);
  const alert = trajectory.find((p) => p.score >= leastOf('high', card));
  const alarm = alarmOf(analysis, trajectory, card);
  return {
    score, band: bandOf(score, card), peak, ...(alert && { firstAlert: alert.message }), ...(alarm && { alarm }), trajectory,
    contributions: contributions.sort((a, b) => Math.abs(b.points) - Math.abs(a.points)),
  };
}

function describeTurning({ message, before, silence }: Turning, analysis: Analysis, trajectory: readonly TrajectoryPoint[], neutral: ReadonlyMap<number, number>): TurningPoint {
  return {
    message,
    text: analysis.message(message)?.text ?? '',
    from: trajectory[Math.max(0, message - 1)]?.score ?? 0,
    to: trajectory[message]?.score ?? 0,
    ...(before && {
      before: {
        message: before.messages[0] as number,
        text: analysis.text(before),
        signals: [...new Set(before.messages.flatMap((m) => analysis.at(m).map((s) => (s.subtype ? `${s.signal}/${s.subtype}` : s.signal))))],
      },
      neutral: neutral.get(message) as number,
    }),
    ...(silence !== undefined && { silence }),
  };
}
