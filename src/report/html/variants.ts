/** Which Traditional characters a lexicon folds to which Simplified ones, for the search in the browser. */
import type { Folder } from '../../text/fold.js';

/** Unified ideographs and their first extension. */
const [FIRST, LAST] = [0x3400, 0x9fff];

/** Traditional and Simplified in turn: `萬万與与`. */
export function variantsOf(folder: Folder): string {
  let pairs = '';
  for (let code = FIRST; code <= LAST; code += 1) {
    const character = String.fromCharCode(code);
    const folded = folder.foldUnits(character);
    if (folded !== character) pairs += character + folded;
  }
  return pairs;
}
