/** Each finding of `kesu lexicon check` in an overlay that has just that fault; invented words, so that no shipped rule meddles. */
import { describe, expect, it } from 'vitest';
import { benchOf, checkLexicon, CHECKS, HitCounter, inOrder, type LexiconFinding } from '../../src/lexicography/check/index.js';
import { knows } from '../../src/locale/index.js';
import { jiebaTokenizer } from '../../src/text/tokenizer.js';
import { folder, overlay } from './overlay.js';

const tokenizer = jiebaTokenizer();
const RAISING = new Set(['anger', 'complaint-intent', 'provocation']);

/** Findings about the overlay alone. */
const found = (...dirs: string[]): LexiconFinding[] =>
  inOrder(checkLexicon(benchOf(dirs, tokenizer, RAISING)).filter((f) => dirs.some((dir) => f.place.file?.startsWith(dir))));
const brief = (findings: readonly LexiconFinding[]) => findings.map(({ id, severity, subject, place, samples }) => [id, severity, subject, place.line, ...samples]);

describe('rules', () => {
  it('an example that the pattern does not even match; a cancelled one is for `lexicon test`', () => {
    const dir = overlay('anger', 'rules:\n  - id: mine\n    match: 甲乙丙丁\n    examples:\n      - 甲乙丙丁\n      - 戊己庚辛\n      - 不甲乙丙丁\n');
    expect(brief(found(dir))).toEqual([['unmatched-example', 'error', 'anger/mine', 8, '戊己庚辛']]);
  });

  it('no examples; a lone character, unless it is a sign or has company', () => {
    const dir = overlay('anger', [
      'rules:', '  - id: bare', '    match: 甲乙丙丁', '  - id: lone', '    match: "[夵|⚡]"', '    examples: [夵, ⚡]',
      '  - id: anchored', '    match: ^ 尛 $', '    examples: [尛]', '',
    ].join('\n'));
    expect(brief(found(dir))).toEqual([
      ['no-examples', 'warning', 'anger/bare', 4],
      ['one-character', 'warning', 'anger/lone', 7, '夵'],
    ]);
  });

  it('a rule whose every example another rule covers as strongly', () => {
    const rule = (id: string, match: string, strength: number): string => `  - id: ${id}\n    match: ${match}\n    strength: ${strength}\n    examples: [天地甲乙丙丁玄黄, 甲乙丙丁]\n`;
    expect(brief(found(overlay('anger', `rules:\n${rule('narrow', '乙丙丁', 0.7)}${rule('wide', '甲乙丙丁', 0.8)}`)))).toEqual([['shadowed-rule', 'warning', 'anger/narrow', 4]]);
    expect(found(overlay('anger', `rules:\n${rule('narrow', '乙丙丁', 0.9)}${rule('wide', '甲乙丙丁', 0.8)}`))).toEqual([]);
  });

  it('`off` for a rule that is not there, and a file that nothing reads', () => {
    const dir = folder({
      'anger.yaml': 'signal: anger\nspeaker: customer\nrules:\n  - {id: no-such-rule, off: true}\n',
      'angry.yaml': 'signal: anger\nspeaker: customer\nrules: []\n',
    });
    expect(brief(found(dir))).toEqual([['off-nothing', 'warning', 'anger/no-such-rule', 4], ['unread-file', 'warning', 'angry.yaml', undefined]]);
  });
});

describe('patterns', () => {
  const rules = (...patterns: string[]): string => `rules:\n${patterns.map((p, i) => `  - id: r${i}\n    match: ${p}\n    examples: [甲乙丙丁戊]\n`).join('')}`;

  it('the same in two rules of one signal, however it is written', () => {
    const dir = overlay('anger', rules('["甲乙 .. 丁戊", 丙丁戊]', '["[甲乙] .. [丁戊]", 乙丙丁戊]'));
    expect(brief(found(dir)).filter(([id]) => id === 'duplicate-pattern')).toEqual([['duplicate-pattern', 'warning', 'anger/r1', 8, '[甲乙] .. [丁戊]']]);
  });

  it('the same twice in one rule; the same with other conditions is no duplicate', () => {
    expect(brief(found(overlay('anger', rules('[甲乙丙丁戊, "[甲乙丙丁戊|己庚]"]'))))).toEqual([['repeated-pattern', 'info', 'anger/r0', 5, '甲乙丙丁戊']]);
    const dir = overlay('anger', `${rules('甲乙丙丁戊')}  - id: other\n    match: 甲乙丙丁戊\n    strength: 0.9\n    requires: {message: [己庚]}\n    examples: [甲乙丙丁戊己庚]\n`);
    expect(found(dir)).toEqual([]);
  });

  it('a contradiction where only one of two signals raises the score', () => {
    const dir = folder({
      'anger.yaml': `signal: anger\nspeaker: customer\n${rules('甲乙丙丁戊')}`,
      'complaint-intent.yaml': `signal: complaint-intent\nspeaker: customer\n${rules('甲乙丙丁戊')}`,
      'satisfaction.yaml': `signal: satisfaction\nspeaker: customer\n${rules('甲乙丙丁戊')}`,
    });
    expect(brief(found(dir))).toEqual([
      ['contradiction', 'warning', 'satisfaction/r0', 5, '甲乙丙丁戊'],
      ['contradiction', 'warning', 'satisfaction/r0', 5, '甲乙丙丁戊'],
      ['same-pattern', 'info', 'complaint-intent/r0', 5, '甲乙丙丁戊'],
    ]);
  });
});

