import { KesuError } from '../errors.js';
import { say, type MessageId, type Params } from '../locale/index.js';
import type { ReadOptions } from './options.js';

/** Longest piece of rejected input that is kept for repair (contract of `Rejection.raw`). */
const RAW_LIMIT = 2_000;

export interface RejectPlace {
  readonly line?: number;
  readonly field?: string;
  readonly raw?: string;
}

/** What is said about one input: rejections and notices, with its name filled in. */
export class Remarks {
  /** Whether anything of this input was rejected. */
  rejected = false;

  constructor(
    readonly file: string,
    private readonly options: ReadOptions,
    /** Of a workbook. */
    private readonly sheet?: string,
  ) {}

  /** Reports a part of the input that could not be read. */
  reject(id: MessageId, params: Params, place: RejectPlace = {}): void {
    const { line, field, raw } = place;
    this.rejected = true;
    this.options.onReject({
      file: this.file,
      ...(this.sheet !== undefined && { sheet: this.sheet }),
      ...(line !== undefined && { line }),
      ...(field !== undefined && { field }),
      reason: say(this.options.lang, id, params),
      ...(raw !== undefined && { raw: raw.slice(0, RAW_LIMIT) }),
    });
  }

  notice(id: MessageId, params: Params = {}, line?: number): void {
    this.options.onNotice({ id, params, place: { file: this.file, ...(this.sheet !== undefined && { sheet: this.sheet }), ...(line !== undefined && { line }) } });
  }

  /** An error that ends the reading of this input alone. */
  error(id: MessageId, params: Params, line?: number): KesuError {
    return new KesuError(id, params, { file: this.file, ...(this.sheet !== undefined && { sheet: this.sheet }), ...(line !== undefined && { line }) });
  }
}
