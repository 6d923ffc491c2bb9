import { fileURLToPath } from 'node:url';
import type { Conversation, Rejection } from '../../src/model.js';
import { readConversations, type Notice, type ReadOptions } from '../../src/transcripts/index.js';

export const LEXICONS = fileURLToPath(new URL('../../lexicons', import.meta.url));
export const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));

/** All that a reading gives, in the order of each kind. */
export interface Reading {
  readonly conversations: Conversation[];
  readonly rejections: Rejection[];
  readonly notices: Notice[];
}

/** Reads inputs to the end. */
export async function reading(inputs: readonly string[], options: Partial<ReadOptions> = {}): Promise<Reading> {
  const result: Reading = { conversations: [], rejections: [], notices: [] };
  const all: ReadOptions = {
    lexicons: LEXICONS,
    lang: 'en',
    onReject: (rejection) => result.rejections.push(rejection),
    onNotice: (notice) => result.notices.push(notice),
    ...options,
  };
  for await (const conversation of readConversations(inputs, all)) result.conversations.push(conversation);
  return result;
}

/** Reads bytes as standard input, in chunks of the given sizes (the last one repeats). */
export async function readingOf(
  input: string | Uint8Array,
  options: Partial<ReadOptions> = {},
  sizes: readonly number[] = [64 * 1024],
): Promise<Reading> {
  return reading(['-'], { ...options, stdin: inChunks(Buffer.from(input), sizes) });
}

async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[Math.min(i, sizes.length - 1)] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}
