/** The whole engine, put together from its rooms. */
import { readDynamics } from './dynamics/settings.js';
import { loadLayer } from './learning/layer.js';
import { loadLexicon } from './lexicon/compile.js';
import { readActions } from './risk/actions.js';
import type { Judge } from './risk/case-report.js';
import { readScorecard } from './risk/scorecard.js';
import { readSkills } from './risk/skills.js';
import { signalReader } from './signals/signals.js';
import type { Tokenizer } from './text/tokenizer.js';

export interface JudgeOptions {
  /** Whether the trained layer is asked; `alone`: it alone, for measuring. */
  readonly learned?: boolean | 'alone';
}

/** Everything that judges a case, from the shipped lexicons and those laid over them. */
export function judgeOf(tokenizer: Tokenizer, overlays: readonly string[] = [], base?: string, { learned = true }: JudgeOptions = {}): Judge {
  return {
    reader: signalReader(loadLexicon(overlays, base), tokenizer, learned ? loadLayer(overlays, base, { alone: learned === 'alone' }) : undefined),
    dynamics: readDynamics(overlays, base),
    scorecard: readScorecard(overlays, base),
    skills: readSkills(overlays, base),
    actions: readActions(overlays, base),
  };
}
