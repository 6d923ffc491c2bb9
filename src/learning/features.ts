/** Names of features: n-grams as they stand, counts of the surface behind a mark that no n-gram is as long as. */

const MARK = '###';

/** Feature of a count of the surface. */
export const surfaceFeature = (name: string): string => MARK + name;

/** Where a feature's weights stand in a file, and under which name. */
export function featureOf(feature: string): { kind: 'grams' | 'surface'; name: string } {
  return feature.length > MARK.length && feature.startsWith(MARK) ? { kind: 'surface', name: feature.slice(MARK.length) } : { kind: 'grams', name: feature };
}
