/** Atoms: the sets of folded terms that pattern parts stand for, each made once. */
import type { Folder } from '../text/fold.js';
import { ClassTerms, includedClass } from './classes.js';
import { PatternError, type Part } from './pattern.js';
import type { Sources } from './sources.js';

/** Hotline numbers as they are spoken and written: 12315, 幺二三幺五, 一二三一五. */
export class SpokenDigits {
  constructor(private readonly readings: Readonly<Record<string, readonly string[]>>) {}

  variants(term: string): string[] {
    if (!/^\d{3,5}$/.test(term)) return [term];
    const choices = [...term].map((digit) => this.readings[digit] ?? []);
    const spoken = choices.reduce<string[]>((all, options) => all.flatMap((head) => options.map((o) => head + o)), ['']);
    return [term, ...spoken];
  }
}

/** A longer term is rarer than its rarest character, by a factor measured nowhere: only the order matters. */
function likelihood(term: string, frequency: ReadonlyMap<string, number>): number {
  const rarest = Math.min(...[...term].map((char) => frequency.get(char) ?? 5));
  return rarest * 0.03 ** (term.length - 1);
}

export class AtomTable {
  readonly terms: string[] = [];
  readonly members: Set<number>[] = [];
  private readonly termIndex = new Map<string, number>();
  private readonly atomIndex = new Map<string, number>();
  private readonly likelihoods: number[] = [];
  private readonly classes: ClassTerms;

  constructor(
    private readonly sources: Sources,
    private readonly folder: Folder,
    private readonly spoken: SpokenDigits,
  ) {
    this.classes = new ClassTerms(sources);
  }

  /** About how often a term of the atom stands in a hundred thousand characters. */
  likelihood(atom: number): number {
    return this.likelihoods[atom] as number;
  }

  /** The atom of a class or list of literals, made when first asked for. */
  of(part: Part, scope: string): number {
    if (part.kind !== 'class' && part.kind !== 'literals') throw new PatternError('not a part with text');
    const key = part.kind === 'class' ? this.classes.resolve(part.name, scope) : keyOf(part.texts, scope);
    const known = this.atomIndex.get(key);
    if (known !== undefined) return known;
    const texts = part.kind === 'class' ? this.classes.of(key) : part.texts;
    const folded = new Set(this.foldedTerms(texts, scope));
    if (folded.size === 0) throw new PatternError(`class {${key}} holds no terms`);
    const atom = this.members.length;
    this.atomIndex.set(key, atom);
    const members = new Set<number>();
    this.members.push(members);
    this.likelihoods.push([...folded].reduce((sum, term) => sum + likelihood(term, this.sources.frequency), 0));
    for (const term of folded) {
      let index = this.termIndex.get(term);
      if (index === undefined) {
        index = this.terms.length;
        this.terms.push(term);
        this.termIndex.set(term, index);
      }
      members.add(index);
    }
    return atom;
  }

  /** Distinct folded terms of a list that may name classes; numbers as they are spoken too. */
  foldedTerms(texts: readonly string[], scope = ''): string[] {
    const plain = texts.flatMap((text) => {
      const inner = includedClass(text);
      return inner === undefined ? [text] : this.classes.of(this.classes.resolve(inner, scope));
    });
    return [...new Set(plain.flatMap((t) => this.spoken.variants(this.folder.foldUnits(t.trim()))))].filter((t) => t !== '');
  }
}

/** Literals are the same everywhere, unless they name a class, which may be the file's own. */
function keyOf(texts: readonly string[], scope: string): string {
  const key = texts.join('|');
  return key.includes('{') ? `${scope}=${key}` : `=${key}`;
}
