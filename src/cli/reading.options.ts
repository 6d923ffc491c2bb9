/** Options of every command that reads transcripts. */
import { Option, type Command } from 'commander';
import { collect } from './collect.js';

export interface ReadingOptions {
  encoding?: string;
  map?: string;
  header: boolean;
  caseBy?: string;
  speaker: string[];
  sheet?: string;
  inputFormat?: 'csv' | 'tsv' | 'json' | 'ndjson' | 'text';
  asr?: boolean;
  redact: boolean;
  quiet?: boolean;
}

export const readingOptions = (command: Command): Command =>
  command
    .option('--encoding <label>', 'encoding of the input (default: detected; utf-8, gb18030, big5, utf-16le …)')
    .option('--map <roles>', 'which column is which: conversation=…,speaker=…,text=…,time=… (names or numbers)')
    .option('--no-header', 'the first row is data, not column names (with --map by number)')
    .option('--case-by <column>', 'column that links conversations to one case (default: a recognised order, ticket or case column, else the customer)')
    .option('--speaker <name=role>', 'who a speaker is: NAME=agent, customer, bot or system (repeatable)', collect, [])
    .addOption(new Option('--input-format <format>', 'layout of the input (default: detected)').choices(['csv', 'tsv', 'json', 'ndjson', 'text']))
    .option('--sheet <name|n>', 'sheet of a workbook, by name or number (default: the first that has the columns)')
    .option('--asr', 'the text is speech-recognised whatever its channel: hear terms that were misheard')
    .option('--no-redact', 'leave phone, card and identity numbers, e-mail and addresses readable')
    .option('-q, --quiet', 'say nothing on standard error but errors');
