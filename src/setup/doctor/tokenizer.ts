/** Whether jieba loads and cuts. It is native code that can take the whole process down, so another process tries it. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Check, Finding } from './check.js';

const PROBE = `
const jieba = require(process.argv[1]);
const from = performance.now();
jieba.cut('a');
const loaded = performance.now() - from;
process.stdout.write(JSON.stringify({ ms: Math.round(loaded), words: jieba.cut(process.argv[2]), dictionary: jieba.DEFAULT_DICT ?? '' }));
`;

/** Two words that any dictionary has: customer service, complaint. */
const SAMPLE = '\u5ba2\u670d\u6295\u8bc9';
const LONGEST = 120_000;

export const tokenizerCheck = (locate: () => string = () => createRequire(import.meta.url).resolve('nodejieba'), env: NodeJS.ProcessEnv = process.env): Check => ({
  id: 'tokenizer',
  run: () => probe(locate(), env),
});

async function probe(module: string, env: NodeJS.ProcessEnv): Promise<Finding[]> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', PROBE, module, SAMPLE], { timeout: LONGEST, env: { ...env, NODE_OPTIONS: '' } });
    return [cutFinding(stdout)];
  } catch (error) {
    const { signal, stderr, message } = error as Error & { signal?: string | null; stderr?: string };
    return [failure(signal ?? undefined, stderr || message)];
  }
}

function failure(signal: string | undefined, talk: string): Finding {
  const advice = 'doctor-tokenizer-advice';
  if (signal !== undefined) return { status: 'fail', message: 'doctor-tokenizer-killed', params: { signal, cause: lastWords(talk) }, advice };
  return { status: 'fail', message: 'doctor-tokenizer-absent', params: { cause: lastWords(talk) }, advice };
}

/** The line that says what happened, of a stack trace. */
const lastWords = (talk: string): string => {
  const lines = talk.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return lines.find((line) => /^\w*Error\b/.test(line)) ?? lines[0] ?? '';
};

function cutFinding(stdout: string): Finding {
  const { ms, words, dictionary } = JSON.parse(stdout) as { ms: number; words: string[]; dictionary: string };
  const right = words.join('') === SAMPLE && words.length === 2;
  return { status: right ? 'ok' : 'fail', message: right ? 'doctor-tokenizer-cuts' : 'doctor-tokenizer-wrong', params: { ms, words: words.join(' | '), dictionary }, ...(!right && { advice: 'doctor-tokenizer-advice' }) };
}
