/** The gate of a command: read before anything else, asked when the run is there, told at the end. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve } from 'node:path';
import { KesuError } from '../errors.js';
import { baselineText, beforeOf, parseBaseline, updateBaseline, type Baseline, type BaselineEntry, type BaselinePlace } from '../gate/baseline.js';
import { conditionsOf, conditionText, leastScore, type Command, type Condition } from '../gate/conditions.js';
import type { CheckRun, Diagnostic } from '../gate/diagnostic.js';
import { slashed } from '../gate/fingerprint.js';
import { gate, judgedNothing, type Before, type Verdict } from '../gate/gate.js';
import { say } from '../locale/index.js';
import { placeOf, worstFirst } from '../report/check.js';
import { oneLine } from '../report/format.js';
import { safe } from '../report/terminal.js';
import { EXIT, type ExitCode } from './exit.js';
import type { GateFlags } from './gate.options.js';
import { colorFor, write, type Context } from './io.js';
import { writeFileAtomic } from './output.js';

/** Failures and stale entries told one by one. */
const TOLD = 10;
const STALE_TOLD = 3;

export class Gate {
  private constructor(
    private readonly flags: GateFlags,
    private readonly command: Command,
    private readonly conditions: readonly Condition[],
    private readonly baseline: Baseline | undefined,
  ) {}

  /** @throws KesuError for a level or a baseline that cannot be used, before anything is read */
  static of(flags: GateFlags, command: Command): Gate {
    const { baseline: file, updateBaseline: update } = flags;
    const conditions = conditionsOf(flags.failOn, command);
    if (file === undefined) {
      if (update) throw new KesuError('baseline-unnamed');
      return new Gate(flags, command, conditions, undefined);
    }
    if (!existsSync(file)) {
      if (!update) throw new KesuError('baseline-missing', { path: file });
      return new Gate(flags, command, conditions, undefined);
    }
    return new Gate(flags, command, conditions, parseBaseline(textOf(file), command, file));
  }

  /** Whether anything can fail. */
  get asked(): boolean {
    return this.conditions.length > 0 || this.flags.baseline !== undefined;
  }

  /** Least score from which a case must be in the run, where its band would leave it out. */
  get from(): number | undefined {
    return leastScore(this.conditions);
  }

  /** @param earlier reports of an earlier run, where they stand in for a baseline */
  judge(run: CheckRun, earlier?: Before<never>): Verdict<BaselineEntry> | undefined {
    if (!this.asked) return undefined;
    const { tolerance, updateBaseline: update } = this.flags;
    // what is about to be written is all known
    const baseline = update ? updateBaseline(this.baseline, run, this.command, this.place).baseline : this.baseline;
    return gate<BaselineEntry>(run, { conditions: this.conditions, before: baseline ? beforeOf(baseline, run, this.place) : earlier, tolerance });
  }

  /**
   * Writes the baseline where that was asked, tells the verdict on standard error, and gives the exit code that it asks for.
   * @param next a command that shows more of what failed
   */
  async close(run: CheckRun, verdict: Verdict<BaselineEntry> | undefined, next: string, context: Context): Promise<ExitCode> {
    if (!verdict) return EXIT.done;
    const { stderr, lang, env } = context;
    const color = colorFor(stderr, env);
    const quiet = this.flags.quiet === true;
    if (judgedNothing(run)) {
      await write(stderr, `${color.red(say(lang, run.units.length === 0 ? 'verdict-nothing' : 'verdict-unjudged', { n: run.units.length, why: run.units[0]?.skipped ?? '' }))}\n`);
      return EXIT.usage;
    }
    if (this.flags.updateBaseline) {
      const told = await this.update(run, context);
      if (!quiet) await write(stderr, `${told}\n`);
      return EXIT.done;
    }
    const lines = verdict.failed.length > 0 ? this.failure(verdict, next, context) : quiet ? [] : [say(lang, 'verdict-passed', { conditions: conditionList(verdict.conditions) })];
    if (!quiet) lines.push(...this.staleLines(verdict, context));
    if (lines.length > 0) await write(stderr, `${lines.join('\n')}\n`);
    return verdict.failed.length > 0 ? EXIT.failed : EXIT.done;
  }

  private failure({ failed, conditions, against }: Verdict<BaselineEntry>, next: string, { lang, stderr, env }: Context): string[] {
    const color = colorFor(stderr, env);
    const rises = new Map(against?.worse.map(({ diagnostic, before }) => [diagnostic, before]));
    const mark = (d: Diagnostic): string => {
      if (!against) return '';
      const before = rises.get(d);
      return before ? `${say(lang, 'verdict-worse', { before: before.score ?? 0, after: d.score ?? 0 })} ` : `${say(lang, 'verdict-new')} `;
    };
    const lines = worstFirst(failed).slice(0, TOLD).map((d) =>
      `  ${safe(placeOf(d, { lang, version: '' }))}  ${color.bold(d.rule)}  ${color.yellow(mark(d))}${safe(oneLine(d.message, 110))}`);
    return [
      color.red(say(lang, `verdict-failed-${this.command}`, { n: failed.length, conditions: conditionList(conditions) })),
      ...lines, ...(failed.length > TOLD ? [`  ${say(lang, 'verdict-more', { n: failed.length - TOLD })}`] : []),
      ...(next === '' ? [] : [next]),
    ];
  }

  private staleLines({ against }: Verdict<BaselineEntry>, { lang }: Context): string[] {
    const stale = against?.stale ?? [];
    if (stale.length === 0) return [];
    const list = stale.slice(0, STALE_TOLD).map(({ file, id, rule }) => `${id === undefined ? file : `${file} ${id}`} (${rule})`).join(', ');
    return [say(lang, 'verdict-stale', { n: stale.length, path: this.flags.baseline ?? '', list: safe(stale.length > STALE_TOLD ? `${list}, …` : list) })];
  }

  private async update(run: CheckRun, { lang }: Context): Promise<string> {
    const path = this.flags.baseline ?? '';
    const { baseline, added, changed, removed } = updateBaseline(this.baseline, run, this.command, this.place);
    await writeFileAtomic(path, baselineText(baseline));
    return say(lang, 'baseline-written', { path, n: baseline.entries.length, added, changed, removed });
  }

  private get place(): BaselinePlace {
    const folder = dirname(resolve(this.flags.baseline ?? '.'));
    return {
      path: (file) => (file === '-' ? '-' : slashed(relative(folder, resolve(file)))),
      exists: (path) => path === '-' || existsSync(isAbsolute(path) ? path : resolve(folder, path)),
    };
  }
}

const conditionList = (conditions: readonly Condition[]): string => conditions.map((c) => `--fail-on ${c.kind === 'score' ? `"${conditionText(c)}"` : conditionText(c)}`).join(' ');

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new KesuError('input-unreadable', { cause: String((cause as NodeJS.ErrnoException).code ?? cause) }, { file }, { cause });
  }
}
