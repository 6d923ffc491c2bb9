/** Trained weights as files: rounded, one a family. */
import { maySpeak } from '../signals/layer.js';
import type { Example } from './examples.js';
import { featureOf } from './features.js';
import { FAMILIES, sideOf, type Family } from './columns.js';
import type { Trained } from './train.js';
import { WEIGHED, type Weighing } from './weighing.js';
import { familyColumns, FORMAT, STEP, type WeightsFile } from './weights.js';

export function pack(trained: Trained, examples: readonly Example[], provenance: WeightsFile['provenance']): WeightsFile[] {
  return (Object.keys(FAMILIES) as Family[]).map((family) => {
    const columns = familyColumns(family);
    const side = sideOf(FAMILIES[family][0]);
    const { features } = trained.vocabularies[side];
    const rows: Record<'grams' | 'surface', Map<string, string[]>> = { grams: new Map(), surface: new Map() };
    const biases = columns.map(({ id }, column) => {
      const weights = trained.words[side].get(id) as Float64Array;
      for (const [j, name] of features.entries()) {
        const rounded = Math.round((weights[j] as number) / STEP);
        if (rounded === 0) continue;
        const { kind, name: key } = featureOf(name);
        const into = rows[kind];
        into.set(key, [...(into.get(key) ?? []), `${column}:${rounded}`]);
      }
      return Math.round((weights[features.length] as number) / STEP);
    });
    return {
      format: FORMAT, family, provenance, columns: columns.map((c) => c.id), biases,
      signals: Object.fromEntries(FAMILIES[family].map((signal) => [signal, {
        positives: examples.filter((e) => !e.known && e.labels.has(signal)).length,
        add: maySpeak(signal) ? (trained.bars.add.get(signal) ?? null) : null,
        doubt: maySpeak(signal) ? trained.bars.doubt : null,
        alone: trained.bars.alone,
        weighing: storedWeighing(trained.weighings.get(signal) as Weighing),
      }])),
      surface: written(rows.surface), grams: written(rows.grams),
    };
  });
}

const written = (rows: ReadonlyMap<string, readonly string[]>): Record<string, string> => Object.fromEntries([...rows].map(([key, row]) => [key, row.join(' ')]));
const round = (x: number): number => Number(x.toFixed(3)) + 0;
const storedWeighing = ({ bias, weights }: Weighing) => ({ bias: round(bias), ...(Object.fromEntries(WEIGHED.map((name, i) => [name, round(weights[i] as number)])) as Record<(typeof WEIGHED)[number], number>) });
