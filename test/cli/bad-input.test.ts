/** What a user sees of bad input: a message with file and line, the right exit code, and the good part scored. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { KesuError } from '../../src/errors.js';
import { jiebaTokenizer } from '../../src/text/tokenizer.js';
import { kesu } from '../helpers.js';

const dir = mkdtempSync(join(tmpdir(), 'kesu-bad-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

const ids = (out: string): string[] => out.trim().split('\n').filter(Boolean).map((line) => (JSON.parse(line) as { id: string }).id);
const HEAD = '会话编号,发送者,消息内容\n';

describe('bad input', () => {
  it('a missing file: usage error, nothing scored', async () => {
    const ran = await kesu(['score', '-f', 'ndjson', join(dir, 'nowhere.csv')]);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('nowhere.csv');
  });

  it('an empty file is rejected, the others are scored', async () => {
    const ran = await kesu(['score', '-f', 'ndjson', file('empty.csv', ''), file('good.csv', `${HEAD}a,客户,你好\n`)]);
    expect(ran.code).toBe(3);
    expect(ids(ran.out)).toEqual(['a']);
    expect(ran.err).toContain('empty.csv');
  });

  it('a binary file is named as such', async () => {
    const ran = await kesu(['score', '-f', 'ndjson', file('book.csv', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 1, 2, 3]))]);
    expect(ran.code).toBe(3);
    expect(ran.err).toMatch(/book\.csv.*(binary|workbook|zip)/is);
  });

  it('an unclosed quote costs its line alone', async () => {
    const path = file('quote.csv', `${HEAD}a,客户,你好\nb,客户,"没有关上\nc,客户,在吗\nd,客户,好的\n`);
    const ran = await kesu(['score', '-f', 'ndjson', path]);
    expect(ran.code).toBe(3);
    expect(ids(ran.out)).toEqual(['a', 'c', 'd']);
    expect(ran.err).toContain(`${path}:3:`);
  });

  it('a ragged row is named by its line', async () => {
    const path = file('ragged.csv', `${HEAD}a,客户,你好\nb,客户,一,二,三\nc,客户,好的\n`);
    const ran = await kesu(['score', '-f', 'ndjson', path]);
    expect(ran.code).toBe(3);
    expect(ids(ran.out)).toEqual(['a', 'c']);
    expect(ran.err).toContain(`${path}:3:`);
  });

  it('JSON cut in the middle keeps what was whole', async () => {
    const conversation = (id: string): string => JSON.stringify({ id, messages: [{ speaker: 'customer', text: '你好' }] });
    const path = file('cut.json', `[\n${conversation('a')},\n${conversation('b')},\n{"id":"c","messages":[{"spea`);
    const ran = await kesu(['score', '-f', 'ndjson', path]);
    expect(ran.code).toBe(3);
    expect(ids(ran.out)).toEqual(['a', 'b']);
    expect(ran.err).toContain(`${path}:4`);
  });

  it('a bad NDJSON line among good ones; the list of rejections names it', async () => {
    const good = (id: string): string => JSON.stringify({ id, messages: [{ speaker: 'customer', text: '你好' }] });
    const path = file('lines.ndjson', `${good('a')}\n{"id": "b", \n${good('c')}\n`);
    const list = join(dir, 'rejected.ndjson');
    const ran = await kesu(['score', '-f', 'ndjson', '--rejected', list, path]);
    expect(ran.code).toBe(3);
    expect(ids(ran.out)).toEqual(['a', 'c']);
    const [row] = readFileSync(list, 'utf8').trim().split('\n').map((l) => JSON.parse(l) as { file: string; line: number; reason: string });
    expect(row).toMatchObject({ file: path, line: 2 });
  });

  it('a rejected line is masked as a message is', async () => {
    const list = join(dir, 'masked.ndjson');
    await kesu(['score', '-f', 'ndjson', '--rejected', list, file('phone.ndjson', '{"id": "b", "text": "13812345678" \n')]);
    expect(readFileSync(list, 'utf8')).not.toContain('13812345678');
  });

  it('a lexicon with a wrong field: file, line, column, field; exit 2', async () => {
    const lexicons = join(dir, 'lexicons');
    mkdirSync(lexicons, { recursive: true });
    writeFileSync(join(lexicons, 'anger.yaml'), 'signal: anger\nspeaker: customer\nrules:\n  - id: mine\n    match: 甲\n    weigth: 1\n');
    const ran = await kesu(['score', '--lexicons', lexicons, '-f', 'ndjson', file('ok.csv', `${HEAD}a,客户,你好\n`)]);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain('anger.yaml:6:');
    expect(ran.err).toContain('weigth');
  });

  it('a lexicon pattern that cannot be read names its line', async () => {
    const lexicons = join(dir, 'lexicons2');
    mkdirSync(lexicons, { recursive: true });
    writeFileSync(join(lexicons, 'anger.yaml'), 'signal: anger\nspeaker: customer\nrules:\n  - id: mine\n    match: "{nosuchclass} 甲"\n');
    const ran = await kesu(['explain', '--lexicons', lexicons, '甲']);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain('anger.yaml:5:');
    expect(ran.err).toContain('nosuchclass');
  });

  it('a missing tokenizer says what to do', () => {
    const broken = jiebaTokenizer();
    const failing = jiebaTokenizer(() => {
      throw new KesuError('tokenizer-missing', { cause: 'BINDING_NOT_FOUND' });
    });
    expect(() => failing.tokens('投诉')).toThrow(/npm rebuild nodejieba/);
    expect(broken.tokens('投诉12315').map((t) => t.text)).toEqual(['投诉', '12315']);
  });

  it('usage errors exit 2', async () => {
    expect((await kesu(['score'])).code).toBe(2);
    expect((await kesu(['score', '--format', 'nosuch', '-'])).code).toBe(2);
    expect((await kesu(['nosuch'])).code).toBe(2);
    expect((await kesu(['score', '--top', 'many', '-'])).code).toBe(2);
    expect((await kesu(['score', '--speaker', 'bad', '-'])).code).toBe(2);
  });

  it('help and version exit 0', async () => {
    expect((await kesu(['--help'])).code).toBe(0);
    expect((await kesu(['score', '--help'])).code).toBe(0);
    expect((await kesu(['--version'])).code).toBe(0);
  });
});
