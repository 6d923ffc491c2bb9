/** What stands in a workbook: its sheets, its date system and where its strings and formats are (ECMA-376 part 1, §18.2). */
import type { Container } from './container.js';
import { readXml } from './xml.js';

export interface SheetInfo {
  readonly name: string;
  /** Position among all sheets, from 1. */
  readonly number: number;
  readonly hidden: boolean;
  readonly part: string;
}

export interface Book {
  readonly sheets: readonly SheetInfo[];
  /** Days count from 1904, as Excel for Macintosh had it. */
  readonly from1904: boolean;
  readonly strings: string | undefined;
  readonly styles: string | undefined;
}

interface Relation {
  readonly id: string;
  readonly kind: string;
  readonly target: string;
}

/** The book of a container; `undefined` where the container holds none that is XML. */
export async function readBook(container: Container): Promise<Book | undefined> {
  const root = await relations(container, '');
  const part = root.find(({ kind }) => kind === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (!container.has(part) || !part.toLowerCase().endsWith('.xml')) return undefined;
  const related = await relations(container, part);
  const targets = new Map(related.map((relation) => [relation.id, relation]));
  const named: { name: string; hidden: boolean; relation: Relation | undefined }[] = [];
  let from1904 = false;
  let isBook = false;
  await readXml(container.text(part), {
    open: (name, attributes) => {
      if (name === 'workbook') isBook = true;
      if (name === 'workbookPr') from1904 = /^(?:1|true|on)$/.test(attributes['date1904'] ?? '');
      if (name === 'sheet') {
        named.push({ name: attributes['name'] ?? '', hidden: /hidden$/i.test(attributes['state'] ?? ''), relation: targets.get(attributes['id'] ?? '') });
      }
    },
  });
  if (!isBook) return undefined;
  const sheets = named.flatMap(({ name, hidden, relation }, at) => (relation?.kind === 'worksheet' ? [{ name, number: at + 1, hidden, part: relation.target }] : []));
  const partOf = (kind: string): string | undefined => related.find((relation) => relation.kind === kind)?.target;
  return { sheets, from1904, strings: partOf('sharedStrings'), styles: partOf('styles') };
}

/** What a part points to: `xl/workbook.xml` has its relations in `xl/_rels/workbook.xml.rels`. */
async function relations(container: Container, part: string): Promise<Relation[]> {
  const folder = part.slice(0, part.lastIndexOf('/') + 1);
  const found: Relation[] = [];
  await readXml(container.text(`${folder}_rels/${part.slice(folder.length)}.rels`), {
    open: (name, { Id, Type, Target }) => {
      if (name !== 'Relationship' || Target === undefined) return;
      found.push({ id: Id ?? '', kind: Type?.split('/').at(-1) ?? '', target: resolved(folder, Target) });
    },
  });
  return found;
}

function resolved(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith('/') ? target : folder + target).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
