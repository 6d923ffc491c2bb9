/** `kesu lexicon test`, `check` and `list` as a user sees them. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folder, overlay } from '../lexicon/overlay.js';
import { kesu } from '../helpers.js';

const FAILING = 'rules:\n  - id: mine\n    match: 甲乙丙丁\n    examples: [我没有甲乙丙丁, 戊己庚辛]\n    counterexamples: [都是甲乙丙丁]\n';

describe('kesu lexicon test', () => {
  it('names failures with rule, place, text and cause', async () => {
    const dir = overlay('anger', FAILING);
    const ran = await kesu(['lexicon', 'test', '--lexicons', dir, 'anger/mine']);
    const place = join(dir, 'anger.yaml:4');
    expect(ran.code).toBe(1);
    expect(ran.out).toBe([
      `${place}: MISSING  anger/mine  我没有甲乙丙丁`, '    cancelled by a negation: 没有',
      `${place}: MISSING  anger/mine  戊己庚辛`, '    its pattern does not match',
      `${place}: NOISY  anger/mine  都是甲乙丙丁`, '    hits 甲乙丙丁',
      '1 rules, 3 examples and counterexamples, 3 failed', '',
    ].join('\n'));
    expect(ran.err).toContain('kesu explain');
  });

  it('the same as JSON', async () => {
    const ran = await kesu(['lexicon', 'test', '--lexicons', overlay('anger', FAILING), 'anger/mine', '-f', 'json']);
    expect(JSON.parse(ran.out)).toMatchObject({
      rules: 1, checked: 3,
      failures: [{ kind: 'missing', line: 4, cancelled: { by: 'negation', text: '没有' } }, { kind: 'missing', text: '戊己庚辛' }, { kind: 'noisy', hit: '甲乙丙丁' }],
    });
  });

  it('a prefix that fits no rule is a usage error, not a test that passes', async () => {
    expect(await kesu(['lexicon', 'test', 'nosuch'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('kesu lexicon check', () => {
  const warned = overlay('anger', 'rules:\n  - id: mine\n    match: 甲乙丙丁\n');

  it('warnings pass unless --strict; findings stand at file, line and column', async () => {
    const args = ['lexicon', 'check', '--lexicons', warned, 'anger/mine'];
    const ran = await kesu(args);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain(`${join(warned, 'anger.yaml')}:4:9: warning: anger/mine has no example`);
    expect(ran.out).toContain('0 errors, 1 warnings, 0 notes');
    expect((await kesu([...args, '--strict'])).code).toBe(1);
    expect((await kesu([...args, '--lang', 'zh'])).out).toContain('警告');
  });

  it('errors fail; JSON has id, severity and place', async () => {
    const dir = overlay('anger', 'rules:\n  - id: mine\n    match: 甲乙丙丁\n    examples: [戊己]\n');
    const ran = await kesu(['lexicon', 'check', '--lexicons', dir, 'anger/mine', '-f', 'json']);
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toMatchObject({
      counts: { error: 1, warning: 0, info: 0 },
      findings: [{ id: 'unmatched-example', severity: 'error', subject: 'anger/mine', file: join(dir, 'anger.yaml'), line: 6, column: 16, samples: ['戊己'] }],
    });
  });

  it('reads transcripts to find over-broad rules', async () => {
    const dir = overlay('anger', 'rules:\n  - {id: mine, match: 甲乙丙丁, examples: [甲乙丙丁]}\n');
    const rows = Array.from({ length: 40 }, (_, i) => `c${i},客户,甲乙丙丁`).join('\n');
    const input = join(folder({ 'in.csv': `会话编号,发送者,消息内容\n${rows}\n` }), 'in.csv');
    const ran = await kesu(['lexicon', 'check', '--lexicons', dir, '--input', input, 'anger/mine']);
    expect(ran.out).toContain("anger/mine hits 100.0 % of its speaker's messages (40 of 40)");
    expect((await kesu(['lexicon', 'check', '--lexicons', dir, '--input', input, '--broad', '100', 'anger/mine'])).out).not.toContain('over-broad');
    expect((await kesu(['lexicon', 'check', '--broad', 'much'])).code).toBe(2);
  });
});

describe('kesu lexicon list', () => {
  it('one row a rule', async () => {
    const dir = overlay('anger', 'rules:\n  - id: mine\n    match: [甲乙, 丙丁]\n    subtype: odd\n    examples: [甲乙]\n');
    const args = ['lexicon', 'list', '--lexicons', dir, 'anger/mine'];
    const ran = await kesu(args);
    expect(ran).toMatchObject({ code: 0, out: `anger/mine  0.80  odd  2  1+0  ${join(dir, 'anger.yaml')}:4\n`, err: '1 rules\n' });
    expect(JSON.parse((await kesu([...args, '-f', 'json'])).out)).toEqual([{
      rule: 'anger/mine', signal: 'anger', speaker: 'customer', strength: 0.8, subtype: 'odd', patterns: 2, examples: 1, counterexamples: 0, file: join(dir, 'anger.yaml'), line: 4,
    }]);
  });

  it('the register of channels', async () => {
    const ran = await kesu(['lexicon', 'list', '--channels', 'cn-aic', '-f', 'json']);
    expect(JSON.parse(ran.out)).toMatchObject([{ id: 'cn-aic', kind: 'regulator', status: 'merged', successor: 'cn-samr', region: 'mainland' }]);
    expect((await kesu(['lexicon', 'list', '--channels', 'regulator'])).out).toContain('merged → cn-samr');
  });
});
