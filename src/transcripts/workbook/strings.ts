import { parseXml, type ElementHandler } from './xml.js';

/**
 * Gathers the words of a string item or of a cell: the runs of rich text one after another, without the reading aids
 * (`rPh`) that stand beside East Asian words.
 */
export class Words {
  private text = '';
  private inText = false;
  private aside = 0;

  open(name: string): void {
    if (name === 'rPh') this.aside++;
    this.inText = name === 't' && this.aside === 0;
  }

  add(text: string): void {
    if (this.inText) this.text += text;
  }

  close(name: string): void {
    if (name === 'rPh') this.aside--;
    if (name === 't') this.inText = false;
  }

  take(): string {
    const text = unescaped(this.text);
    this.text = '';
    return text;
  }
}

/** The strings that cells refer to by number. */
export async function readStrings(text: AsyncIterable<string>): Promise<string[]> {
  const strings: string[] = [];
  const words = new Words();
  const handler: ElementHandler = {
    open: (name) => words.open(name),
    text: (said) => words.add(said),
    close: (name) => {
      words.close(name);
      if (name === 'si') strings.push(words.take());
    },
  };
  for await (const _ of parseXml(text, handler)) continue;
  return strings;
}

/** Characters that XML cannot hold or would change are written `_x000D_` (ECMA-376 part 1, §22.9.2.19 ST_Xstring). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
