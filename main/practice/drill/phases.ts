import type { ChannelGrade } from '../../../shared/sync/channels.ts';
import type { Want } from '../plan.ts';

/** How requests fare; shares of all of them, the rest is served in full. */
export interface Manner {
  /** Time to do the work, in milliseconds. */
  workMs: readonly [number, number];
  /** 503, not taken; half of them with a Retry-After. */
  turnedAway: number;
  /** 502 of the gateway in front, and nothing was done. */
  badGateway: number;
  /** 502 or 504 of the gateway in front, and the work is done behind it all the same. */
  behindGateway: number;
  /** No answer ever, and nothing was done. */
  silence: number;
  /** The connection breaks, and nothing was done. */
  reset: number;
  /** Done, and the answer breaks off on its way. */
  lostAnswer: number;
}

const well = {
  workMs: [120, 600],
  turnedAway: 0,
  badGateway: 0,
  behindGateway: 0,
  silence: 0,
  reset: 0,
  lostAnswer: 0,
} as const satisfies Manner;

/** Manners by name; a script says which one holds when. */
export const manners = {
  well,
  busy: { ...well, workMs: [800, 3000], turnedAway: 0.02 },
  slow: { ...well, workMs: [6000, 22_000], turnedAway: 0.08, behindGateway: 0.04 },
  'turning-away': { ...well, workMs: [3000, 20_000], turnedAway: 0.72, badGateway: 0.1 },
  'bad-gateway': {
    ...well,
    workMs: [2000, 15_000],
    turnedAway: 0.1,
    badGateway: 0.4,
    behindGateway: 0.16,
  },
  dead: { ...well, turnedAway: 0.25, silence: 0.45, reset: 0.3 },
  losing: { ...well, workMs: [400, 2500], lostAnswer: 0.5, silence: 0.05 },
  'losing-little': { ...well, workMs: [400, 2500], lostAnswer: 0.15 },
} as const satisfies Record<string, Manner>;
export type MannerName = keyof typeof manners;

/** A span in which the central system behaves in one way. */
export interface Phase {
  /** Milliseconds after the start of the drill. */
  from: number;
  manner: MannerName;
  /** Where one kind of request fares otherwise: half an outage. */
  but?: Partial<Record<Want, MannerName>>;
  /** What its status page says. */
  word: 'normal' | 'degraded' | 'down';
}

/** The manner in which a request is treated. The status page is no servant of the rest. */
export function mannerOf(phase: Phase, want: Want): MannerName {
  return phase.but?.[want] ?? (want === 'status' ? 'well' : phase.manner);
}

/** How a manner would be graded by who saw all of it: the truth that measurements look for. */
export function trueGrade(name: MannerName): ChannelGrade {
  const manner: Manner = manners[name];
  const failing =
    manner.turnedAway +
    manner.badGateway +
    manner.behindGateway +
    manner.silence +
    manner.reset +
    manner.lostAnswer;
  if (failing >= 0.9) return 'stopped';
  if (failing > 0.12) return 'degraded';
  return manner.workMs[0] >= 5000 ? 'slow' : 'working';
}

/** The phase at so many milliseconds after the start. */
export function phaseAt(phases: readonly Phase[], ms: number): Phase {
  const phase = phases.findLast(({ from }) => from <= ms) ?? phases[0];
  if (phase === undefined) throw new RangeError('a script without phases');
  return phase;
}
