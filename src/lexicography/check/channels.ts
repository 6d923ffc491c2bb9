/** The channel register: successors that lead nowhere, bodies that no rule can name, names that two bodies share. */
import type { Channel } from '../../lexicon/schema.js';
import { MARKS } from '../../model.js';
import type { Bench } from './bench.js';
import { finding, type LexiconFinding } from './finding.js';

export function successors({ sources }: Bench): LexiconFinding[] {
  return [...sources.channels.values()].flatMap((channel) => {
    const { id, successor, status } = channel;
    if (successor === undefined) return status === 'active' ? [] : [finding('no-successor', id, sources.placeOfChannel(id, 'status'), { params: { status } })];
    const place = sources.placeOfChannel(id, 'successor');
    if (!sources.channels.has(successor)) return [finding('missing-successor', id, place, { params: { successor } })];
    const cycle = cycleFrom(channel, sources.channels);
    return cycle ? [finding('cyclic-successor', id, place, { params: { cycle: cycle.join(' → ') } })] : [];
  });
}

/** The way back to a channel along its successors, if there is one. */
function cycleFrom({ id }: Channel, channels: ReadonlyMap<string, Channel>): string[] | undefined {
  const path = [id];
  for (let next = channels.get(id)?.successor; next !== undefined; next = channels.get(next)?.successor) {
    path.push(next);
    if (next === id) return path;
    if (path.indexOf(next) < path.length - 1) return undefined;
  }
  return undefined;
}

/** A report names the channel whose name is a part of a match: names that stand in no pattern are never found. */
export function unreachableChannels({ sources, lexicon }: Bench): LexiconFinding[] {
  const reached = new Set<string>();
  const atoms = new Set(lexicon.rules.filter((r) => !(MARKS as readonly string[]).includes(r.signal)).flatMap((r) => r.match.variants.flatMap((v) => v.steps.map((s) => s.atom))));
  for (const atom of atoms) {
    for (const term of lexicon.atoms[atom] ?? []) {
      const channel = lexicon.channelOf.get(lexicon.terms[term] as string);
      if (channel !== undefined) reached.add(channel);
    }
  }
  return [...sources.channels.values()].filter(({ id }) => !reached.has(id)).map(({ id, kind }) =>
    finding('unreachable-channel', id, sources.placeOfChannel(id, 'id'), { params: { kind } }));
}

export function ambiguousAliases({ sources, lexicon }: Bench): LexiconFinding[] {
  return [...sources.channels.values()].flatMap(({ id, official, aliases, numbers }) => {
    const taken = [official, ...aliases, ...numbers].flatMap((name) => {
      const owner = lexicon.channelOf.get(lexicon.folder.foldUnits(name));
      return owner === undefined || owner === id ? [] : [{ name, owner }];
    });
    if (taken.length === 0) return [];
    const others = [...new Set(taken.map((t) => t.owner))].join(', ');
    return [finding('ambiguous-alias', id, sources.placeOfChannel(id, 'id'), { params: { other: others, n: taken.length }, samples: taken.map((t) => t.name) })];
  });
}
