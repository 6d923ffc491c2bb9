import { extname } from 'node:path';
import { parseDialogue } from './dialogue.js';
import { planTable } from './header.js';
import type { Format } from './options.js';
import type { Reader } from './reader.js';

/** Lines looked at. */
const LINES = 200;

/** The format of an input: what the user says, else what its beginning looks like, else what its name says. */
export function formatOf(head: string, reader: Reader): Format {
  const { format } = reader.options;
  if (format) return format;
  const extension = reader.file === '-' ? '' : extname(reader.file).toLowerCase();
  const json = jsonFormat(head, extension);
  if (json) return json;
  if (extension === '.json' || extension === '.ndjson' || extension === '.jsonl') return extension === '.json' ? 'json' : 'ndjson';
  if (extension === '.csv' || extension === '.tsv') return 'csv';
  const lines = head.split(/(?<=\n)/).slice(0, LINES);
  const plan = planTable(lines, reader, true);
  // A line of one cell may be the name of a column by chance.
  if (plan && (plan.layout.names.length > 1 || reader.options.map)) return 'csv';
  if (reader.options.map || reader.options.header === false) return 'csv';
  const spoken = parseDialogue(lines.join(''), reader).filter(({ message }) => message.speaker !== undefined);
  return spoken.length > 0 || extension === '.txt' ? 'text' : 'csv';
}

function jsonFormat(head: string, extension: string): 'json' | 'ndjson' | undefined {
  const text = head.trimStart();
  if (/^\[\s*(?:[[{"\]]|$)/.test(text)) return listOrLines(text, extension);
  if (!text.startsWith('{')) return undefined;
  if (extension === '.ndjson' || extension === '.jsonl') return 'ndjson';
  const lines = text.split('\n').slice(0, LINES);
  // Two objects on lines of their own are NDJSON, also where one of the first lines is damaged.
  const objects = lines.filter((line) => line.startsWith('{') && parses(line)).length;
  const begun = lines.filter((line) => line.startsWith('{')).length;
  if (begun > 1 && objects > 0) return 'ndjson';
  return objects === 1 && lines.every((line, i) => i === 0 || line.trim() === '') && extension !== '.json' ? 'ndjson' : 'json';
}

/** A list a line is NDJSON too. */
function listOrLines(text: string, extension: string): 'json' | 'ndjson' {
  const [first = '', second = ''] = text.split('\n');
  const lines = extension !== '.json' && second.startsWith('[') && parses(first);
  return lines ? 'ndjson' : 'json';
}

function parses(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
