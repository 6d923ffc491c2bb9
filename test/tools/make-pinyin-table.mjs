// Writes lexicons/pinyin.yaml: the commonest reading of every GB2312 character, without tone, by syllable.
// Run `node test/tools/make-pinyin-table.mjs` when pinyin-pro is updated.
import { writeFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';

const bySyllable = new Map();
const gb = new TextDecoder('gb18030');
for (let high = 0xb0; high <= 0xf7; high += 1) {
  for (let low = 0xa1; low <= 0xfe; low += 1) {
    const char = gb.decode(new Uint8Array([high, low]));
    if (char.length !== 1 || !/[\u4e00-\u9fff]/.test(char)) continue;
    // 幺 is folded to 么, and as a digit it is read yao
    const syllable = char === '么' ? 'yao' : pinyin(char, { toneType: 'none', v: true });
    if (!/^[a-z]+$/.test(syllable)) continue;
    bySyllable.set(syllable, (bySyllable.get(syllable) ?? '') + char);
  }
}
const rows = [...bySyllable].sort(([a], [b]) => (a < b ? -1 : 1)).map(([s, chars]) => `  ${s === 'yes' || s === 'no' || s === 'n' || s === 'y' ? `"${s}"` : s}: ${chars}`);
writeFileSync(
  new URL('../../lexicons/pinyin.yaml', import.meta.url),
  `# Readings of the GB2312 characters, without tone; made from pinyin-pro (MIT) by test/tools/make-pinyin-table.mjs.
syllables:
${rows.join('\n')}
`,
);
