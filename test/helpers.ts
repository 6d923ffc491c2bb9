/** What several tests need: the shipped engine, conversations from lines, a run of the command. */
import type { CaseReport, Conversation, ScoredCase, Speaker } from '../src/model.js';
import { judgeOf } from '../src/engine.js';
import { judge, type Judge } from '../src/risk/case-report.js';
import { jiebaTokenizer } from '../src/text/tokenizer.js';
import { main } from '../src/cli/main.js';
import type { Io } from '../src/cli/io.js';

export const judging: Judge = judgeOf(jiebaTokenizer());

/**
 * `C: …` and `A: …` lines (`B:` bot, `S:` system, `?:` unknown) as a conversation; `C 30: …` is said 30
 * minutes after ten o'clock on Wednesday, 1 May 2024.
 */
export function talk(...lines: readonly string[]): Conversation {
  const speakers: Readonly<Record<string, Speaker>> = { C: 'customer', A: 'agent', B: 'bot', S: 'system', '?': 'unknown' };
  return {
    id: 't', meta: {}, source: { file: 'test', line: 1 },
    messages: lines.map((line) => {
      const [, who, minutes, text] = /^(.) ?(\d*): ?(.*)$/su.exec(line) as unknown as [string, string, string, string];
      const at = minutes === '' ? {} : { at: new Date(Date.UTC(2024, 4, 1, 10, Number(minutes))).toISOString().slice(0, 19) };
      return { speaker: speakers[who] as Speaker, text, ...at };
    }),
  };
}

export function scored(report: CaseReport): ScoredCase {
  if (report.status !== 'scored') throw new Error(`not scored: ${report.reason}`);
  return report;
}

export const judged = (...lines: readonly string[]): ScoredCase => scored(judge(talk(...lines), judging));

/** What a call throws; what it returns where it does not. */
export function caught(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in this process. */
export async function kesu(args: readonly string[], { stdin = '', env = {} }: { stdin?: string | Uint8Array; env?: Io['env'] } = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const bytes = typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin;
  const code = await main(['node', 'kesu', ...args], {
    stdin: (async function* () {
      yield bytes;
    })(),
    stdout: { write: (text) => ((out += text), true), columns: 100 },
    stderr: { write: (text) => ((err += text), true) },
    env: { LANG: 'en_US.UTF-8', ...env },
  });
  return { code, out, err };
}
