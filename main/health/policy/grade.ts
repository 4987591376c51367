import type { Cause } from '../../../shared/filing/attempts.ts';
import type { ChannelGrade } from '../../../shared/sync/channels.ts';
import { epochMs, type EpochMs } from '../../../shared/time.ts';
import { certainShare, shareAfter } from './chance.ts';
import { isOfTheWay, type Measurement } from './measurement.ts';
import { nothingMeasured, type ChannelMemory } from './memory.ts';
import { betterAfter } from './restore.ts';
import { gradeSettings, type ChannelSettings } from './settings.ts';
import { isStopRun } from './stop.ts';
import { learnt, slowBounds } from './usual.ts';
import { medianMs, slotsAfter, tookAfter, windowOf } from './window.ts';

const severity: Readonly<Record<ChannelGrade, number>> = {
  unknown: -1,
  working: 0,
  slow: 1,
  degraded: 2,
  stopped: 3,
};

/** Smaller differences are answers that came out of turn. */
const setBackMs = 60_000;

/**
 * What is known of a channel after one more measurement. Worse is said as soon as it is certain
 * enough not to be chance, better only past the guard against false restores.
 */
export function afterMeasurement(
  before: ChannelMemory,
  measurement: Measurement,
  settings: ChannelSettings,
): ChannelMemory {
  const { at } = measurement;
  const known = calmed(rebased(before, at), at);
  if (measurement.says === 'reached') return afterReached(known, measurement);
  const counted = count(known, measurement, settings);
  const worse = worseAfter(counted, at, settings);
  if (worse !== null) return worsened(counted, worse, at);
  return betterAfter(counted, measurement, settings) ?? counted;
}

/** Grades that rest on nothing any more are given up, of the time when they wore off. */
export function wornOff(memory: ChannelMemory, now: EpochMs): ChannelMemory {
  const { grade, lastAt } = memory;
  if (grade === 'unknown' || lastAt === null) return memory;
  const holdsMs = grade === 'stopped' ? gradeSettings.stopWearsOffMs : gradeSettings.wearsOffMs;
  if (now - lastAt <= holdsMs) return memory;
  // That nobody looked ends no trouble: one good round trip after it restores nothing either.
  return unknownFrom(memory, epochMs(lastAt + holdsMs), now);
}

/** What lies in front of the channel is gone: how the channel is, nobody can tell from here. */
export function outOfSight(memory: ChannelMemory, since: EpochMs, now: EpochMs): ChannelMemory {
  if (memory.grade === 'unknown') return memory;
  return unknownFrom(memory, since, now);
}

function unknownFrom(memory: ChannelMemory, since: EpochMs, now: EpochMs): ChannelMemory {
  return {
    ...memory,
    grade: 'unknown',
    since,
    knownAt: now,
    cause: null,
    slots: [],
    took: [],
    illRun: null,
    clean: null,
    aliveSince: null,
    isOfTheWay: false,
  };
}

/** A clock that was set back leaves no measurement in the future. */
function rebased(memory: ChannelMemory, at: EpochMs): ChannelMemory {
  const { lastAt } = memory;
  if (lastAt === null || lastAt - at < setBackMs) return memory;
  const { grade, cause, usual, isOfTheWay: ofTheWay } = memory;
  const since = memory.since === null ? null : epochMs(Math.min(memory.since, at));
  const trouble =
    memory.trouble === null ? null : { ...memory.trouble, since: at, calmUntil: null };
  return {
    ...nothingMeasured,
    grade,
    cause,
    since,
    knownAt: since,
    trouble,
    isOfTheWay: ofTheWay,
    usual: usual === null ? null : { ...usual, at },
  };
}

/** Trouble is over for good once it has been calm for its probation, or nobody looked for long. */
function calmed(memory: ChannelMemory, at: EpochMs): ChannelMemory {
  const { trouble, lastAt } = memory;
  if (trouble === null) return memory;
  const isCalm = trouble.calmUntil !== null && at >= trouble.calmUntil;
  const isForgotten = lastAt !== null && at - lastAt >= gradeSettings.forgottenMs;
  return isCalm || isForgotten ? { ...memory, trouble: null } : memory;
}

