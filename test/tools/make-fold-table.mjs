// Writes lexicons/fold.yaml: Traditional to Simplified character pairs from OpenCC (via opencc-js),
// plus the look-alikes listed below. Run `node test/tools/make-fold-table.mjs` when opencc-js is updated.
import { writeFileSync } from 'node:fs';
import { Converter } from 'opencc-js';

const converters = ['hk', 'tw', 't'].map((from) => Converter({ from, to: 'cn' }));
const pairs = new Map();
for (let code = 0x3400; code <= 0x9fff; code += 1) {
  const char = String.fromCharCode(code);
  // 么 is a Traditional form of 幺 to OpenCC, but half of 什么 to everybody else
  if (char === '么') continue;
  for (const convert of converters) {
    const simple = convert(char);
    if (simple !== char && simple.length === 1 && !pairs.has(char)) pairs.set(char, simple);
  }
}
// Written Taiwanese and Hong Kong forms that OpenCC leaves, and particles that people swap freely.
const lookalikes = { 妳: '你', 著: '着', 祢: '你', 牠: '它', 喫: '吃', 恆: '恒', 囉: '啰', 裡: '里', 幺: '么', '〇': '0', '○': '0' };
const line = (map) => [...map].map(([a, b]) => a + b);
const wrap = (items, per) => {
  const rows = [];
  for (let i = 0; i < items.length; i += per) rows.push('  ' + items.slice(i, i + per).join(' '));
  return rows.join('\n');
};
writeFileSync(
  new URL('../../lexicons/fold.yaml', import.meta.url),
  `# Characters that mean the same written otherwise: pairs of from and to, one UTF-16 unit each.
# \`traditional\` is made from OpenCC by test/tools/make-fold-table.mjs (Apache-2.0, https://github.com/BYVoid/OpenCC).
traditional: >-
${wrap(line(pairs), 32)}
lookalikes: >-
${wrap(line(Object.entries(lookalikes)), 32)}
`,
);
