/** `kesu review` as a user sees it: sheets out and in, and questions in a terminal. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chalk } from 'chalk';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../src/cli/io.js';
import type { ReviewOptions } from '../../src/cli/review.options.js';
import type { Choice, Prompts } from '../../src/cli/review.prompts.js';
import { review } from '../../src/cli/review.js';
import { wrapped } from '../../src/cli/review.card.js';
import { isProblem, readLabelled, type LabelledCase } from '../../src/learning/labelled.js';
import { guarded, unguarded } from '../../src/report/spreadsheet.js';
import { kesu } from '../helpers.js';

const CHATS = 'fixtures/review/chats.ndjson';
const temp = (name: string): string => join(mkdtempSync(join(tmpdir(), 'kesu-review-')), name);
const linesOf = (path: string): LabelledCase[] => readFileSync(path, 'utf8').split('\n').filter(Boolean).map((row, i) => {
  const read = readLabelled(JSON.parse(row), path, i + 1);
  if (isProblem(read)) throw new Error(`${read.field}: ${read.problem}`);
  return read;
});
/** Labels by conversation and message: `3: anger/strong`, `4: -` for none. */
const labelsOf = (path: string): Record<string, string[]> => Object.fromEntries(linesOf(path).map((c) => [c.id, c.messages.flatMap((m, i) =>
  (m.labels ? [`${i + 1}: ${[...m.labels.values()].map((l) => [l.signal, l.stage ?? l.intensity ?? l.subtype].filter(Boolean).join('/')).join(' ') || '-'}`] : []))]));

type Row = Record<string, string>;
const rowsOf = (csv: string): Row[] => parse(csv, { bom: true, columns: true }) as Row[];

/** The sheet of the fixture as it is written; made once. */
let made: Promise<Row[]> | undefined;
async function make(): Promise<Row[]> {
  const sheet = temp('review.csv');
  const ran = await kesu(['review', CHATS, '-n', '50', '-o', sheet]);
  expect([ran.code, ran.out]).toEqual([0, '']);
  return rowsOf(readFileSync(sheet, 'utf8'));
}

/** A sheet of the fixture, filled by what each message is: by its text, else left empty. */
async function filled(answers: Readonly<Record<string, string>>, save: (rows: readonly Row[]) => Uint8Array | string = (rows) => stringify([...rows], { header: true, bom: true, quoted_match: /[\r\n]/ })): Promise<string> {
  const sheet = temp('review.csv');
  const rows = (await (made ??= make())).map((row) => ({ ...row, labels: Object.entries(answers).find(([text]) => row['text']?.includes(text))?.[1] ?? '' }));
  writeFileSync(sheet, save(rows));
  return sheet;
}

/** GBK as Excel saves it: by the two bytes of each character, `?` for what GBK has not. */
function gbk(text: string): Uint8Array {
  const codes = new Map<string, readonly [number, number]>();
  const decoder = new TextDecoder('gbk');
  for (let a = 0x81; a <= 0xfe; a += 1) for (let b = 0x40; b <= 0xfe; b += 1) {
    const character = decoder.decode(Uint8Array.of(a, b));
    if ([...character].length === 1 && !codes.has(character)) codes.set(character, [a, b]);
  }
  return Uint8Array.from([...text].flatMap((c) => (c < '\x80' ? [c.charCodeAt(0)] : codes.get(c) ?? [0x3f])));
}

