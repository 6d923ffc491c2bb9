// `npm run bench`: what kesu costs. Everything is measured in one process, round by round side by side, and the
// median of the rounds is told, because machines are noisy: trust the ratios of one run. What is loaded once is
// measured in processes of its own, because the second time is another matter.
//
//   npm run bench [-- TRANSCRIPTS.ndjson]                 this build
//   node test/tools/bench.mjs --build DIR [TRANSCRIPTS…]   another one, to compare
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const ROUNDS = 9;
const STARTS = 5;
/** Enough for a median, and few enough for a round to be over before the machine turns to something else. */
const MESSAGES = 1_000;
const root = fileURLToPath(new URL('../../', import.meta.url));
const { values: options, positionals: inputs } = parseArgs({ allowPositionals: true, options: { build: { type: 'string', default: join(root, 'dist') }, start: { type: 'boolean' } } });
const build = resolve(options.build);
const load = (module) => import(pathToFileURL(join(build, module)).href);

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const timed = (run) => {
  const from = performance.now();
  run();
  return performance.now() - from;
};
const table = (rows) => {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column] + 2))).join('')).join('\n');
};

if (options.start) process.stdout.write(JSON.stringify(await starts()));
else {
  const [talks, from] = conversations();
  const { rows, messages } = await speeds(talks);
  console.log(`${from}: ${talks.length} conversations, ${messages} messages of customers and agents; medians of ${ROUNDS} rounds\n${table(rows)}\n`);
  const each = Array.from({ length: STARTS }, () => JSON.parse(spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--build', build, '--start'], { encoding: 'utf8' }).stdout));
  console.log(`start, medians of ${STARTS} processes\n${table([['', 'ms'], ...Object.keys(each[0]).map((part) => [part, median(each.map((one) => one[part])).toFixed(1)])])}`);
}

/** Time per message of each part of the work. */
async function speeds(talks) {
  const [{ judgeOf }, { loadLayer }, { judge }, { written, readMessages }, { signalReader }, { MessageMatch }, { jiebaTokenizer }] = await Promise.all(
    ['engine.js', 'learning/layer.js', 'risk/case-report.js', 'signals/reading.js', 'signals/signals.js', 'match/message-match.js', 'text/tokenizer.js'].map(load));
  const judging = judgeOf(jiebaTokenizer());
  const { lexicon, tokenizer } = judging.reader;
  const layer = loadLayer();
  const ruled = talks.flatMap(({ messages, channel }) => [...readMessages(messages, lexicon, tokenizer, { channel })].flatMap((m) => m.ruled ?? []));
  const [rulesOnly, both] = [signalReader(lexicon, tokenizer), signalReader(lexicon, tokenizer, layer)];
  const scanned = (then) => talks.forEach(({ messages, channel }) => messages.forEach(({ text, speaker }) => then(new MessageMatch(lexicon, written(lexicon, text, tokenizer, channel).folded), speaker)));
  const parts = {
    'scan: fold, find all terms': () => scanned(() => {}),
    'match: scan, try patterns': () => scanned((match, speaker) => match.triggered().forEach((rule) => lexicon.rules[rule].speaker === speaker && match.matches(lexicon.rules[rule].match))),
    'rules: match, cues, tokens': () => talks.forEach(({ messages, channel }) => rulesOnly.read(messages, channel)),
    'layer: opinions, evidence': () => ruled.forEach((message) => layer.opinions(message).forEach((opinion) => opinion.heard?.())),
    'rules and layer': () => talks.forEach(({ messages, channel }) => both.read(messages, channel)),
    'judge: all of a case': () => talks.forEach((talk) => judge(talk, judging)),
  };
  const times = Object.fromEntries(Object.keys(parts).map((part) => [part, []]));
  // the first round warms up
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [part, run] of Object.entries(parts)) {
      const ms = timed(run);
      if (round > 0) times[part].push(ms);
    }
  }
  const [scan, rules] = ['scan: fold, find all terms', 'rules: match, cues, tokens'].map((part) => median(times[part]));
  const row = ([part, all]) => {
    const ms = median(all);
    return [part, ((1000 * ms) / ruled.length).toFixed(1), Math.round((1000 * ruled.length) / ms).toString(), (ms / scan).toFixed(2), (ms / rules).toFixed(2)];
  };
  return { rows: [['', 'µs/message', 'messages/s', '× scan', '× rules'], ...Object.entries(times).map(row)], messages: ruled.length };
}

/** What a run waits for before its first message, each part the first time it is used. */
async function starts() {
  const text = '你们一直不处理，我要去投诉';
  const modules = ['lexicon/compile.js', 'learning/layer.js', 'text/tokenizer.js'];
  const [{ loadLexicon }, { loadLayer }, { jiebaTokenizer }] = await Promise.all(modules.map(load));
  const said = (side) => ({ text, side, candidates: [], standing: [], added: [], before: [] });
  let layer;
  return {
    'lexicon': timed(() => loadLexicon()),
    'layer, to a customer\'s first message': timed(() => (layer = loadLayer()).opinions(said('customer'))),
    'layer, to an agent\'s first message': timed(() => layer.opinions(said('agent'))),
    'tokenizer': timed(() => jiebaTokenizer().tokens(text)),
  };
}

/** The files named; else real chats where they are at hand, and the labelled dialogues of the project where not. */
function conversations() {
  const real = join(root, '../shared/real/benign-chats.ndjson');
  const gold = join(root, 'fixtures/gold');
  const dialogues = () => readdirSync(gold).filter((name) => name.startsWith('dialogues-')).sort().map((name) => join(gold, name));
  const files = inputs.length > 0 ? inputs : existsSync(real) ? [real] : dialogues();
  const talks = [];
  let messages = 0;
  for (const line of files.flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean))) {
    if (messages >= MESSAGES) break;
    const talk = { meta: {}, source: { file: 'bench', line: talks.length + 1 }, ...JSON.parse(line) };
    talks.push(talk);
    messages += talk.messages.length;
  }
  return [talks, files.map((file) => basename(file)).join(' ')];
}
