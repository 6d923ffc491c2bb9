/** `lexicons/review.yaml`: what a reviewer writes where no signal is meant. */
import { z } from 'zod';
import { readLast, SHIPPED } from '../lexicon/sources.js';

const words = z.array(z.string().min(1)).min(1);
export const reviewWordsSchema = z.strictObject({ answers: z.strictObject({ none: words, same: words, unsure: words }) });

export type ReviewWord = 'none' | 'same' | 'unsure';

/** What a written answer means, if it is no signal. */
export function readReviewWords(overlays: readonly string[] = []): (text: string) => ReviewWord | undefined {
  const { answers } = readLast('review.yaml', reviewWordsSchema, overlays, SHIPPED);
  const meanings = new Map((['unsure', 'same', 'none'] as const).flatMap((word) => answers[word].map((text) => [plain(text), word] as const)));
  return (text) => meanings.get(plain(text));
}

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
