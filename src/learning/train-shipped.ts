/** `npm run train`: the shipped weights, from `fixtures/gold/` and the examples of the rules. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadLexicon } from '../lexicon/compile.js';
import { SHIPPED } from '../lexicon/sources.js';
import { jiebaTokenizer } from '../text/tokenizer.js';
import { decide, outcomeOf } from './bars.js';
import { BY_THE_WAY, FROM_RULE, examplesOf, ruleExamples } from './examples.js';
import { readGold } from './gold-sets.js';
import { pack } from './pack.js';
import { rarerIn, train } from './train.js';
import { FOLDER, fingerprintOf, writeWeights } from './weights.js';
import { WORDS } from './words.js';

const { sets, texts } = readGold(fileURLToPath(new URL('../../fixtures/gold/', import.meta.url)));
const reader = { lexicon: loadLexicon(), tokenizer: jiebaTokenizer() };
const registers = new Map(sets.map(({ file, register }) => [file, register]));
/** On sets that no rule was written after, rules do as on text nobody has seen. */
const fresh = sets.filter((set) => !set.seen).map((set) => set.file);

const labelled = sets.flatMap(({ file, cases }) => cases.flatMap((gold) => examplesOf(gold, reader, file)));
const examples = [...labelled, ...ruleExamples(reader)];
/** Labelled messages of the sets that no rule was written after, by their rates. */
const freshly = (rates: 'staged' | 'natural') => labelled.filter((e) => sets.some((set) => set.file === e.group && !set.seen && set.rates === rates));
const staged = sets.filter((set) => set.rates === 'staged').map((set) => set.file);
const trained = train(examples, { fresh, registerOf: (group) => registers.get(group) ?? group, staged, rarer: rarerIn(freshly('natural'), freshly('staged')) });
const provenance = {
  files: { ...Object.fromEntries([...texts].map(([name, text]) => [name, fingerprintOf(text)])), lexicon: reader.lexicon.version },
  examples: examples.length,
  settings: { ...WORDS, 'from-rule': FROM_RULE, 'by-the-way': BY_THE_WAY, fresh: fresh.join(' ') },
};
mkdirSync(join(SHIPPED, FOLDER), { recursive: true });
let bytes = 0;
for (const file of pack(trained, labelled, provenance)) {
  const text = writeWeights(file);
  bytes += Buffer.byteLength(text);
  writeFileSync(join(SHIPPED, FOLDER, `${file.family}.json`), text);
}
const told = (name: string, { f1, precision, recall, alarms }: ReturnType<typeof outcomeOf>): string =>
  `${name.padEnd(6)} F1 ${(100 * f1).toFixed(1)}  P ${(100 * precision).toFixed(1)}  R ${(100 * recall).toFixed(1)}  alarms on neutral ${(100 * alarms).toFixed(1)}\n`;
process.stdout.write(`${labelled.length} labelled messages, ${examples.length - labelled.length} examples of rules; ${Math.round(bytes / 1024)} KB\nbars: ${JSON.stringify({ ...trained.bars, add: Object.fromEntries(trained.bars.add) })}\n`);
const plain = (guesses: typeof trained.guesses) => guesses.map((g) => ({ ...g, count: 1 }));
for (const group of [...fresh.map((g) => [g]), fresh]) {
  const own = trained.guesses.filter((g) => group.includes(g.group));
  process.stdout.write(`${group.join(' ')}, left out:\n${told('rules', outcomeOf(plain(own), (g) => g.rule))}${told('layer', outcomeOf(plain(own), (g) => g.words >= trained.bars.alone))}${told('both', outcomeOf(plain(own), (g) => decide(g, trained.bars.add.get(g.signal) ?? 1, trained.bars.doubt)))}`);
}