describe('the sheet', () => {
  it('holds the picked messages for Excel, redacted, with what kesu heard and why they are picked', async () => {
    const sheet = temp('review.csv');
    const ran = await kesu(['review', CHATS, '-n', '50', '-o', sheet, '--lang', 'zh']);
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('--labels');
    const text = readFileSync(sheet, 'utf8');
    expect(text.startsWith('\ufeffid,message,speaker,context,text,heard,thinks,why,labels,note\r\n')).toBe(true);
    const rows = rowsOf(text);
    const threat = rows.find((r) => r['text']?.includes('12315')) as Row;
    expect(threat).toMatchObject({ id: "'20240501000000000001", message: '3', speaker: '客户', context: '客户: 我的订单三天没有动静\n客服: 请您耐心等待', heard: 'regulator-threat/conditional', labels: '', note: '' });
    expect(threat['thinks']).toMatch(/^[a-z-]+ 0\.\d\d; /);
    expect(text).not.toContain('13812345678');
    expect(rows.find((r) => r['text']?.includes('138'))?.['text']).toContain('138****5678');
    // no formula is run
    expect(rows.find((r) => r['text']?.includes('HYPERLINK'))?.['text']).toMatch(/^'=/);
    const reasons = new Set(rows.map((r) => r['why']));
    for (const reason of ['不确定', '抽查']) expect(reasons).toContain(reason);
    // said twice, asked once; neither bots nor systems are asked about
    expect(rows.filter((r) => r['text'] === '请您耐心等待')).toHaveLength(1);
    expect(rows.some((r) => ['智能客服为您服务', '会话已转接'].includes(r['text'] as string))).toBe(false);
  });
  it('is the same again, of one side where asked, and of as many as asked for', async () => {
    const made = async (...args: string[]): Promise<string> => {
      const sheet = temp('review.csv');
      expect((await kesu(['review', CHATS, '-o', sheet, ...args])).code).toBe(0);
      return readFileSync(sheet, 'utf8');
    };
    expect(await made('-n', '4')).toBe(await made('-n', '4'));
    expect(rowsOf(await made('-n', '4'))).toHaveLength(4);
    const agents = rowsOf(await made('--side', 'agent'));
    expect(agents.length).toBeGreaterThan(1);
    expect(new Set(agents.map((r) => r['speaker']))).toEqual(new Set(['agent']));
  });
  it('that exists is not overwritten unasked', async () => {
    const sheet = await filled({});
    const before = readFileSync(sheet, 'utf8');
    expect(await kesu(['review', CHATS, '-o', sheet])).toMatchObject({ code: 2, err: expect.stringContaining('--force') as string });
    expect(readFileSync(sheet, 'utf8')).toBe(before);
    expect((await kesu(['review', CHATS, '-o', sheet, '--force'])).code).toBe(0);
  });
  it('what is guarded from a spreadsheet comes back as it was', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(..."'=+-@\t12.年月abc，") }), (text) => {
      expect(unguarded(guarded(text))).toBe(text);
    }));
    for (const text of ['=1+1', '20240501000000000001', '1-2', '３', '1月2日', '-']) expect(guarded(text)).not.toMatch(/^[=\d-]/);
    expect(guarded('我要投诉')).toBe('我要投诉');
  });
});

const ANSWERS = { 12315: '=', 太过分了: '愤怒/强、要求升级', 耐心等待: 'stonewalling/拖延', 谢谢: '-', 您爱找谁找谁: '激怒禁语/dare，agent blocks', 曝光: '?', HYPERLINK: '无', 没有动静: '=' };
const LABELS = {
  '20240501000000000001': ['1: -', '2: stonewalling/stalling', '3: regulator-threat/conditional'],
  b2: ['1: anger/strong escalation-request', '2: stonewalling provocation/dare'],
  c3: ['1: -', '3: -'],
};

