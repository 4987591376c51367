import type { DrillSheet } from '../../../shared/drill/sheet.ts';
import { epochMs, type Cancellation, type EpochMs } from '../../../shared/time.ts';
import type { PacingSettings } from '../../outbox/policy/index.ts';
import type { Script } from '../../practice/drill/index.ts';
import type { DrillSpeed } from '../../../shared/drill/scenarios.ts';
import type { OwnTime } from './clock.ts';
import { openDrill, type Drill } from './drill.ts';
import { scoreDrill } from './score.ts';

export interface AutomaticOptions {
  id: string;
  folder: string;
  script: Script;
  own: OwnTime;
  now: () => EpochMs;
  pacing: PacingSettings;
  /** Absent: from moment to moment. */
  speed?: DrillSpeed;
  signal?: Cancellation;
  /** Is told how far it is, in the drill's own time. */
  onProgress?(drill: Drill): void;
}

/** How often it is looked whether all has come to its end, in the drill's milliseconds. */
const lookEveryMs = 60_000;

/**
 * Runs a drill from end to end, left to itself; what still waits at its end is given the script's
 * rest to go out. `null` where it was given up.
 * @throws {NaruError} as `openDrill`
 */
export async function runAutomatic(options: AutomaticOptions): Promise<DrillSheet | null> {
  const { script, id, now, signal } = options;
  const began = now();
  const drill = await openDrill({
    folder: options.folder,
    script,
    own: options.own,
    pacing: options.pacing,
    now: new Date(began),
    onChange: () => {},
    onStep: () => {},
  });
  try {
    drill.clock.setSpeed(options.speed ?? 'leaps');
    await Promise.race([untilOver(drill, options), drill.ended]);
    if (signal?.aborted === true) return null;
    drill.clock.setSpeed(0);
    await drill.motion.settled();
    const ended = epochMs(Math.max(began, now()));
    return scoreDrill(drill, { id, led: 'automatic', began, ended, acts: [], automatic: null });
  } finally {
    await drill.close();
  }
}

async function untilOver(drill: Drill, { signal, onProgress }: AutomaticOptions): Promise<void> {
  const { clock, script } = drill;
  const isGivenUp = (): boolean => signal?.aborted === true;
  while (!isGivenUp()) {
    await clock.sleep(lookEveryMs);
    onProgress?.(drill);
    const passed = clock.now() - script.startAt;
    if (passed >= script.endsAfter + script.restMs) return;
    if (passed >= script.endsAfter && isAtRest(drill)) return;
  }
}

/** Whether the outbox has nothing left that it must bring to an end by itself. */
export function isAtRest({ session }: Drill): boolean {
  const { queued, sending, unconfirmed, processing } = session.store.counts.transport;
  return queued + sending + unconfirmed + processing === 0;
}
