import type { Channel } from '../../../../shared/sync/channels.ts';
import { epochMs, type EpochMs } from '../../../../shared/time.ts';
import { judgeCourse, type Course } from './course.ts';
import { sideOf } from './sides.ts';

/** The trouble of one channel, as far as it may have held filings up. */
export interface BlamedSpell {
  incident: number;
  channel: Channel;
  isTheirs: boolean;
  /** Trouble counts from the first failure that was measured; slowness alone is none. */
  from: EpochMs;
  to: EpochMs | null;
  /** For so long after its end we could not know it, by our pause between two tries, in ms. */
  graceMs: number;
}

export interface Span {
  from: EpochMs;
  to: EpochMs;
}

/** What may account for waiting. */
export interface Blamed {
  spells: readonly BlamedSpell[];
  /** Times in which Naru was not running. */
  off: readonly Span[];
}

/** A part of a time, and what accounts for it; `nobody`: neither an incident nor a time off. */
export interface Blame {
  from: number;
  to: number;
  blame: 'off' | 'ours' | 'central' | 'after' | 'nobody';
  incident: number | null;
}

/**
 * What of an incident accounts for waiting. Only what the central system's own channels showed is
 * theirs: our network and the line to them are not, nor what was hidden behind those.
 */
export function blamedBy(course: Course, graceMs: number): BlamedSpell[] {
  const { channels } = judgeCourse(course);
  const isTheirs = sideOf(channels) === 'central';
  return course.spells.flatMap(({ channel, changes, cause, from: begun, to }) => {
    const failed = changes.find((change) => change.cause !== null);
    // What goes on from a trouble that hid it failed before.
    if (failed === undefined && (cause === null || changes.some(({ from }) => from === 'working')))
      return [];
    const from = epochMs(Math.max(begun, failed?.at ?? begun));
    return [{ incident: course.id, channel, isTheirs, from, to, graceMs }];
  });
}

const way: Readonly<Record<'declarations' | 'inquiries', readonly Channel[]>> = {
  declarations: ['declarations', 'network', 'names', 'sending-program'],
  inquiries: ['inquiries', 'declarations', 'notices', 'network', 'names', 'sending-program'],
};

/** What accounts for each part of a time in which a filing waited for one of the lanes. */
export function blameOf(
  from: number,
  to: number,
  lane: 'declarations' | 'inquiries',
  { spells, off }: Blamed,
): Blame[] {
  const held = spells.filter(({ channel }) => way[lane].includes(channel));
  const marks = [
    from,
    to,
    ...off.flatMap((span) => [span.from, span.to]),
    ...held.flatMap((each) =>
      each.to === null ? [each.from] : [each.from, each.to, each.to + each.graceMs],
    ),
  ];
  const cuts = [...new Set(marks)].filter((at) => at >= from && at <= to).toSorted((a, b) => a - b);
  return cuts.slice(0, -1).map((start, i) => {
    const end = cuts[i + 1] ?? to;
    return { from: start, to: end, ...accountFor(start, held, off) };
  });
}

/** Nearest to us first: what we did not do ourselves is not theirs. */
function accountFor(
  at: number,
  spells: readonly BlamedSpell[],
  off: readonly Span[],
): Pick<Blame, 'blame' | 'incident'> {
  if (off.some((span) => span.from <= at && at < span.to)) return { blame: 'off', incident: null };
  const during = spells.filter((each) => each.from <= at && (each.to === null || at < each.to));
  const own = during.find(({ isTheirs }) => !isTheirs);
  if (own !== undefined) return { blame: 'ours', incident: own.incident };
  const [theirs] = during;
  if (theirs !== undefined) return { blame: 'central', incident: theirs.incident };
  const after = spells.find(
    ({ isTheirs, to, graceMs }) => isTheirs && to !== null && to <= at && at < to + graceMs,
  );
  if (after !== undefined) return { blame: 'after', incident: after.incident };
  return { blame: 'nobody', incident: null };
}
