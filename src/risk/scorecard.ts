/** `lexicons/scorecard.yaml`: weights, bands, floors. */
import { z } from 'zod';
import type { YamlFile } from '../data/yaml-file.js';
import { lastFile, SHIPPED } from '../lexicon/sources.js';
import { AGENT_SIGNALS, BANDS, FINDINGS, SIGNALS, STAGES } from '../model.js';

const share = z.number().min(0).max(1);
const term = z.strictObject({ weight: z.number(), scale: z.number().positive() });

/** A signal or finding that occurred, any threat, a threat announced or done, or one done. */
const condition = z.enum([...SIGNALS, ...FINDINGS, 'threat', 'firm-threat', 'done-threat']);
export type Condition = z.infer<typeof condition>;

export const scorecardSchema = z.strictObject({
  bias: z.number(),
  stages: z.record(z.enum(STAGES), z.number().positive()),
  intensities: z.record(z.enum(['mild', 'strong']), z.number().positive()),
  signals: z.partialRecord(z.enum(SIGNALS), term),
  findings: z.partialRecord(z.enum(FINDINGS), term),
  relief: z.strictObject({
    settled: z.strictObject({ 'with-remedy': share, without: share, sure: share }),
    remedy: z.strictObject({ most: share, scale: z.number().positive(), signals: z.partialRecord(z.enum(AGENT_SIGNALS), z.number().min(0)) }),
    cooling: share,
    /** Signals that only the customer's acceptance relieves: neither a remedy nor a calmer tone undoes them. */
    lasting: z.array(z.enum(SIGNALS)),
  }),
  bands: z.strictObject({ medium: z.number(), high: z.number(), critical: z.number() }),
  /** From which band on somebody is interrupted, and what cannot wait for the score to hold. */
  alarm: z.strictObject({ band: z.enum(BANDS), 'at-once': z.array(z.enum(SIGNALS)) }),
  floors: z.array(z.strictObject({ id: z.string(), band: z.enum(BANDS), when: z.array(condition).min(1) })),
  limits: z.array(z.strictObject({ id: z.string(), band: z.enum(BANDS), unless: z.array(condition).min(1) })),
  chain: z.strictObject({
    settled: share, cooling: share, heat: z.number().positive(), above: z.int().min(0),
    promises: term, contacts: term, agents: term, channels: term, rising: term,
  }),
});

export type Scorecard = z.infer<typeof scorecardSchema>;

export const SCORECARD = 'scorecard.yaml';

/** With its text, to write another one from. */
export const scorecardFile = (overlays: readonly string[] = [], base = SHIPPED): YamlFile<Scorecard> => lastFile(SCORECARD, scorecardSchema, overlays, base);

export const readScorecard = (overlays: readonly string[] = [], base = SHIPPED): Scorecard => scorecardFile(overlays, base).data;
