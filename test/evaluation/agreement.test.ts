/** `kesu eval` says the same as the measures kept beside the project, which know nothing of it. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src/evaluation/evaluation.js';
import { kesu } from '../helpers.js';

/** The folder is no part of the project; KESU_SHARED says where else it is. */
const SHARED = resolve(process.env['KESU_SHARED'] ?? '../shared');
const missing = !existsSync(join(SHARED, 'measure/measure.mjs'));
if (missing) console.warn(`agreement with the shared measures is not tested: ${SHARED} is missing`);

const dir = missing ? '' : mkdtempSync(join(tmpdir(), 'kesu-eval-'));
const shared = (script: string, ...args: string[]): string => execFileSync('node', [join(SHARED, 'measure', script), ...args], { encoding: 'utf8' });
const percent = (share = NaN): string => (100 * share).toFixed(1);

interface Both {
  readonly set: string;
  readonly reports: string;
  readonly ours: Evaluation;
  of(id: string): number | undefined;
}

async function both(name: string): Promise<Both> {
  const set = join(SHARED, name);
  const reports = join(dir, `${name.replaceAll('/', '-')}.reports`);
  const scored = await kesu(['score', '--format', 'ndjson', '-'], { stdin: shared('as-conversations.mjs', set) });
  writeFileSync(reports, scored.out);
  const ran = await kesu(['eval', set, '--format', 'json', '--resamples', '0', '--by', 'phenomenon']);
  expect([ran.code, ran.err]).toEqual([0, '']);
  const ours = JSON.parse(ran.out) as Evaluation;
  return { set, reports, ours, of: (id) => ours.measures[id]?.value };
}

/** The lines of measure.mjs over messages, from our figures. */
function signalLines({ ours, of }: Both): string[] {
  const row = (id: string): string => {
    const { tp, fp, fn } = ours.measures[id]?.counts ?? { tp: -1, fp: -1, fn: -1 };
    return `${id.padEnd(20)} P ${percent(of(`${id}-precision`)).padStart(5)} R ${percent(of(`${id}-recall`)).padStart(5)} F1 ${percent(of(id)).padStart(5)}  tp ${tp} fp ${fp} fn ${fn}`;
  };
  const signals = Object.keys(ours.measures).filter((id) => `${id}-precision` in ours.measures && !['micro', 'threat', 'turning-points', 'ignored-threats'].includes(id));
  const n = (id: string): number | undefined => ours.measures[id]?.n;
  return [
    ...signals.sort().map(row),
    `threat family        P ${percent(of('threat-precision'))} R ${percent(of('threat-recall'))} F1 ${percent(of('threat'))}`,
    `micro P ${percent(of('micro-precision'))} R ${percent(of('micro-recall'))} F1 ${percent(of('micro'))}  macro F1 ${percent(of('macro'))}  stage acc ${percent(of('stage'))} (${n('stage')})  subtype acc ${percent(of('subtype'))} (${n('subtype')})`
    + `  false alarm on empty ${percent(of('neutral-alarms'))} threat ${percent(of('neutral-threats'))} (${n('neutral-alarms')})`,
  ];
}

/** The lines of measure.mjs over conversations, from our figures. */
function conversationLines({ ours, of }: Both): string[] {
  const found = (id: string): string => `F1 ${percent(of(id))} (P ${percent(of(`${id}-precision`))} R ${percent(of(`${id}-recall`))})`;
  const pairs = Object.entries(ours.confusion ?? {}).flatMap(([gold, row]) => Object.entries(row).flatMap(([got, n]) => (n > 0 ? [[`${gold}>${got}`, n] as const] : [])));
  return [
    `band exact ${percent(of('band'))} within one ${percent(of('band-within-one'))}  spearman ${of('spearman-band')?.toFixed(3)}  AUC high+ ${of('auc-high')?.toFixed(3)}  attribution ${percent(of('attribution'))}`
    + `  turning points ${found('turning-points')}  ignored threats ${found('ignored-threats')}  n ${ours.measures['band']?.n}`,
    pairs.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, n]) => `${name} ${n}`).join(' · '),
  ];
}

