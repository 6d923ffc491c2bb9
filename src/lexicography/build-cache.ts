/** `npm run build` ends here: checks all shipped lexicons and weights and keeps them as they are worked with. */
import { writeCache } from '../data/parsed-cache.js';
import { readDynamics } from '../dynamics/settings.js';
import { KesuError } from '../errors.js';
import { keepWeights } from '../learning/kept-weights.js';
import { compileLexicon } from '../lexicon/compile.js';
import { readSources, SHIPPED } from '../lexicon/sources.js';
import { readPages } from '../lint/pages.js';
import { readLint } from '../lint/settings.js';
import { readActions } from '../risk/actions.js';
import { readScorecard } from '../risk/scorecard.js';
import { readSkills } from '../risk/skills.js';
import { loadKnowledge } from '../transcripts/knowledge.js';

try {
  writeCache(() => {
    const lexicon = compileLexicon(readSources());
    lexicon.homophones();
    lexicon.spelled();
    readDynamics();
    readScorecard();
    readSkills();
    readActions();
    loadKnowledge(SHIPPED);
    readLint();
    readPages();
  });
  keepWeights();
} catch (error) {
  if (!(error instanceof KesuError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
