import { join } from 'node:path';
import { z } from 'zod';
import { readYaml } from '../data/yaml-file.js';
import { ROLES } from './options.js';

const words = z.array(z.string().min(1));

export const columnsSchema = z.strictObject({
  roles: z.record(z.enum(ROLES), words),
  channels: z.strictObject({ call: words, chat: words }),
  time: z.strictObject({
    year: words, month: words, day: words, hour: words, minute: words, second: words,
    am: words, pm: words, noon: words, weekday: words, utc: words,
  }),
});

export const speakersSchema = z.strictObject({
  customer: words, agent: words, bot: words, system: words,
  longest: z.int().min(1).max(100),
  flags: z.strictObject({ yes: words, no: words }),
  direction: z.strictObject({ agent: words, customer: words }),
  status: words,
  recall: words,
  notSpeakers: words,
  nobody: z.strictObject({ placeholders: words, masks: words, titles: words }),
});

export type ColumnWords = z.infer<typeof columnsSchema>;
export type SpeakerWords = z.infer<typeof speakersSchema>;

/** What the reader knows of Chinese exports: `columns.yaml` and `speakers.yaml`. */
export interface Knowledge {
  readonly columns: ColumnWords;
  readonly speakers: SpeakerWords;
}

/**
 * Loads the reader's two files of words.
 * @throws KesuError naming file, line and field where one of them is not as it should be.
 */
export function loadKnowledge(folder: string): Knowledge {
  return {
    columns: readYaml(join(folder, 'columns.yaml'), columnsSchema).data,
    speakers: readYaml(join(folder, 'speakers.yaml'), speakersSchema).data,
  };
}
