/** The commented `kesu.config.yaml` that `kesu init` writes: only keys that the commands really have. */
import type { Command } from 'commander';
import { levels } from '../config/read.js';
import { knows, say, type Lang, type MessageId } from '../locale/index.js';

interface Suggestion {
  /** Path of the key, as in the file. */
  readonly at: readonly string[];
  /** YAML of the value; `undefined` where it is wording (`init-example-…`). */
  readonly value?: string;
}

/** In the order of the file. What is for all comes first, then a section a command. */
const SUGGESTIONS: readonly Suggestion[] = [
  { at: ['lang'], value: 'zh' },
  { at: ['lexicons'], value: '[ours/]' },
  { at: ['learned'], value: 'false' },
  { at: ['redact'], value: 'false' },
  { at: ['asr'], value: 'true' },
  { at: ['encoding'], value: 'gb18030' },
  { at: ['columns'] },
  { at: ['speaker'] },
  { at: ['case-by'] },
  { at: ['score', 'top'], value: '50' },
  { at: ['score', 'sample'], value: '40' },
  { at: ['score', 'fail-on'], value: 'critical' },
  { at: ['score', 'baseline'], value: 'kesu-cases.json' },
  { at: ['score', 'tolerance'], value: '5' },
  { at: ['lint', 'fail-on'], value: 'error' },
  { at: ['lint', 'baseline'], value: 'kesu-baseline.json' },
  { at: ['eval', 'fail-under'], value: '[micro=0.8, threat=0.9]' },
  { at: ['review', 'count'], value: '50' },
];

/** @param schema what the editor is pointed to, as written in the file. */
export function configFile(program: Command, lang: Lang, schema: string): string {
  const known = levels(program);
  const lines = [`# yaml-language-server: $schema=${schema}`, ...comment(say(lang, 'init-head'))];
  let section = '';
  for (const { at, value } of SUGGESTIONS) {
    const [first = '', second] = at;
    const below = known.get(first);
    if (second === undefined ? !known.has(first === 'columns' ? 'map' : first) : !(below && 'level' in below && below.level.has(second))) continue;
    if (second !== undefined && section !== first) {
      section = first;
      lines.push('', `${first}:`);
    } else if (second === undefined) lines.push('');
    const indent = second === undefined ? '' : '  ';
    const note = `init-${at.join('-')}`;
    if (knows(note)) lines.push(...comment(say(lang, note)).map((line) => `${indent}${line}`));
    const text = value ?? say(lang, `init-example-${at.join('-')}` as MessageId);
    lines.push(`${indent}# ${second ?? first}: ${text}`);
  }
  return `${lines.join('\n')}\n`;
}

const comment = (text: string): string[] => text.split('\n').map((line) => (line === '' ? '#' : `# ${line}`));
