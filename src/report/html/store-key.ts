/** The name of a case's marks in the browser's store: another conversation with the same id has another. */
import { createHash } from 'node:crypto';
import type { CaseReport } from '../../model.js';

export const storeKey = ({ id, messages }: CaseReport): string =>
  `kesu-review:${createHash('sha256').update(JSON.stringify([id, messages.map((m) => [m.speaker, m.text])])).digest('hex').slice(0, 16)}`;
