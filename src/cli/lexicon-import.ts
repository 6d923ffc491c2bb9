/** `kesu lexicon import`: an analyst's list in, a lexicon folder out. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, KesuError } from '../errors.js';
import { readSources, SHIPPED } from '../lexicon/sources.js';
import { ruleName } from '../lexicography/import/groups.js';
import { importEntries, type Imported } from '../lexicography/import/index.js';
import { columnsOf, entriesOf, isHeader } from '../lexicography/import/rows.js';
import { readImportWords, type ImportWords } from '../lexicography/import/words.js';
import { signalYaml } from '../lexicography/import/yaml.js';
import { say, type MessageId, type Params } from '../locale/index.js';
import { SIGNALS, type Rejection, type SignalId } from '../model.js';
import { Folder } from '../text/fold.js';
import { buildFoldTable } from '../text/fold-table.js';
import { jiebaTokenizer } from '../text/tokenizer.js';
import { readPlainTable, type PlainTable } from '../transcripts/plain-table.js';
import { EXIT, type ExitCode } from './exit.js';
import { write, type Context } from './io.js';
import type { ImportOptions } from './lexicon.options.js';
import { writeFileAtomic } from './output.js';
import { tellRejections } from './rejections.js';

export async function lexiconImport(list: string, options: ImportOptions, context: Context): Promise<ExitCode> {
  const { lang, stdin, stdout, stderr } = context;
  const words = readImportWords(options.lexicons);
  const signal = signalOption(options.signal, words);
  const sources = readSources(options.lexicons);
  const rejections: Rejection[] = [];
  const notice = (id: MessageId, params: Params): void => void stderr.write(`kesu: ${describe(lang, id, params, { file: list })}\n`);
  const table = await tableOf(list, words, {
    lexicons: SHIPPED, lang, stdin, ...(options.encoding !== undefined && { encoding: options.encoding }),
    onReject: (rejection) => void rejections.push(rejection),
    onNotice: ({ id, params }) => notice(id, params),
  });
  const columns = new Map([...columnsOf(table, { file: list, words })].map(([column, at]) => [column, table.header?.[at]?.trim() ?? `${at + 1}`] as const));
  notice('import-recognised', { encoding: table.encoding, columns: [...columns].map((pair) => pair.join('=')).join(', ') });

  const { entries, rejections: unread } = entriesOf(table, { file: list, words, lang, ...(signal && { signal }) });
  const imported = importEntries(entries, sources, new Folder(buildFoldTable(sources.fold)), jiebaTokenizer(), {
    file: list, lang, column: columns.get('term') ?? 'term', name: options.name ?? ruleName(list), skipCovered: options.skipCovered === true,
  });
  rejections.push(...[...unread, ...imported.rejections].sort((a, b) => (a.line ?? 0) - (b.line ?? 0)));
  const written = await writeSignals(imported, list, options);
  await write(stdout, options.format === 'json'
    ? `${JSON.stringify({ written, covered: imported.covered, rejected: rejections }, null, 2)}\n`
    : prettyImport(written, imported, list, context));
  await tellRejections(rejections, undefined, context);
  await write(stderr, `${written.length > 0 ? say(lang, 'import-next', { dir: options.output }) : say(lang, 'import-nothing')}\n`);
  return rejections.length > 0 ? EXIT.rejected : EXIT.done;
}

function signalOption(value: string | undefined, words: ImportWords): SignalId | undefined {
  const signal = value === undefined ? undefined : words.signal(value);
  if (value !== undefined && !signal) throw new KesuError('option-signal', { value, known: SIGNALS.join(', ') });
  return signal;
}

async function tableOf(list: string, words: ImportWords, options: Parameters<typeof readPlainTable>[1]): Promise<PlainTable> {
  try {
    return await readPlainTable(list, options, isHeader(words));
  } catch (error) {
    if (error instanceof KesuError || !(error instanceof Error && 'syscall' in error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new KesuError(code === 'ENOENT' ? 'input-missing' : 'input-unreadable', { cause: code ?? error.message }, { file: list }, { cause: error });
  }
}

interface WrittenFile {
  readonly file: string;
  readonly signal: SignalId;
  readonly rules: number;
  readonly terms: number;
}

/** Nothing is written where one of the files exists: half an import is worse than none. */
async function writeSignals({ signals }: Imported, list: string, { output, force }: ImportOptions): Promise<WrittenFile[]> {
  const files = signals.map((signal) => ({ ...signal, file: join(output, `${signal.signal}.yaml`) }));
  const taken = files.find(({ file }) => existsSync(file));
  if (taken && !force) throw new KesuError('import-exists', {}, { file: taken.file });
  for (const { file, ...signal } of files) await writeFileAtomic(file, signalYaml(signal, `Made by \`kesu lexicon import\` from ${basename(list)}.`));
  return files.map(({ file, signal, rules, classes }) => ({ file, signal, rules: rules.length, terms: Object.values(classes).flat().length }));
}

function prettyImport(written: readonly WrittenFile[], { covered }: Imported, list: string, { lang, color }: Context): string {
  const lines = written.map(({ file, rules, terms }) => `${color.bold(file)}  ${say(lang, 'import-file-row', { rules, terms })}`);
  if (covered.length > 0) {
    lines.push(say(lang, 'import-covered', { n: covered.length }));
    lines.push(...covered.map(({ line, term, rules }) => `  ${list}:${line}: ${term}  ${color.dim(rules.join(', '))}`));
  }
  return lines.map((line) => `${line}\n`).join('');
}