const lines = (text: string): string[] => text.trimEnd().split('\n');

describe.skipIf(missing)('agreement with ../shared/measure', () => {
  const found: Record<string, Both> = {};
  beforeAll(async () => {
    for (const name of ['gold/utterances-a.ndjson', 'gold/conversations-a.ndjson', 'real/threads.ndjson']) found[name] = await both(name);
  });
  const get = (name: string): Both => found[name] as Both;

  it('utterances, by phenomenon too', () => {
    const b = get('gold/utterances-a.ndjson');
    const groups = (b.ours.groups ?? []).map(({ name, measures }) => `${name.padEnd(16)} exact ${percent(measures['exact']?.value)} (${measures['exact']?.n})`);
    expect([...signalLines(b), ...groups]).toEqual(lines(shared('measure.mjs', 'utterances', b.set, b.reports, '--phenomena')));
  });
  it('utterances read wrongly', async () => {
    const b = get('gold/utterances-a.ndjson');
    const theirs = lines(shared('measure.mjs', 'utterances', b.set, b.reports, '--errors')).filter((l) => / \[.*\] /.test(l)).map((l) => l.split(' ')[0]);
    const ran = await kesu(['eval', b.set, '--format', 'json', '--resamples', '0', '--errors', '--no-redact']);
    const ours = (JSON.parse(ran.out) as Evaluation).errors?.filter((e) => e.faults.some((f) => f.kind === 'missed' || f.kind === 'false')).map((e) => e.id);
    expect(ours).toEqual(theirs);
  });
  it('conversations', () => {
    const b = get('gold/conversations-a.ndjson');
    expect(conversationLines(b)).toEqual(lines(shared('measure.mjs', 'conversations', b.set, b.reports)));
  });
  it('messages of conversations, and bands', () => {
    const b = get('real/threads.ndjson');
    const labels = join(dir, 'labels.ndjson');
    writeFileSync(labels, shared('as-conversations.mjs', '--labels', b.set));
    const ranks = `spearman(score, band) ${b.of('spearman-band')?.toFixed(3)}  AUC high+ ${b.of('auc-high')?.toFixed(3)}  AUC medium+ ${b.of('auc-medium')?.toFixed(3)}  n ${b.ours.measures['auc-high']?.n}`;
    expect([...signalLines(b), ranks]).toEqual(lines(shared('measure.mjs', 'messages', labels, b.reports)));
    expect(conversationLines(b)).toEqual(lines(shared('measure.mjs', 'conversations', b.set, b.reports)));
  });
  it('satisfaction', () => {
    const b = get('real/threads.ndjson');
    expect(`spearman ${b.of('spearman-dissatisfaction')?.toFixed(3)}  AUC dissatisfied ${b.of('auc-dissatisfied')?.toFixed(3)}  n ${b.ours.measures['auc-dissatisfied']?.n} missing ${b.ours.run.missing}`)
      .toBe(shared('satisfaction.mjs', b.set, b.reports).trim());
  });
  it('finished reports give what the engine gives, also those of a baseline', async () => {
    const b = get('gold/utterances-a.ndjson');
    const ran = await kesu(['eval', b.set, '--reports', b.reports, '--format', 'json', '--resamples', '0']);
    expect((JSON.parse(ran.out) as Evaluation).measures).toEqual(b.ours.measures);
    const naive = join(dir, 'naive.ndjson');
    writeFileSync(naive, shared('naive.mjs', b.set));
    const ours = JSON.parse((await kesu(['eval', b.set, '--reports', naive, '--format', 'json', '--resamples', '0'])).out) as Evaluation;
    expect(signalLines({ ...b, ours, of: (id) => ours.measures[id]?.value })).toEqual(lines(shared('measure.mjs', 'utterances', b.set, naive)));
    expect(readFileSync(naive, 'utf8').length).toBeGreaterThan(0);
  });
});
