/** The thread that reads a workbook: it answers every request with one answer. Started by `thread-book.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { KesuError } from '../../errors.js';
import { Book, type SheetInfo, type Source } from './book.js';
import { causeOf } from './limits.js';

/** What the thread is started with. */
export interface Task {
  readonly source: Source;
  readonly limit?: number;
}

export type Request = { readonly ask: 'sheets' | 'next' | 'told' } | { readonly ask: 'select'; readonly sheet: SheetInfo };
export type Answer = { readonly value: unknown } | { readonly failed: Pick<KesuError, 'id' | 'params'> };

const { source, limit } = workerData as Task;
let book: Book | undefined;

async function answer(request: Request): Promise<unknown> {
  book ??= await Book.open(source, limit);
  switch (request.ask) {
    case 'select': return book.select(request.sheet);
    case 'sheets': return book.sheets();
    case 'next': return book.next();
    case 'told': return book.told();
  }
}

parentPort?.on('message', (request: Request) => {
  answer(request).then(
    (value) => parentPort?.postMessage({ value } satisfies Answer),
    (error: unknown) => {
      const { id, params } = error instanceof KesuError ? error : new KesuError('workbook-damaged', { cause: causeOf(error) }, {}, { cause: error });
      parentPort?.postMessage({ failed: { id, params } } satisfies Answer);
    },
  );
});