describe('a filled sheet', () => {
  it('is joined with the transcripts: whole conversations, null where nobody labelled', async () => {
    const out = temp('review.ndjson');
    const ran = await kesu(['review', CHATS, '--labels', await filled(ANSWERS), '-o', out, '--lang', 'en']);
    expect([ran.code, ran.out]).toEqual([0, '']);
    expect(ran.err).toContain('7 messages labelled in 3 conversations');
    expect(ran.err).toContain(`kesu fit ${out} -o DIR`);
    expect(labelsOf(out)).toEqual(LABELS);
    const [first] = linesOf(out);
    expect(first?.messages.map((m) => m.text)).toEqual(['我的订单三天没有动静', '请您耐心等待', '再不处理我就打12315，电话138****5678']);
    expect(JSON.parse(readFileSync(out, 'utf8').split('\n')[0] as string)).toMatchObject({ id: '20240501000000000001', channel: 'chat', signals: [[], ['stonewalling/stalling'], ['regulator-threat/conditional']] });
  });
  it('alone gives the messages and those shown before them', async () => {
    const out = temp('review.ndjson');
    const ran = await kesu(['review', await filled(ANSWERS), '-o', out]);
    expect(ran.code).toBe(0);
    expect(labelsOf(out)).toEqual(LABELS);
    expect(linesOf(out).find((c) => c.id === 'b2')?.messages.map((m) => m.text)).toEqual(['太过分了，叫你们经理来', '您爱找谁找谁']);
  });
  it.each([
    ['GBK, as Excel saves it', (rows: readonly Row[]) => gbk(stringify([...rows], { header: true, quoted_match: /[\r\n]/ }))],
    ['GBK with semicolons', (rows: readonly Row[]) => gbk(stringify([...rows], { header: true, delimiter: ';', quoted_match: /[\r\n]/ }))],
    ['UTF-16 with tabs', (rows: readonly Row[]) => Buffer.from(`\ufeff${stringify([...rows], { header: true, delimiter: '\t', quoted_match: /[\r\n]/ })}`, 'utf16le')],
  ])('%s', async (_, save) => {
    const sheet = await filled(ANSWERS, save);
    const [joined, alone] = [temp('a.ndjson'), temp('b.ndjson')];
    expect((await kesu(['review', CHATS, '--labels', sheet, '-o', joined])).code).toBe(0);
    expect((await kesu(['review', sheet, '-o', alone])).code).toBe(0);
    expect(labelsOf(joined)).toEqual(LABELS);
    expect(labelsOf(alone)).toEqual(LABELS);
    // what GBK has not is lost in the sheet, not in the transcripts
    expect(linesOf(joined).find((c) => c.id === 'c3')?.messages[0]?.text).toContain('😊');
  });
  it('goes to standard output without -o, and kesu eval reads it', async () => {
    const ran = await kesu(['review', CHATS, '--labels', await filled(ANSWERS), '-q']);
    const measured = await kesu(['eval', '-', '-f', 'json', '--resamples', '0'], { stdin: ran.out });
    expect(measured.code).toBe(0);
    expect(JSON.parse(measured.out)).toMatchObject({ sets: [{ conversations: 3, messages: 7 }] });
  });
  it('adds to what stands there, and a new answer replaces the old one', async () => {
    const out = temp('review.ndjson');
    const other = '{"id":"z","speaker":"agent","text":"好","signals":[]}';
    const kept = { id: 'b2', messages: [{ speaker: 'customer', text: '太过分了，叫你们经理来' }, { speaker: 'agent', text: '您爱找谁找谁' }, { speaker: 'customer', text: '行，录音我留着，曝光你们' }], signals: [['anger/mild'], null, ['media-threat/stated']], band: 'high' };
    writeFileSync(out, `${other}\n${JSON.stringify(kept)}\n`);
    await kesu(['review', CHATS, '--labels', await filled({ 太过分了: 'anger/strong', 谢谢: '-' }), '-o', out]);
    const rows = readFileSync(out, 'utf8').split('\n');
    expect(rows[0]).toBe(other);
    expect(JSON.parse(rows[1] as string)).toEqual({ ...kept, signals: [['anger/strong'], null, ['media-threat/stated']] });
    expect(labelsOf(out)).toMatchObject({ b2: ['1: anger/strong', '3: media-threat/stated'], c3: ['1: -'] });
    const again = readFileSync(out, 'utf8');
    await kesu(['review', CHATS, '--labels', await filled({ 谢谢: '-' }), '-o', out]);
    expect(readFileSync(out, 'utf8')).toBe(again);
  });
  it('never replaces a file that is not understood', async () => {
    const out = temp('review.ndjson');
    writeFileSync(out, '{"id":"a"}\n');
    const ran = await kesu(['review', CHATS, '--labels', await filled(ANSWERS), '-o', out]);
    expect([ran.code, ran.err.includes(`${out}:1`)]).toEqual([2, true]);
    expect(readFileSync(out, 'utf8')).toBe('{"id":"a"}\n');
  });
  it('rejects what is no label, with line and column, and keeps the rest', async () => {
    const sheet = await filled({ 12315: 'anger/huge', 太过分了: 'apology', 谢谢: '-', 耐心等待: 'apology/stated', 您爱找谁找谁: 'stonewalling/dare', 曝光: '媒体暴光', HYPERLINK: 'anger/mild anger/strong' });
    const rejected = temp('rejected.ndjson');
    const ran = await kesu(['review', sheet, '-o', temp('review.ndjson'), '--rejected', rejected, '--lang', 'en']);
    expect(ran.code).toBe(3);
    const list = readFileSync(rejected, 'utf8').split('\n').filter(Boolean).map((row) => JSON.parse(row) as { file: string; line: number; field: string; reason: string });
    expect(list.map((r) => r.field)).toEqual(Array(6).fill('labels'));
    const reasons = list.map((r) => r.reason).sort();
    expect(reasons.every((r) => r.startsWith('column I (labels): '))).toBe(true);
    for (const part of ['unknown “huge” after anger/; use one of mild, strong', 'apology is not a signal of this speaker', 'nothing stands after apology/', 'unknown “dare” after stonewalling/', 'unknown label “媒体暴光”', 'anger stands there twice']) {
      expect(reasons.some((r) => r.includes(part)), part).toBe(true);
    }
    const physical = readFileSync(sheet, 'utf8').split('\n');
    for (const { line, file } of list) expect([file, physical[line - 1] !== undefined]).toEqual([sheet, true]);
    expect(ran.err).toContain(`${sheet}:${list[0]?.line}: column I (labels): `);
  });
  it('a row whose message is not in the transcripts is rejected', async () => {
    const sheet = await filled(ANSWERS, (rows) => stringify(rows.map((r) => ({ ...r, id: r['id'] === 'b2' ? 'b9' : r['id'], text: r['id'] === 'c3' ? '完全是另外一句话' : r['text'] })), { header: true, quoted_match: /[\r\n]/ }));
    const out = temp('review.ndjson');
    const ran = await kesu(['review', CHATS, '--labels', sheet, '-o', out, '--lang', 'en']);
    expect(ran.code).toBe(3);
    expect(ran.err).toContain('no conversation b9');
    expect(ran.err).toContain('message 1 of conversation c3 has another text');
    expect(Object.keys(labelsOf(out))).toEqual(['20240501000000000001']);
  });
  it.each([
    [['review', CHATS], 'questions need a terminal'],
    [['review', CHATS, '-o', 'x.xlsx'], 'write a sheet to a .csv'],
    [['review', 'nope.csv', '-o', 'x.csv'], 'no such file'],
    [['review', CHATS, '--labels', 'nope.csv', '-o', 'x.ndjson'], 'no such file'],
    [['review', CHATS, '-n', '0', '-o', 'x.csv'], 'from 1 to 10000'],
    [['review', CHATS, '--labels', CHATS, '-o', 'x.ndjson'], 'the sheet lacks columns'],
  ])('%j: a usage error', async (args, message) => {
    const ran = await kesu([...args, '--lang', 'en']);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.err).toContain(message);
  });
  it('unfilled, among transcripts, or written to a sheet: usage errors', async () => {
    const sheet = await filled({});
    expect(await kesu(['review', sheet, '-o', temp('x.ndjson')])).toMatchObject({ code: 2, err: expect.stringContaining('no row is labelled') as string });
    expect(await kesu(['review', CHATS, sheet, '-o', temp('x.csv')])).toMatchObject({ code: 2, err: expect.stringContaining('--labels') as string });
    expect(await kesu(['review', sheet, '-o', temp('x.csv')])).toMatchObject({ code: 2, err: expect.stringContaining('name a .ndjson') as string });
  });
});