describe('classes', () => {
  it('a term twice, also as folding sees it, and a class that nothing names', () => {
    const dir = overlay('anger', 'classes:\n  mine: [甲乙丙, 電話局, 甲乙丙, 电话局, "{inner}"]\n  inner: [丙丁戊]\n  idle: [己庚]\nrules:\n  - id: r\n    match: "{mine}"\n    examples: [甲乙丙]\n');
    expect(brief(found(dir))).toEqual([
      ['unused-class', 'warning', '{anger/idle}', 6],
      ['duplicate-term', 'info', '{anger/mine}', 4, '甲乙丙', '電話局 = 电话局'],
    ]);
  });
});

describe('the channel register', () => {
  it('successors that lead nowhere or in a circle, names nobody can match, names of somebody else', () => {
    const channel = (id: string, more: string): string => `  - {id: ${id}, kind: nowhere, official: 甲乙${id}, ${more}}\n`;
    const dir = folder({ 'channels.yaml': `channels:\n${channel('a', 'status: merged, successor: b')}${channel('b', 'status: merged, successor: a')}${channel('c', 'status: retired, successor: gone')}${channel('d', 'status: retired, aliases: [甲乙a]')}` });
    expect(brief(found(dir)).map(([id, , subject]) => [id, subject]).filter(([id]) => id !== 'unreachable-channel')).toEqual([
      ['cyclic-successor', 'a'], ['cyclic-successor', 'b'], ['missing-successor', 'c'], ['ambiguous-alias', 'd'], ['no-successor', 'd'],
    ]);
    expect(found(dir).filter((f) => f.id === 'unreachable-channel').map((f) => f.subject)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('a channel is reached by its kind', () => {
    const dir = folder({
      'channels.yaml': 'channels:\n  - {id: a, kind: nowhere, official: 甲乙丙局}\n',
      'anger.yaml': 'signal: anger\nspeaker: customer\nrules:\n  - {id: r, match: "{channel:nowhere}", examples: [甲乙丙局]}\n',
    });
    expect(found(dir)).toEqual([]);
  });
});

describe('over-broad rules', () => {
  const { lexicon } = benchOf([overlay('anger', 'rules:\n  - {id: r, match: 甲乙丙丁, examples: [甲乙丙丁]}\n')], tokenizer, RAISING);
  const count = (hits: number, others: number): LexiconFinding[] => {
    const counter = new HitCounter(lexicon, tokenizer);
    for (let i = 0; i < hits; i += 1) counter.add([{ speaker: 'customer', text: `甲乙丙丁${i}号` }]);
    for (let i = 0; i < others; i += 1) counter.add([{ speaker: 'customer', text: '在吗' }]);
    for (let i = 0; i < 500; i += 1) counter.add([{ speaker: 'agent', text: '甲乙丙丁' }]);
    return counter.findings(0.05).filter((f) => f.subject === 'anger/r');
  };

  it('are told by their share of the messages of their own speaker, with samples', () => {
    const [finding] = count(30, 70);
    expect(finding).toMatchObject({ id: 'over-broad', params: { percent: '30.0', count: 30, messages: 100 }, samples: ['甲乙丙丁0号', '甲乙丙丁1号', '甲乙丙丁2号'] });
  });

  it('are not told from a handful of messages, nor below the threshold', () => {
    expect(count(1, 5)).toEqual([]);
    expect(count(4, 96)).toEqual([]);
  });
});

describe('findings', () => {
  it('each has its sentence, and the shipped lexicons have no errors', () => {
    expect(Object.keys(CHECKS).filter((id) => !knows(`check-${id}`))).toEqual([]);
    const errors = checkLexicon(benchOf([], tokenizer, RAISING)).filter((f) => f.severity === 'error');
    expect(errors.map((f) => [f.id, f.subject])).toEqual([]);
  });
});
