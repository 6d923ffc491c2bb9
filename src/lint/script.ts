/** Gathers what a reader finds in a file into replies: who says it, and what belongs to one turn. */
import type { Directive } from './directives.js';
import { covering } from './directives.js';
import type { Reply, ScriptDocument, Suppression } from './document.js';
import { Lines } from './lines.js';
import { joined, linesOf, replaced, slice, trimmed, type PlacedText } from './placed-text.js';
import type { Role, ScriptWords } from './words.js';

/**
 * A label and what follows it: `客服：`, `【客户】`, `❌`. CommonMark takes `**客服：**您好` for no emphasis, since a
 * punctuation mark ends it and a letter follows: the asterisks stay in the text.
 */
const COLON = /^\s*[*_]{0,3}([^\s:：，。！？,!?;；*_]{1,12})\s*[*_]{0,3}\s*[:：]\s*[*_]{0,3}\s*/u;
const BRACKET = /^\s*[【[(（]\s*([^】\])）]{1,12}?)\s*[】\])）]\s*[:：]?\s*/u;
const SIGN = /^\s*(\p{S})\ufe0f?\s*[:：]?\s*/u;

export class Script {
  private readonly replies: { lines: PlacedText[]; asked?: string }[] = [];
  private readonly directives: Directive[] = [];
  private readonly suppressions: Suppression[] = [];
  private asked: string | undefined;
  /** Somebody who is no agent has spoken since the last break: agent lines that follow each other are one turn. */
  private dialogue = false;
  /** The turn that a further line of the agent's belongs to. */
  private turn: { lines: PlacedText[] } | undefined;
  /** A label that stood alone says who speaks next. */
  private pending: Role | undefined;
  readonly lines: Lines;

  constructor(readonly file: string, readonly raw: string, readonly words: ScriptWords) {
    this.lines = new Lines(raw);
  }

  /** A text of the file: a paragraph, a cell, a string. */
  add(text: PlacedText, role?: Role): void {
    const lines = linesOf(text).map((line) => ({ line, label: this.label(line) }));
    const given = role ?? this.pending;
    this.pending = undefined;
    if (!lines.some(({ label }) => label)) return this.say(text, given ?? 'agent');
    let current = given ?? 'agent';
    let behind: PlacedText[] = [];
    const flush = (): void => {
      if (behind.length > 0) this.say(behind.length === 1 ? behind[0] as PlacedText : between(text, behind), current);
      behind = [];
    };
    for (const { line, label } of lines) {
      if (label) {
        flush();
        current = label.role;
        if (label.rest.text.trim() !== '') behind = [label.rest];
        else this.pending = current;
      } else {
        behind.push(line);
        this.pending = undefined;
      }
    }
    flush();
  }

  /** What comes now has nothing to do with what was before. */
  separate(): void {
    this.asked = undefined;
    this.dialogue = false;
    this.turn = undefined;
    this.pending = undefined;
  }

  direct(found: Directive | undefined): void {
    if (found) this.directives.push(found);
  }

  suppress(found: Suppression): void {
    this.suppressions.push(found);
  }

  document(): ScriptDocument {
    const texts = this.replies.flatMap((reply) => reply.lines);
    const lineOf = (at: number): readonly [number, number] => this.lines.range(this.lines.region([at, at]).line);
    const suppressions = [...covering(this.directives, texts, lineOf), ...this.suppressions].sort((a, b) => a.range[0] - b.range[0]);
    return { file: this.file, raw: this.raw, replies: this.replies as Reply[], suppressions };
  }

  private say(text: PlacedText, role: Role): void {
    const said = trimmed(text);
    if (role === 'other' || said.text === '') return;
    if (role === 'customer') {
      this.asked = said.text;
      this.dialogue = true;
      this.turn = undefined;
      return;
    }
    if (han(said.text) < this.words.settings.least) return;
    const filled = this.words.placeholders.reduce((t, [pattern, as]) => replaced(t, pattern, as), said);
    if (role === 'speaker' && this.turn) {
      this.turn.lines.push(filled);
      return;
    }
    const reply = { lines: [filled], ...(this.asked !== undefined && { asked: this.asked }) };
    this.replies.push(reply);
    this.turn = role === 'speaker' && this.dialogue ? reply : undefined;
    // offered answers may be several to one question
    if (role === 'speaker') this.asked = undefined;
  }

  private label(line: PlacedText): { role: Role; rest: PlacedText } | undefined {
    for (const pattern of [COLON, BRACKET, SIGN]) {
      const match = pattern.exec(line.text);
      const role = match?.[1] === undefined ? undefined : this.words.who(match[1]);
      if (match && role) return { role, rest: slice(line, match[0].length, line.text.length) };
    }
    return undefined;
  }
}

/** The stretch of a text from the first of its parts to the last. */
function between(text: PlacedText, parts: readonly PlacedText[]): PlacedText {
  const from = text.starts.indexOf(parts[0]?.starts[0] as number);
  const to = text.ends.lastIndexOf(parts.at(-1)?.ends.at(-1) as number) + 1;
  return from >= 0 && to > from ? slice(text, from, to) : joined(parts);
}

const han = (text: string): number => text.match(/\p{Script=Han}/gu)?.length ?? 0;
