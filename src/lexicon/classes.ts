/** The terms of word classes: a class may include other classes, and the kinds of the channel register. */
import { PatternError } from './pattern.js';
import type { Sources } from './sources.js';

/** Name of the class that a class entry includes (`{report}`), if it is not a term itself. */
export const includedClass = (entry: string): string | undefined => /^\{([^{}]+)\}$/.exec(entry)?.[1];

/** The file a class belongs to: the signal or cue before the slash, nothing for shared classes. */
export const scopeOf = (key: string): string => (key.includes('/') ? (key.split('/')[0] as string) : '');

export class ClassTerms {
  constructor(private readonly sources: Pick<Sources, 'classes' | 'channels'>) {}

  /** The key of a class that a file of this scope names: its own class goes before a shared one. */
  resolve(name: string, scope: string): string {
    if (name.startsWith('channel:')) return name;
    for (const key of [`${scope}/${name}`, name]) if (this.sources.classes.has(key)) return key;
    throw new PatternError(`there is no class {${name}} in this file or in classes.yaml`);
  }

  of(key: string, path: readonly string[] = []): string[] {
    if (path.includes(key)) throw new PatternError(`class {${key}} includes itself`);
    if (key.startsWith('channel:')) return this.ofChannels(key.slice('channel:'.length).split(','));
    return (this.sources.classes.get(key) ?? []).flatMap((entry) => {
      const inner = includedClass(entry);
      return inner === undefined ? [entry] : this.of(this.resolve(inner, scopeOf(key)), [...path, key]);
    });
  }

  private ofChannels(kinds: readonly string[]): string[] {
    const channels = [...this.sources.channels.values()].filter((c) => kinds.includes(c.kind));
    if (channels.length === 0) throw new PatternError(`the channel register has nothing of kind ${kinds.join(', ')}`);
    return channels.flatMap((c) => [c.official, ...c.aliases, ...c.numbers]);
  }
}
