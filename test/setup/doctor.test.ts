/** `kesu doctor`: whatever is broken here is told, and breaks nothing else. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/setup/doctor/check.js';
import { nodeCheck } from '../../src/cli/doctor.checks.js';
import { tokenizerCheck } from '../../src/setup/doctor/tokenizer.js';
import { folder } from '../lexicon/overlay.js';
import { run } from './program.js';

interface Told {
  readonly checks: readonly { check: string; status: string; message: string; advice?: string }[];
}
const told = (dir: string, env = {}): { code: number | null; checks: Told['checks'] } => {
  const { code, out } = run(['doctor', '--format', 'json'], dir, env);
  return { code, ...(JSON.parse(out) as Told) };
};

describe('kesu doctor', () => {
  it('everything works here', () => {
    const { code, checks } = told(folder());
    expect(checks.filter((c) => c.status !== 'ok')).toEqual([]);
    expect(code).toBe(0);
    expect(new Set(checks.map((c) => c.check))).toEqual(new Set(['node', 'tokenizer', 'encodings', 'cache', 'lexicons', 'configuration', 'terminal', 'output']));
    expect(checks.find((c) => c.check === 'tokenizer')?.message).toMatch(/客服 \| 投诉/);
  });

  it('a broken configuration and a narrow locale are told, and the rest is checked all the same', () => {
    const { code, checks } = told(folder({ 'kesu.config.yaml': 'lanng: zh\n' }), { LANG: 'C', KESU_FROMAT: 'json' });
    expect(code).toBe(2);
    const bad = checks.filter((c) => c.status !== 'ok');
    expect(bad.map((c) => [c.check, c.status])).toEqual([['configuration', 'fail'], ['configuration', 'warn'], ['terminal', 'warn']]);
    expect(bad[0]?.message).toContain('kesu.config.yaml:1:1: unknown key lanng; did you mean lang?');
    expect(bad[1]?.message).toBe('the variable KESU_FROMAT sets nothing; did you mean KESU_FORMAT?');
    expect(checks.some((c) => c.check === 'output')).toBe(true);
  });

  it('lexicons of the configuration are loaded with the shipped ones; what is wrong in them is told', () => {
    const dir = folder({ 'kesu.config.yaml': 'lexicons: [ours]\n', 'ours/anger.yaml': 'signal: anger\nrules: 5\n' });
    const { code, checks } = told(dir);
    expect(code).toBe(2);
    expect(checks.find((c) => c.check === 'lexicons')).toMatchObject({ status: 'fail' });
    expect(checks.find((c) => c.check === 'lexicons')?.message).toContain(`${join('ours', 'anger.yaml')}:`);
  });

  it('in Chinese', () => {
    const { out } = run(['doctor', '--lang', 'zh'], folder());
    expect(out).toMatch(/项正常，\d+ 项需留意，0 项有问题/);
  });
});

describe('a tokenizer that does not work', () => {
  const probe = async (code: string) => diagnose([tokenizerCheck(() => join(folder({ 'm.cjs': code }), 'm.cjs'))], 'en');

  it('takes down another process, not this one', async () => {
    expect(await probe('process.abort()')).toMatchObject([{ status: 'fail', message: 'doctor-tokenizer-killed', params: { signal: 'SIGABRT' }, advice: 'doctor-tokenizer-advice' }]);
  });
  it('cannot be loaded', async () => {
    expect(await probe('throw new Error("wrong ELF class")')).toMatchObject([{ status: 'fail', message: 'doctor-tokenizer-absent', params: { cause: 'Error: wrong ELF class' } }]);
  });
  it('cuts wrongly', async () => {
    expect(await probe('exports.cut = (text) => [...text]')).toMatchObject([{ status: 'fail', message: 'doctor-tokenizer-wrong' }]);
  });
  it('talks nonsense, or is not there', async () => {
    expect(await probe('console.log("hello"); exports.cut = () => []')).toMatchObject([{ status: 'fail' }]);
    expect(await diagnose([tokenizerCheck(() => {
      throw new Error('Cannot find module nodejieba');
    })], 'en')).toMatchObject([{ status: 'fail', message: 'doctor-problem' }]);
  });
});

it('Node is old', async () => {
  expect(await diagnose([nodeCheck('18.20.4'), nodeCheck('20.19.0'), nodeCheck('24.0.0')], 'en')).toMatchObject([{ status: 'fail', advice: 'doctor-node-advice' }, { status: 'ok' }, { status: 'ok' }]);
});