function count(
  memory: ChannelMemory,
  measurement: Measurement,
  settings: ChannelSettings,
): ChannelMemory {
  const { at, says, cause, tookMs, from } = measurement;
  const base = {
    ...memory,
    slots: slotsAfter(memory.slots, measurement),
    lastAt: at,
    ownAt: from === 'own' ? at : memory.ownAt,
  };
  if (says === 'ill' && cause !== null) {
    const hard = cause === 'too-many-requests' ? 0 : 1;
    const run = memory.illRun ?? { since: at, count: 0, hard: 0, cause };
    return {
      ...base,
      illRun: { since: run.since, count: run.count + 1, hard: run.hard + hard, cause },
      isOfTheWay: isOfTheWay(cause) && (memory.isOfTheWay || memory.illRun === null),
      clean: borne(memory, gradeSettings.illBorne),
      lastFailure: { at, cause },
    };
  }
  const { slowness } = settings;
  const isSlow =
    slowness !== null && tookMs !== null && tookMs >= slowBounds(memory.usual, slowness).untilMs;
  const failures = memory.illRun?.count ?? 0;
  const learns = tookMs !== null && (memory.grade === 'working' || memory.grade === 'unknown');
  return {
    ...base,
    took: tookAfter(memory.took, measurement),
    illRun: null,
    // While nothing gets through, failures are not what is to be expected of other times.
    share: memory.grade === 'stopped' ? memory.share : shareAfter(memory.share, failures),
    isOfTheWay: false,
    clean:
      memory.grade === 'slow' && isSlow
        ? borne(memory, gradeSettings.slowBorne)
        : cleanAfter(memory, at),
    aliveSince: memory.aliveSince ?? at,
    lastSuccessAt: at,
    usual: learns ? learnt(memory.usual, tookMs, at) : memory.usual,
  };
}

/** One good round trip more. */
function cleanAfter(memory: ChannelMemory, at: EpochMs): NonNullable<ChannelMemory['clean']> {
  const { clean, grade, slots } = memory;
  if (clean !== null) return { ...clean, good: clean.good + 1 };
  // Before it nothing got through, or some did.
  const share = grade === 'degraded' ? Math.max(memory.share, windowOf(slots, at).share) : 1;
  return { since: at, good: 1, bad: 0, share };
}

/** One bad round trip more, as far as so many among the good ones are borne. */
function borne({ clean }: ChannelMemory, share: number): ChannelMemory['clean'] {
  if (clean === null) return null;
  const bad = clean.bad + 1;
  return bad / (clean.good + bad) > share ? null : { ...clean, bad };
}

interface Worse {
  grade: ChannelGrade;
  since: EpochMs;
  cause: Cause | null;
}

function worseAfter(memory: ChannelMemory, at: EpochMs, settings: ChannelSettings): Worse | null {
  const found = stopOf(memory, at, settings) ?? degradedOf(memory, at) ?? slowOf(memory, settings);
  return found !== null && severity[found.grade] > severity[memory.grade] ? found : null;
}

function stopOf(memory: ChannelMemory, at: EpochMs, settings: ChannelSettings): Worse | null {
  const { illRun } = memory;
  if (illRun === null || !isStopRun(memory, at, settings)) return null;
  return { grade: 'stopped', since: illRun.since, cause: illRun.cause };
}

function degradedOf({ slots, lastFailure }: ChannelMemory, at: EpochMs): Worse | null {
  const { well, ill, firstIllAt } = windowOf(slots, at);
  if (well === 0 || ill < 2) return null;
  if (certainShare(ill, well + ill) < gradeSettings.degradedFrom) return null;
  return { grade: 'degraded', since: firstIllAt ?? at, cause: lastFailure?.cause ?? null };
}

function slowOf({ took, usual }: ChannelMemory, { slowness }: ChannelSettings): Worse | null {
  const median = medianMs(took);
  const [first] = took;
  const last = took.at(-1);
  if (slowness === null || median === null || first === undefined || last === undefined)
    return null;
  const { fromMs } = slowBounds(usual, slowness);
  const isEnough = took.length >= gradeSettings.fewestSlow;
  if (!isEnough || last.at - first.at < gradeSettings.slowSpanMs || median < fromMs) return null;
  const since = took.find(({ ms }) => ms >= fromMs)?.at ?? first.at;
  return { grade: 'slow', since, cause: null };
}

function worsened(memory: ChannelMemory, worse: Worse, at: EpochMs): ChannelMemory {
  const { trouble } = memory;
  const isRelapse = trouble !== null && (trouble.calmUntil !== null || worse.grade === 'stopped');
  return {
    ...memory,
    ...worse,
    knownAt: at,
    clean: null,
    aliveSince: null,
    trouble: {
      since: trouble?.since ?? worse.since,
      relapses: (trouble?.relapses ?? 0) + (isRelapse ? 1 : 0),
      calmUntil: null,
    },
  };
}

/**
 * Somebody answered there, and no more. It refutes only that nobody can be reached: what is behind
 * is then not known.
 */
function afterReached(memory: ChannelMemory, { at, from }: Measurement): ChannelMemory {
  const lastAt = from === 'own' ? { lastAt: at, ownAt: at } : {};
  if (memory.grade !== 'stopped' || !memory.isOfTheWay) return { ...memory, ...lastAt };
  const clean = cleanAfter(memory, at);
  const isCertain = clean.good >= 2 && at - clean.since >= reachedSpanMs;
  if (isCertain) return unknownFrom(memory, clean.since, at);
  return { ...memory, ...lastAt, clean };
}

const reachedSpanMs = 30_000;