/** Answers questions from a script: a key, a list to mark, or one to choose; nothing left is Ctrl-C. */
class Scripted implements Prompts {
  readonly cards: string[] = [];
  readonly asked: { message: string; choices: readonly Choice[]; initial: readonly string[] }[] = [];
  constructor(private readonly script: (string | readonly string[] | ((card: string) => string))[], private readonly before?: () => void) {}
  show(text: string): void {
    this.cards.push(text);
  }
  private next<T>(message: string, choices: readonly Choice[], initial: readonly string[]): Promise<T | undefined> {
    this.before?.();
    this.asked.push({ message, choices, initial });
    const step = this.script.shift();
    const answer = typeof step === 'function' ? step(this.cards.at(-1) as string) : step;
    for (const value of [answer].flat()) if (value !== undefined && value !== 'escape') expect(choices.map((c) => c.value)).toContain(value);
    return Promise.resolve((answer === 'escape' ? undefined : answer) as T | undefined);
  }
  key = (message: string, choices: readonly Choice[]): Promise<string | undefined> => this.next(message, choices, []);
  one = (message: string, choices: readonly Choice[], initial: string | undefined): Promise<string | undefined> => this.next(message, choices, initial === undefined ? [] : [initial]);
  several = (message: string, choices: readonly Choice[], initial: readonly string[]): Promise<readonly string[] | undefined> => this.next(message, choices, initial);
}

