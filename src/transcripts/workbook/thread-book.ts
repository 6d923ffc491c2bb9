/**
 * A workbook that is read in a thread of its own: the library holds the whole of it, and a file of a few kilobytes may be
 * made so that it takes all the memory there is. That ends the thread, and with it this file, but not the run.
 */
import { existsSync } from 'node:fs';
import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { KesuError } from '../../errors.js';
import type { SheetInfo, Source, Told } from './book.js';
import { mebibytes } from './limits.js';
import type { Merge, SheetRow } from './sheet.js';
import type { Answer, Request, Task } from './thread.js';

export interface ThreadLimits {
  /** Bytes of a part when unpacked. */
  readonly unpacked?: number | undefined;
  /** MiB of heap; as much as Node may use where none is given. */
  readonly heap?: number | undefined;
}

/** The thread is no more, and why. */
interface Ended {
  readonly error: unknown;
}

export class ThreadBook {
  private readonly worker: Worker;
  private readonly heap: number;
  private settle: ((outcome: Answer | Ended) => void) | undefined;
  private ended: Ended | undefined;

  constructor(source: Source, { unpacked: limit, heap }: ThreadLimits) {
    this.heap = heap ?? Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20);
    const workerData: Task = { source, ...(limit !== undefined && { limit }) };
    // What the library has to say on the console stays there: standard output carries results alone.
    this.worker = new Worker(script(), { workerData, stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: this.heap } });
    this.worker.on('message', (answer: Answer) => this.settle?.(answer));
    this.worker.on('error', (error) => this.end(this.outOfMemory(error) ?? error));
    this.worker.on('exit', (code) => this.end(new KesuError('workbook-damaged', { cause: `exit ${code}` })));
  }

  sheets = (): Promise<SheetInfo[]> => this.ask({ ask: 'sheets' });
  select = (sheet: SheetInfo): Promise<Merge[]> => this.ask({ ask: 'select', sheet: { ...sheet, head: [] } });
  told = (): Promise<Told> => this.ask({ ask: 'told' });

  /** The rows of the selected sheet. */
  async *rows(): AsyncGenerator<SheetRow[]> {
    for (;;) {
      const rows = await this.ask<SheetRow[] | undefined>({ ask: 'next' });
      if (!rows) return;
      yield rows;
    }
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private ask<T>(request: Request): Promise<T> {
    return new Promise((resolve, reject) => {
      this.settle = (outcome) => ('value' in outcome ? resolve(outcome.value as T) : reject('failed' in outcome ? new KesuError(outcome.failed.id, outcome.failed.params) : outcome.error));
      if (this.ended) this.settle(this.ended);
      else this.worker.postMessage(request);
    });
  }

  private end(error: unknown): void {
    this.ended ??= { error };
    this.settle?.(this.ended);
  }

  private outOfMemory(error: unknown): KesuError | undefined {
    const out = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
    return out ? new KesuError('workbook-memory', { limit: mebibytes(this.heap * 2 ** 20) }, {}, { cause: error }) : undefined;
  }
}

/** Beside this file once compiled; in `dist/` where the sources run, as in tests. */
function script(): URL {
  const here = new URL('./thread.js', import.meta.url);
  return existsSync(here) ? here : new URL('../../../dist/transcripts/workbook/thread.js', import.meta.url);
}
