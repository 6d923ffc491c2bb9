// Writes lexicons/frequency.yaml: how often each of the commonest characters is met, from jieba's dictionary,
// so that the matcher can start every pattern at its rarest part.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { DEFAULT_DICT } = createRequire(import.meta.url)('nodejieba');
const counts = new Map();
let total = 0;
for (const line of readFileSync(DEFAULT_DICT, 'utf8').split('\n')) {
  const [word, freq] = line.split(' ');
  if (!word || !freq) continue;
  for (const char of word) {
    counts.set(char, (counts.get(char) ?? 0) + Number(freq));
    total += Number(freq);
  }
}
const rows = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 1200).map(([char, n]) => `${char}${Math.max(1, Math.round((1e5 * n) / total))}`);
const lines = [];
for (let i = 0; i < rows.length; i += 20) lines.push('  ' + rows.slice(i, i + 20).join(' '));
writeFileSync(new URL('../../lexicons/frequency.yaml', import.meta.url), `# Occurrences per 100,000 characters of running text, from jieba's dictionary by test/tools/make-frequency.mjs.
characters: >-
${lines.join('\n')}
`);
