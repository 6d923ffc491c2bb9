import stringWidth from 'string-width';

const words = new Intl.Segmenter('zh', { granularity: 'word' });
/** What may not begin a line. */
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}]/u;

/** Breaks a paragraph between words, Chinese ones too, at most so many columns wide; no line begins with a full stop. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const { segment } of words.segment(text)) {
    const fits = stringWidth(line) + stringWidth(segment.trimEnd()) <= width;
    if (fits || line === '') line += segment;
    else if (CLOSING.test(segment) && !segment.startsWith('“')) {
      // the word before it comes along
      const last = lastWord(line);
      if (last !== line) {
        lines.push(line.slice(0, line.length - last.length).trimEnd());
        line = last + segment;
      } else line += segment;
    } else {
      lines.push(line.trimEnd());
      line = segment.trimStart();
    }
  }
  return line.trim() === '' ? lines : [...lines, line.trimEnd()];
}

const lastWord = (line: string): string => Array.from(words.segment(line), ({ segment }) => segment).at(-1) ?? '';
