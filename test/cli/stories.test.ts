/** The shipped stories (fixtures/stories) come out as their expected.json says. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SHIPPED } from '../../src/lexicon/sources.js';
import type { Band, ScoredCase } from '../../src/model.js';
import { judge } from '../../src/risk/case-report.js';
import { readConversations } from '../../src/transcripts/index.js';
import { judging, scored } from '../helpers.js';

interface Expected {
  readonly conversations: Readonly<Record<string, { band: Band; turningPoints: number[]; ignoredThreats: number[] }>>;
}

const ROOT = 'fixtures/stories';

async function reportsOf(story: string): Promise<ScoredCase[]> {
  const files = readdirSync(join(ROOT, story)).filter((f) => f !== 'expected.json').map((f) => join(ROOT, story, f)).sort();
  const reports: ScoredCase[] = [];
  const rejected: unknown[] = [];
  for await (const conversation of readConversations(files, { lexicons: SHIPPED, lang: 'en', onReject: (r) => void rejected.push(r), onNotice: () => undefined })) {
    reports.push(scored(judge(conversation, judging)));
  }
  expect(rejected).toEqual([]);
  return reports;
}

const stories = readdirSync(ROOT).filter((name) => existsSync(join(ROOT, name, 'expected.json')));

describe.each(stories)('%s', (story) => {
  const expected = JSON.parse(readFileSync(join(ROOT, story, 'expected.json'), 'utf8')) as Expected;

  it('every conversation is read', async () => {
    expect((await reportsOf(story)).map((r) => r.id).sort()).toEqual(Object.keys(expected.conversations).sort());
  });

  it('the bands are those of the story', async () => {
    const bands = Object.fromEntries((await reportsOf(story)).map((r) => [r.id, r.risk.band]));
    expect(bands).toEqual(Object.fromEntries(Object.entries(expected.conversations).map(([id, c]) => [id, c.band])));
  });
});

describe('the turning points stand where the story has them', () => {
  it.each([['pillow', 'H20240307-0102', 11], ['power-bank', 'CALL-20240419-3307', 19]] as const)('%s', async (story, id, message) => {
    const report = (await reportsOf(story)).find((r) => r.id === id);
    expect(report?.turningPoints.some((t) => Math.abs(t.message - message) <= 1)).toBe(true);
  });

  it('the herbal tea is the agent turn before', async () => {
    const [report] = await reportsOf('power-bank');
    const turn = report?.turningPoints.find((t) => Math.abs(t.message - 19) <= 1);
    expect(turn?.before?.message).toBe(18);
    expect(report?.signals.some((s) => s.message === 18 && s.signal === 'provocation')).toBe(true);
  });
});
