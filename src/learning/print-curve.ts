/** `npm run curve -- FILE…`: how far labels of one half of a file's conversations help in reading the other half. */
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadLexicon } from '../lexicon/compile.js';
import { jiebaTokenizer } from '../text/tokenizer.js';
import { casesIn } from './gold-sets.js';
import { CURVE, learningCurve, type Point, type Reading } from './learning-curve.js';
import { readWeights } from './weights.js';

/** Real text that may not be published; it stands beside the repository where it is at hand. */
const REAL = ['threads.ndjson', 'chats.ndjson'].map((name) => fileURLToPath(new URL(`../../../shared/real/${name}`, import.meta.url)));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, seeds: { type: 'string', default: String(CURVE.seeds.length) }, steps: { type: 'string', default: CURVE.steps.join(',') } },
});
const settings = { ...CURVE, steps: values.steps.split(',').map(Number).sort((a, b) => a - b), seeds: Array.from({ length: Number(values.seeds) }, (_, i) => i + 1) };
if ([...settings.steps, ...settings.seeds].some((n) => !Number.isInteger(n) || n < 0) || settings.seeds.length === 0) {
  process.stderr.write('--steps takes whole numbers with commas between, --seeds a whole number from 1\n');
  process.exit(2);
}

const wanted = positionals.length > 0 ? positionals : REAL;
const missing = wanted.filter((file) => !existsSync(file));
for (const file of missing) process.stderr.write(`${file} is not there${positionals.length > 0 ? '' : '; name labelled files (NDJSON) to measure on them'}\n`);
if (missing.length === wanted.length || (missing.length > 0 && positionals.length > 0)) process.exit(2);

const reader = { lexicon: loadLexicon(), tokenizer: jiebaTokenizer() };
const { files } = readWeights();
const percent = (share: number): string => (100 * share).toFixed(1).padStart(8);
const line = (labelled: number, name: string, r: Reading): string => `${String(labelled).padStart(8)}  ${name.padEnd(8)}${[r.f1, r.precision, r.recall, r.alarms, r.falseThreats].map(percent).join('')}\n`;

/** Without labels it makes no difference how they would be chosen. */
const rows = ({ labelled, ways }: Point): string =>
  (labelled === 0 ? line(0, 'rules', ways.rules) + line(0, 'engine', ways.random) : line(labelled, 'random', ways.random) + line(labelled, 'picked', ways.picked));

for (const file of wanted.filter((f) => !missing.includes(f))) {
  const cases = casesIn(readFileSync(file, 'utf8'), file);
  const messages = cases.reduce((sum, c) => sum + c.messages.filter((m) => m.labels).length, 0);
  const points = learningCurve(cases, reader, files, settings);
  if (values.json) process.stdout.write(`${JSON.stringify({ set: basename(file), cases: cases.length, messages, seeds: settings.seeds, points })}\n`);
  else process.stdout.write(`${basename(file)}: ${messages} labelled messages of ${cases.length} cases; each half by the other, ${settings.seeds.length} seeds; percent\n${'labelled'.padEnd(18)}${['F1', 'P', 'R', 'alarms', 'threats'].map((h) => h.padStart(8)).join('')}\n${points.map(rows).join('')}\n`);
}
