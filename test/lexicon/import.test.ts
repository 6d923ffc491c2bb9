/** Analysts' lists become overlays that pass their own test. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SIGNALS } from '../../src/model.js';
import { readImportWords } from '../../src/lexicography/import/words.js';
import { kesu } from '../helpers.js';
import { folder } from './overlay.js';

/** GBK cannot be written by Node: these bytes are 词,信号,强度,备注 and one row, as Excel saves them. */
const GBK = Buffer.from(
  'b4ca2cd0c5bac52cc7bfb6c82cb1b8d7a20d0ad4b6b7bdbacec6bdb3b52cb7dfc5adb2bbc2fa2cb8df2cb4d3bfcdcbdfc0b40d0a', 'hex',
);

async function imported(name: string, content: string | Uint8Array, ...args: string[]) {
  const dir = folder({ [name]: content });
  const to = join(dir, 'out');
  const ran = await kesu(['lexicon', 'import', join(dir, name), '-o', to, ...args]);
  return { ...ran, dir, to, read: (file: string) => readFileSync(join(to, file), 'utf8') };
}

describe('kesu lexicon import', () => {
  it('a GBK table with Chinese headers and signal names', async () => {
    const ran = await imported('terms.csv', GBK);
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('gb18030: term=词, signal=信号, strength=强度, note=备注');
    expect(ran.read('anger.yaml')).toBe([
      '# Made by `kesu lexicon import` from terms.csv.', '', 'signal: anger', 'speaker: customer', 'classes:', '  terms-90: [远方何平车]', 'rules:',
      '  - id: terms-90', '    match: "{terms-90}"', '    strength: 0.9', '    examples: [远方何平车]', '    note: "远方何平车: 从客诉来"', '',
    ].join('\n'));
  });

  it('one rule for what is said alike; the overlay passes its own test and is heard', async () => {
    const ran = await imported('list.csv', [
      'term,signal,strength,stage,subtype,note', '甲乙丙丁、戊己庚辛,complaint-intent,90%,已表明,,', '壬癸子丑,投诉意向,0.9,stated,,', '寅卯辰巳,投诉意向,,,,', '午未申酉,推诿搪塞,低,,踢皮球,', '',
    ].join('\n'));
    expect(ran.code).toBe(0);
    expect(readdirSync(ran.to)).toEqual(['complaint-intent.yaml', 'stonewalling.yaml']);
    expect(ran.read('complaint-intent.yaml')).toContain('list-90-stated: [甲乙丙丁, 戊己庚辛, 壬癸子丑]');
    expect(ran.read('stonewalling.yaml')).toContain('speaker: agent');
    expect(ran.read('stonewalling.yaml')).toContain('subtype: buck-passing');
    const tested = await kesu(['lexicon', 'test', '--lexicons', ran.to, 'complaint-intent/list', 'stonewalling/list', '-f', 'json']);
    expect(tested).toMatchObject({ code: 0 });
    expect(JSON.parse(tested.out)).toMatchObject({ rules: 3, checked: 5, failures: [] });
    const explained = await kesu(['explain', '--lexicons', ran.to, '-f', 'json', '你们不管我就甲乙丙丁']);
    expect(JSON.parse(explained.out)).toMatchObject({ signals: [{ rule: 'complaint-intent/list-90-stated', stage: 'stated' }] });
  });

  it('a plain list takes the signal of --signal; known terms are reported, and left out when asked', async () => {
    const list = '甲乙丙丁\n打12315举报你们\n';
    const ran = await imported('名单.txt', list, '--signal', '监管投诉', '-f', 'json');
    expect(ran.code).toBe(0);
    const result = JSON.parse(ran.out) as { covered: { line: number; term: string; rules: string[] }[]; written: { terms: number }[] };
    expect(result).toMatchObject({ written: [{ signal: 'regulator-threat', rules: 1, terms: 2 }], covered: [{ line: 2, term: '打12315举报你们' }] });
    expect(ran.read('regulator-threat.yaml')).toContain('id: imported-80');
    const without = await imported('list.txt', list, '--signal', 'regulator-threat', '--skip-covered', '--name', 'ours');
    expect(without.read('regulator-threat.yaml')).toContain('ours-80: [甲乙丙丁]');
  });

  it('rows that cannot be read are named by file, line and column; the others are imported', async () => {
    const ran = await imported('t.csv', [
      '词,信号,强度,阶段', '甲乙丙丁,愤怒,0.8,', ',愤怒,,', '乙丙丁戊,什么东西,,', '丙丁戊己,,,', '丁戊己庚,愤怒,很好,', '戊己庚辛,愤怒,,done', `${'长'.repeat(31)},愤怒,,`, '{甲},愤怒,,', '甲乙丙丁,愤怒,0.5,', '"没关,愤怒,,', '',
    ].join('\n'), '-f', 'json');
    expect(ran.code).toBe(3);
    const { rejected, written } = JSON.parse(ran.out) as { rejected: { line: number; field?: string; file: string }[]; written: unknown };
    expect(written).toMatchObject([{ signal: 'anger', terms: 1 }]);
    expect(rejected.map((r) => [r.line, r.field])).toEqual([
      [3, '词'], [4, '信号'], [5, '信号'], [6, '强度'], [7, '阶段'], [8, '词'], [9, '词'], [10, '词'], [11, undefined],
    ]);
    expect(ran.err).toContain(`${join(ran.dir, 't.csv')}:4:`);
  });

  it('overwrites nothing without --force', async () => {
    const first = await imported('t.csv', '词,信号\n甲乙丙丁,愤怒\n');
    const again = (...more: string[]) => kesu(['lexicon', 'import', join(first.dir, 't.csv'), '-o', first.to, ...more]);
    const refused = await again();
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain('anger.yaml');
    expect((await again('--force')).code).toBe(0);
  });

  it('says what is wrong with a list that is none', async () => {
    expect((await imported('t.csv', '姓名,电话\n张三,1\n')).err).toMatch(/no column holds the terms.*姓名, 电话/);
    expect((await imported('t.csv', '姓名,电话\n张三,1\n')).code).toBe(2);
    expect((await imported('t.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]))).err).toContain('xlsx');
    expect((await kesu(['lexicon', 'import', '/nowhere.csv', '-o', '/tmp/x'])).err).toContain('/nowhere.csv: no such file');
    expect((await imported('t.csv', '词\n甲\n', '--signal', 'nosuch')).code).toBe(2);
  });
});

it('every signal can be named in Chinese', () => {
  const words = readImportWords();
  for (const [id, name] of [['anger', '愤怒不满'], ['regulator-threat', '监管投诉'], ['stonewalling', '推诿搪塞'], ['commitment', '明确时限']]) expect(words.signal(name as string)).toBe(id);
  expect(SIGNALS.filter((s) => words.signal(s) !== s)).toEqual([]);
});
