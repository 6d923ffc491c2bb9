/** What the readers of scripts know of Chinese: speakers and columns of transcripts, and the words of `lint.yaml`. */
import { SHIPPED } from '../lexicon/sources.js';
import { normaliseName } from '../transcripts/columns.js';
import { loadKnowledge } from '../transcripts/knowledge.js';
import { normaliseSpeaker, SpeakerNames } from '../transcripts/speakers.js';
import type { LintSettings } from './settings.js';

/** Who is meant: `speaker` an agent who speaks in a dialogue, `agent` one whose words are offered, `other` nobody. */
export type Role = 'agent' | 'speaker' | 'customer' | 'other';

export class ScriptWords {
  private readonly names: SpeakerNames;
  private readonly columns = new Map<string, Role | 'who'>();
  private readonly labels = new Map<string, Role>();
  readonly placeholders: readonly (readonly [RegExp, string])[];

  constructor(readonly settings: LintSettings, knowledge: string = SHIPPED) {
    this.names = new SpeakerNames(loadKnowledge(knowledge).speakers);
    const { columns, labels } = settings;
    for (const [role, words] of [['other', columns.other], ['customer', columns.customer], ['agent', columns.agent], ['who', columns.speaker]] as const) for (const word of words) this.columns.set(normaliseName(word), role);
    for (const role of ['other', 'customer', 'agent'] as const) for (const word of labels[role]) this.labels.set(normaliseSpeaker(word), role);
    this.placeholders = settings.placeholders.map(({ match, as }) => [new RegExp(match, 'giu'), as]);
  }

  /** What a column or field of this name holds; undefined where the name says nothing. */
  column(name: string): Role | 'who' | undefined {
    return this.columns.get(normaliseName(name));
  }

  /** Who is meant by a label or by the value of a speaker field. A number may follow the word. */
  who(label: string): Role | undefined {
    const name = normaliseSpeaker(label);
    const own = this.labels.get(name) ?? this.labels.get(name.replace(/\s*\p{N}+$/u, ''));
    if (own) return own;
    const speaker = this.names.strict(name);
    if (speaker === 'customer') return 'customer';
    if (speaker === 'agent' || speaker === 'bot') return 'speaker';
    if (speaker === 'system') return 'other';
    return [...name].length > 2 ? this.labels.get([...name].slice(0, -1).join('')) : undefined;
  }

  /** Whether nothing below a heading is said to customers. */
  asides(heading: string): boolean {
    return this.settings.headings.other.some((word) => heading.includes(word));
  }

  isIgnore(name: string): boolean {
    return name.trim() === this.settings.ignore.key;
  }
}