async function inTerminal(prompts: Prompts, options: Partial<ReviewOptions> & { output: string }, lang: 'zh' | 'en' = 'en'): Promise<{ code: number; err: string }> {
  let err = '';
  const context: Context = {
    stdin: Object.assign((async function* (): AsyncGenerator<Uint8Array> {})(), { isTTY: true }), stdout: { write: () => true, isTTY: true, columns: 80 },
    stderr: { write: (text) => ((err += text), true) }, env: {}, lang, color: new Chalk({ level: 0 }),
  };
  const all: ReviewOptions = { count: 20, labels: [], known: [], seed: 1, lexicons: [], header: true, speaker: [], redact: true, ...options };
  return { code: await review([CHATS], all, context, () => Promise.resolve(prompts)), err };
}

describe('in a terminal', () => {
  it('every answer is saved before the next question, and Ctrl-C loses nothing', async () => {
    const output = temp('review.ndjson');
    const saved: number[] = [];
    const prompts = new Scripted(['n', 'n', 's', 'n'], () => void saved.push(existsSync(output) ? Object.values(labelsOf(output)).flat().length : 0));
    const { code, err } = await inTerminal(prompts, { output });
    expect(code).toBe(0);
    expect(saved).toEqual([0, 1, 2, 2, 3]);
    expect(Object.values(labelsOf(output)).flat()).toHaveLength(3);
    expect(err).toMatch(/labelled 3, skipped 1, not asked \d+\n.*\n.*kesu fit .*review\.ndjson -o DIR\n$/);
  });
  it('as heard is one key, and back asks again', async () => {
    const output = temp('review.ndjson');
    const prompts = new Scripted([
      ...Array.from({ length: 20 }, () => (card: string) => (card.includes('12315，') ? 'y' : 's')),
    ]);
    await inTerminal(prompts, { output, side: 'customer' });
    expect(labelsOf(output)).toEqual({ '20240501000000000001': ['3: regulator-threat/conditional'] });
    const back = new Scripted(['n', 'b', 'l', [], 'q']);
    const second = temp('review.ndjson');
    await inTerminal(back, { output: second, side: 'agent' });
    expect(back.cards[2]).toContain('your answer: nothing');
    expect(Object.values(labelsOf(second)).flat()).toHaveLength(1);
    expect(back.asked[0]?.choices.map((c) => c.value)).not.toContain('b');
  });
  it('likely signals first, then all of the side, then what the guide tells apart', async () => {
    const output = temp('review.ndjson');
    const until = (words: string, then: (string | readonly string[])[]): Scripted => {
      const steps: (string | readonly string[] | ((card: string) => string))[] = [];
      const prompts = new Scripted(steps);
      const step = (card: string): string => {
        if (!card.includes(`customer  ${words}`) || !card.includes(`▶ customer  ${words}`)) return (steps.unshift(step), 's');
        steps.unshift(...then);
        return 'l';
      };
      steps.push(step);
      return prompts;
    };
    const prompts = until('太过分了', [['anger', 'more'], ['anger', 'churn-threat', 'influence'], 'strong', 'stated', 'q']);
    await inTerminal(prompts, { output, side: 'customer' });
    expect(labelsOf(output)).toEqual({ b2: ['1: anger/strong churn-threat/stated influence'] });
    const lists = prompts.asked.slice(-5);
    expect(lists[0]?.initial).toContain('anger');
    expect(lists[0]?.choices.at(-1)?.value).toBe('more');
    expect(lists[0]?.choices[0]).toMatchObject({ label: expect.any(String) as string, hint: expect.stringMatching(/^\d+ %$/) as string });
    expect(lists[1]?.choices).toHaveLength(15);
    expect(lists[1]?.initial).toEqual(['anger']);
    expect(lists[2]?.choices.map((c) => c.value)).toEqual(['mild', 'strong']);
    expect(lists[3]?.choices.map((c) => c.value)).toEqual(['inquiry', 'conditional', 'stated', 'done']);
  });
  it('a choice broken off leads back to the question', async () => {
    const output = temp('review.ndjson');
    const prompts = new Scripted(['l', 'escape', 'n', 'q']);
    await inTerminal(prompts, { output });
    expect(prompts.cards).toHaveLength(2);
    expect(Object.values(labelsOf(output)).flat()).toEqual([expect.stringMatching(/: -$/)]);
  });
  it('what is labelled there or in --known is not asked again', async () => {
    const output = temp('review.ndjson');
    const first = new Scripted(['n', 'n', 'q']);
    await inTerminal(first, { output });
    const all = new Scripted(Array.from({ length: 30 }, () => 's'));
    await inTerminal(all, { output: temp('none.ndjson') });
    const rest = new Scripted(Array.from({ length: 30 }, () => 's'));
    await inTerminal(rest, { output });
    expect(rest.cards).toHaveLength(all.cards.length - 2);
    const known = new Scripted(Array.from({ length: 30 }, () => 's'));
    await inTerminal(known, { output: temp('other.ndjson'), known: [output] });
    expect(known.cards).toHaveLength(all.cards.length - 2);
    expect(Object.values(labelsOf(output)).flat()).toHaveLength(2);
  });
  it.each(['zh', 'en'] as const)('%s: what is shown fits 80 columns and obeys no escape sequence', async (lang) => {
    const prompts = new Scripted(Array.from({ length: 30 }, () => 's'));
    await inTerminal(prompts, { output: temp('review.ndjson') }, lang);
    expect(prompts.cards.length).toBeGreaterThan(8);
    for (const line of prompts.cards.join('').split('\n')) {
      expect(stringWidth(line)).toBeLessThanOrEqual(80);
      expect(line).not.toMatch(/[\u0000-\u0008\u001b]/);
    }
    await expect(prompts.cards.find((c) => c.includes('12315，'))).toMatchFileSnapshot(join('../../fixtures/review/golden', `card.${lang}.txt`));
  });
  it('rows are cut by width and lose no character', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'我要退款，ab1 。😡') }), fc.integer({ min: 4, max: 30 }), (text, width) => {
      const rows = wrapped(text, width);
      for (const row of rows) expect(stringWidth(row)).toBeLessThanOrEqual(width);
      expect(rows.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }));
  });
});
