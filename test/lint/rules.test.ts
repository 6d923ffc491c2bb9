import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnosticsOf, linted, pages, settings } from './linting.js';

const rules = Object.keys(settings.rules);

describe('pages', () => {
  it('every rule has one, and there are no others', () => expect([...pages.keys()].sort()).toEqual([...rules].sort()));

  it.each([...pages])('%s: its example is found, the better one is not', (id, page) => {
    const file = id.startsWith('suppression/') ? 'a.md' : 'a.txt';
    expect(diagnosticsOf(file, page.example).map((d) => d.rule)).toContain(id);
    expect(diagnosticsOf(file, page.better).filter((d) => !d.suppressed).map((d) => `${d.rule} ${d.text}`)).toEqual([]);
  });

  it('are told to the formats as Markdown', () => {
    const info = linted(['a.txt', '请您耐心等待。']).rules.get('wait/no-time');
    expect(info).toMatchObject({ id: 'wait/no-time', severity: 'warning', title: 'asks to wait and names no time' });
    expect(info?.help).toMatch(/## Why it matters[\s\S]*## Example\n\n> /);
  });
});

describe('realistic script lines', () => {
  const rows = (name: string): Record<string, string>[] => parse(readFileSync(`fixtures/lint/field/${name}.csv`), { columns: true });

  it('good ones are let be', () => {
    const good = rows('good').map((row) => row['话术'] as string);
    expect(good.length).toBeGreaterThanOrEqual(40);
    expect(good.flatMap((text) => diagnosticsOf('a.txt', text).map((d) => `${d.rule} ${text}`))).toEqual([]);
  });

  it('bad ones are found, nearly all for the right reason, once or twice', () => {
    const found = rows('bad').map((row) => ({ rule: row['应报'] as string, got: diagnosticsOf('a.txt', row['话术'] as string).map((d) => d.rule) }));
    expect(found.filter(({ got }) => got.length > 0).length / found.length).toBeGreaterThan(0.95);
    expect(found.filter(({ rule, got }) => got.includes(rule)).length / found.length).toBeGreaterThan(0.88);
    expect(found.filter(({ got }) => got.length > 2)).toEqual([]);
  });
});

describe('what a reply has counts', () => {
  const severities = (text: string): string[] => diagnosticsOf('a.txt', text).map((d) => `${d.rule} ${d.severity}`);

  it('a refusal is an error, with a word of feeling a warning, with an alternative a note, with both nothing', () => {
    expect(severities('特价商品概不退换。')).toEqual(['stonewalling/policy-shield error']);
    expect(severities('我理解您着急的心情，特价商品概不退换。')).toEqual(['stonewalling/policy-shield warning']);
    expect(severities('特价商品概不退换。我现在为您登记一张20元券。')).toEqual(['stonewalling/policy-shield note']);
    expect(severities('我理解您着急的心情，特价商品概不退换。我现在为您登记一张20元券。')).toEqual([]);
  });

  it('a wait with a time, or the place of one, is none', () => {
    expect(severities('核实后会联系您。')).toEqual(['wait/no-time warning']);
    for (const text of ['核实后两小时内会联系您。', '核实后会在{hours}小时内联系您。', '核实后会于{deadline}前联系您。', '核实后X小时内会联系您。']) expect(severities(text)).toEqual([]);
  });

  it('what is missing leaves out what is there', () => {
    expect(diagnosticsOf('a.txt', '我理解您着急的心情，特价商品概不退换。')[0]?.missing).toEqual(['something you can offer instead']);
  });

  it('the lines of one turn are one reply, those of a list are not', () => {
    expect(severities('客户：坏了\n客服：非常抱歉给您带来不便。\n客服：我现在为您登记退款，24小时内到账。')).toEqual([]);
    expect(severities('非常抱歉给您带来不便。\n我现在为您登记退款，24小时内到账。')).toEqual(['empty-apology warning']);
  });

  it('labels are labels however they are set', () => {
    for (const label of ['客服：', '**客服**：', '**客服：**', '【客服】', '客服01：', '- 答：', '话术一：', '✅ ']) expect([label, diagnosticsOf('a.md', `${label}那您去投诉吧`).map((d) => d.rule)]).toEqual([label, ['provocation/dare']]);
    for (const label of ['客户：', '**客户：**', '【用户】', '问：', '❌ ', '反例：', '禁语1：']) expect([label, diagnosticsOf('a.md', `${label}那您去投诉吧`)]).toEqual([label, []]);
  });

  it('one finding for the same words', () => {
    expect(severities('根据合同第七条约定，等待期内出险不予赔付。')).toEqual(['law-only-reply warning']);
  });
});

describe('a way on', () => {
  const refusals = '特价商品概不退换。\n非质量问题不予退换。\n规定就是规定。\n';
  it('is asked for once a script, not of a few lines, and not where one is named', () => {
    const count = (text: string): number => diagnosticsOf('a.txt', text).filter((d) => d.rule === 'escalation/no-way').length;
    expect(count(refusals)).toBe(1);
    expect(count('特价商品概不退换。')).toBe(0);
    expect(count(`${refusals}如不认可，我为您转接值班经理。`)).toBe(0);
  });
  it('any comment of the file may allow it', () => {
    expect(diagnosticsOf('a.txt', `${refusals}\n# kesu-ignore escalation/no-way: 另见总则`).find((d) => d.rule === 'escalation/no-way')?.suppressed).toEqual({ reason: '另见总则' });
  });
});

describe('repetition', () => {
  it('across files, told at the second place', () => {
    const words = '本店所有商品均由总仓统一打包。';
    const run = linted(['a.txt', words], ['b.txt', `您好。\n${words}`], ['c.txt', words]);
    expect(run.units.flatMap((u) => u.diagnostics).map((d) => [d.file, d.rule, d.region.line, d.message])).toEqual([['b.txt', 'repetition/same-text', 2, 'these words stand in 3 places almost unchanged (first: a.txt:1)']]);
  });
});
