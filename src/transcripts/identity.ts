/** Which values of a customer or case column name one customer or case, so that conversations can be linked by them. */
import { loadKnowledge } from './knowledge.js';
import { normaliseSpeaker, SpeakerNames } from './speakers.js';

export interface Identity {
  customer(value: string): boolean;
  case(value: string): boolean;
}

/** @param folder holds `speakers.yaml` */
export function readIdentity(folder: string): Identity {
  const { speakers } = loadKnowledge(folder);
  const names = new SpeakerNames(speakers);
  const { placeholders, masks, titles } = speakers.nobody;
  const blanks = new Set(placeholders.map(normaliseSpeaker));

  /** 无, 暂无, `-`, `000`: a cell that was filled in because it had to be. */
  const empty = (value: string): boolean => blanks.has(value) || !/[\p{L}1-9]/u.test(value);
  /** 王女士 is one of many: a form of address with a surname of one or two characters before it. */
  const addressed = (value: string): boolean => titles.some((title) => value.endsWith(title) && [...value].length <= [...title].length + 2);

  return {
    case: (value) => !empty(normaliseSpeaker(value)),
    customer: (value) => {
      const name = normaliseSpeaker(value);
      return !empty(name) && !names.isBareWord(name) && !masks.some((mask) => name.includes(mask)) && !addressed(name);
    },
  };
}
