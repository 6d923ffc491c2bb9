/**
 * A drawn sample of the cases for people to check, beside the worst ones: who checks only what was flagged never meets
 * what was missed. Stratified by band and channel; which cases are drawn hangs on the seed and on what they say, not on
 * the order or the files in which they come.
 */
import { drawn } from '../data/random.js';
import { BANDS, type Band, type CaseReport, type ChannelKind } from '../model.js';

export interface SampleSettings {
  readonly count: number;
  readonly seed: number;
}

export interface Stratum {
  /** `none`: could not be judged. */
  readonly band: Band | 'none';
  readonly channel: ChannelKind | undefined;
  readonly cases: number;
  readonly sampled: number;
}

export interface Sampled {
  readonly report: CaseReport;
  readonly stratum: Stratum;
}

export interface Sample extends SampleSettings {
  /** Of how many cases. */
  readonly cases: number;
  /** Worst band first. */
  readonly strata: readonly Stratum[];
  /** In the order drawn, which tells nothing of their scores. */
  readonly picks: readonly Sampled[];
}

interface Drawn {
  readonly report: CaseReport;
  readonly rank: number;
  readonly key: string;
}

const ORDER: readonly Stratum['band'][] = [...BANDS.toReversed(), 'none'];

/** Takes cases one by one and holds no more than `count` of a stratum. */
export class Sampler {
  private readonly strata = new Map<string, { band: Stratum['band']; channel: ChannelKind | undefined; cases: number; held: Drawn[] }>();
  private cases = 0;

  constructor(private readonly settings: SampleSettings) {}

  add(report: CaseReport): void {
    const band = report.status === 'scored' ? report.risk.band : 'none';
    const name = `${band}/${report.channel ?? ''}`;
    let stratum = this.strata.get(name);
    if (!stratum) this.strata.set(name, (stratum = { band, channel: report.channel, cases: 0, held: [] }));
    stratum.cases += 1;
    this.cases += 1;
    const key = keyOf(report);
    stratum.held.push({ report, rank: drawn(key, this.settings.seed), key });
    // Sorted only now and then: the lowest ranks of all are the lowest of those held and of those that come.
    if (stratum.held.length >= 2 * this.settings.count + 16) lowest(stratum.held, this.settings.count);
  }

  sample(): Sample {
    const strata = [...this.strata.values()].sort((a, b) => ORDER.indexOf(a.band) - ORDER.indexOf(b.band) || (a.channel ?? '').localeCompare(b.channel ?? '', 'en'));
    const shares = allotted(strata.map(({ cases }) => cases), this.settings.count);
    const picked = strata.map(({ band, channel, cases, held }, i) => {
      const sampled = shares[i] as number;
      lowest(held, sampled);
      const stratum: Stratum = { band, channel, cases, sampled };
      return { stratum, drawn: held.slice() };
    });
    const all = picked.flatMap(({ stratum, drawn: list }) => list.map((one) => ({ ...one, stratum }))).sort(byRank);
    return { ...this.settings, cases: this.cases, strata: picked.map(({ stratum }) => stratum), picks: all.map(({ report, stratum }) => ({ report, stratum })) };
  }
}

export function sampleOf(reports: Iterable<CaseReport>, settings: SampleSettings): Sample {
  const sampler = new Sampler(settings);
  for (const report of reports) sampler.add(report);
  return sampler.sample();
}

/**
 * How many of each stratum: one each as far as they go, the rest by the square roots of their sizes (power allocation,
 * Bankier 1988), so that neither the many quiet cases nor the few loud ones crowd out the others. Seats
 * by highest averages (Webster).
 */
export function allotted(sizes: readonly number[], count: number): number[] {
  const shares = sizes.map(() => 0);
  for (let left = Math.min(count, sizes.reduce((sum, size) => sum + size, 0)); left > 0; left -= 1) {
    // The stratum that is furthest behind its share takes the next; the first of equals.
    let next = -1;
    let most = -1;
    sizes.forEach((size, i) => {
      const had = shares[i] as number;
      const want = had >= size ? -1 : had === 0 ? Number.POSITIVE_INFINITY : Math.sqrt(size) / (had + 0.5);
      if (want > most) [next, most] = [i, want];
    });
    shares[next] = (shares[next] as number) + 1;
  }
  return shares;
}

function lowest(held: Drawn[], count: number): void {
  held.sort(byRank);
  held.length = Math.min(held.length, count);
}

const byRank = (a: Drawn, b: Drawn): number => a.rank - b.rank || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** What makes a case this case wherever its file lies: its id and what was said. */
const keyOf = (report: CaseReport): string => [report.id, ...report.messages.map(({ text }) => text)].join('\0');
