/** `kesu lexicon list`: the rules, or the register of channels, as a table. */
import stringWidth from 'string-width';
import { loadLexicon } from '../lexicon/compile.js';
import { readSources } from '../lexicon/sources.js';
import { channelRows, ruleRow, type ChannelRow, type RuleRow } from '../lexicography/list.js';
import { say, type MessageId } from '../locale/index.js';
import { pad } from '../report/terminal.js';
import { EXIT, type ExitCode } from './exit.js';
import { write, type Context } from './io.js';
import { chosenRules } from './lexicon-test.js';
import type { ListOptions } from './lexicon.options.js';
import { shownPath, shownPlace } from './place.js';

export async function lexiconList(prefixes: readonly string[], options: ListOptions, context: Context): Promise<ExitCode> {
  if (options.channels) await show(channelRows(readSources(options.lexicons), prefixes), channelCells, 'list-channels', options, context);
  else await show(chosenRules(loadLexicon(options.lexicons), prefixes).map(ruleRow), ruleCells, 'list-rules', options, context);
  return EXIT.done;
}

const ruleCells = (row: RuleRow): string[] => [
  row.rule, row.strength.toFixed(2), [row.subtype, row.stage, row.intensity].filter(Boolean).join(' '),
  `${row.patterns}`, `${row.examples}+${row.counterexamples}`, shownPlace(row),
];

const channelCells = (row: ChannelRow): string[] => [
  row.id, row.kind, row.region, row.successor === undefined ? row.status : `${row.status} → ${row.successor}`, `${row.names}`, row.official, shownPlace(row),
];

async function show<Row extends { readonly file?: string }>(
  rows: readonly Row[], cells: (row: Row) => string[], count: MessageId, options: ListOptions, { stdout, stderr, color, lang }: Context,
): Promise<void> {
  if (options.format === 'json') {
    const shown = rows.map((row) => ({ ...row, ...(row.file !== undefined && { file: shownPath(row.file) }) }));
    return write(stdout, `${JSON.stringify(shown, null, 2)}\n`);
  }
  const table = rows.map(cells);
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => stringWidth(row[column] ?? ''))));
  for (const [first = '', ...rest] of table) {
    await write(stdout, `${[color.bold(pad(first, widths[0] ?? 0)), ...rest.map((cell, i) => pad(cell, widths[i + 1] ?? 0))].join('  ').trimEnd()}\n`);
  }
  await write(stderr, `${say(lang, count, { n: rows.length })}\n`);
}
