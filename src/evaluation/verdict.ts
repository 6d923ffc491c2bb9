/** What a run said of a case, cut down to what labels speak about; from the engine or from a finished report. */
import { z } from 'zod';
import { BANDS, SIGNALS, type Attribution, type Band, type SignalId } from '../model.js';

export interface Found {
  /** Of the first place of the signal in the message. */
  readonly stage?: string;
  readonly intensity?: string;
  /** Of all its places. */
  readonly subtypes: ReadonlySet<string>;
  /** Rules and words, where the report names them. */
  readonly evidence: readonly Evidence[];
}

export interface Evidence {
  readonly rule?: string;
  readonly words?: string;
  readonly modifiers?: readonly string[];
}

export interface Verdict {
  readonly signals: readonly ReadonlyMap<SignalId, Found>[];
  /** Absent where the case could not be judged: it is then neither risky nor safe. */
  readonly risk?: { readonly score: number; readonly band?: Band; readonly alarm?: number };
  readonly turningPoints: readonly number[];
  readonly ignoredThreats: readonly number[];
  readonly attribution?: Attribution;
}

const index = z.int().min(0);

/** A case report as far as it is measured; reports of other programs need no more than this (shared/measure). */
export const reportSchema = z.looseObject({
  id: z.union([z.string(), z.number().transform(String)]),
  risk: z.looseObject({ score: z.number().min(0).max(100), band: z.enum(BANDS).optional(), alarm: z.looseObject({ confirmed: index }).optional() }).nullish(),
  signals: z.array(z.looseObject({
    signal: z.enum(SIGNALS), message: index, stage: z.string().optional(), intensity: z.string().optional(), subtype: z.string().optional(),
    rule: z.string().optional(), text: z.string().optional(), modifiers: z.array(z.string()).optional(),
    learned: z.looseObject({ evidence: z.array(z.looseObject({ text: z.string(), weight: z.number() })) }).optional(),
  })),
  turningPoints: z.array(z.looseObject({ message: index })).optional(),
  findings: z.array(z.looseObject({ kind: z.string(), messages: z.array(index).optional() })).optional(),
  attribution: z.enum(['arrived-angry', 'agent-aggravated', 'none']).optional(),
});

/** What both a report of the engine and one that was read have. */
export interface ReportLike {
  readonly risk?: { readonly score: number; readonly band?: Band | undefined; readonly alarm?: { readonly confirmed: number } | undefined } | null | undefined;
  readonly signals: readonly {
    readonly signal: SignalId; readonly message: number; readonly stage?: string | undefined; readonly intensity?: string | undefined; readonly subtype?: string | undefined;
    readonly rule?: string | undefined; readonly text?: string | undefined; readonly modifiers?: readonly string[] | undefined;
    readonly learned?: { readonly evidence: readonly { readonly text: string; readonly weight: number }[] } | undefined;
  }[];
  readonly turningPoints?: readonly { readonly message: number }[] | undefined;
  readonly findings?: readonly { readonly kind: string; readonly messages?: readonly number[] | undefined }[] | undefined;
  readonly attribution?: Attribution | undefined;
}

export function verdictOf(report: ReportLike, messages: number): Verdict {
  const signals = Array.from({ length: messages }, () => new Map<SignalId, Found & { subtypes: Set<string>; evidence: Evidence[] }>());
  for (const s of report.signals) {
    const here = signals[s.message];
    if (!here) continue;
    const found = here.get(s.signal) ?? { ...(s.stage && { stage: s.stage }), ...(s.intensity && { intensity: s.intensity }), subtypes: new Set<string>(), evidence: [] };
    if (s.subtype !== undefined) found.subtypes.add(s.subtype);
    // a learned hit has no cues: its n-grams are at fault
    const modifiers = s.learned?.evidence.map((e) => `${e.text} +${e.weight}`) ?? s.modifiers;
    found.evidence.push({ ...(s.rule !== undefined && { rule: s.rule }), ...(s.text !== undefined && { words: s.text }), ...(modifiers && { modifiers }) });
    here.set(s.signal, found);
  }
  const { risk } = report;
  return {
    signals,
    ...(risk && { risk: { score: risk.score, ...(risk.band && { band: risk.band }), ...(risk.alarm && { alarm: risk.alarm.confirmed }) } }),
    turningPoints: (report.turningPoints ?? []).map((t) => t.message),
    ignoredThreats: (report.findings ?? []).filter((f) => f.kind === 'ignored-threat').flatMap((f) => f.messages?.[0] ?? []),
    ...(report.attribution && { attribution: report.attribution }),
  };
}
